import {
  IconGitBranch,
  IconHome,
  IconSettings,
  IconSparkles,
  IconStack2,
  IconTable,
  IconTimeline,
  type IconProps,
} from "@tabler/icons-react";
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { useWaitingCount } from "#renderer/features/improve/use-waiting-count.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { improveStrings } from "#renderer/strings/improve.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";

/*
 * To add a view:
 * 1. renderer/features/NAME/NAME-view.tsx exports a component without props, `NameView`. It fills its whole place
 *    (one <Pane>, or panes beside each other with <Resizer>: renderer/ui) and reads the rest of the address by `useRoute()`.
 * 2. Add a row to VIEWS below, in rail order; the number keys, the rail and the palette follow by themselves. Its words
 *    come from renderer/strings/NAME.ts. `useBadge` (a hook) gives the rail's count, 0 for none.
 * 3. Data: `useQuery({ key, topics, read: (client) => … })` (renderer/store/app-context.ts), drawn with
 *    <Ready of={snapshot}> (renderer/ui/states.tsx: empty, loading, error, partial). Events make it re-read by itself.
 *    Live progress: `useAppState((state) => state.progress[session])`, `state.events`.
 * 4. Changes: `const act = useAct()`, then `await act((client) => client.proposals.approve(…), ["proposals", "history"])`
 *    answers a Result; `toastProblem(result.error)`, `toastDone(text, { label, run })` (renderer/ui/toast.tsx).
 * 5. Keys and palette rows: `useCommands("improve", [{ id, title, group, keys: "A", pane: "review", run }])`
 *    (renderer/navigation/use-commands.ts). Single letters act inside the <Pane id> they name.
 * 6. Links: `hrefTo("lineage", [commit])`, `navigate(…)` (renderer/navigation/route.ts). Numbers: renderer/text/format.ts.
 *    Colours are the variables of renderer/ui/theme/tokens.css; CSS classes begin with the feature's name.
 */
export type ViewEntry = {
  /** First part of the address: `#/lineage`. */
  readonly id: string;
  readonly title: string;
  /** Pressed after G in a browser; no two views have the same, nor O, which is for the operations. */
  readonly letter: string;
  readonly icon: ComponentType<IconProps>;
  readonly component: LazyExoticComponent<ComponentType>;
  readonly useBadge?: () => number;
  /** At the foot of the rail, apart from the others. */
  readonly isAtFoot?: boolean;
};

export const VIEWS: readonly ViewEntry[] = [
  {
    id: "home",
    title: homeStrings.title,
    letter: "H",
    icon: IconHome,
    component: lazy(async () => ({
      default: (await import("#renderer/features/home/home-view.tsx")).HomeView,
    })),
  },
  {
    id: "improve",
    title: improveStrings.title,
    letter: "I",
    icon: IconSparkles,
    component: lazy(async () => ({
      default: (await import("#renderer/features/improve/improve-view.tsx")).ImproveView,
    })),
    useBadge: useWaitingCount,
  },
  {
    id: "lineage",
    title: shellStrings.lineage,
    letter: "L",
    icon: IconGitBranch,
    component: lazy(async () => ({
      default: (await import("#renderer/features/lineage/lineage-view.tsx")).LineageView,
    })),
  },
  {
    id: "traces",
    title: tracesStrings.title,
    letter: "T",
    icon: IconTimeline,
    component: lazy(async () => ({
      default: (await import("#renderer/features/traces/traces-view.tsx")).TracesView,
    })),
  },
  {
    id: "resources",
    title: shellStrings.resources,
    letter: "R",
    icon: IconStack2,
    component: lazy(async () => ({
      default: (await import("#renderer/features/resources/resources-view.tsx")).ResourcesView,
    })),
  },
  {
    id: "data",
    title: dataStrings.title,
    letter: "D",
    icon: IconTable,
    component: lazy(async () => ({
      default: (await import("#renderer/features/data/data-view.tsx")).DataView,
    })),
  },
  {
    id: "settings",
    title: settingsStrings.title,
    letter: "S",
    icon: IconSettings,
    isAtFoot: true,
    component: lazy(async () => ({
      default: (await import("#renderer/features/settings/settings-view.tsx")).SettingsView,
    })),
  },
];

/** The view of an address; an unknown or empty one is the first of the rail. */
export function findView(id: string): ViewEntry {
  const found = VIEWS.find((view) => view.id === id) ?? VIEWS[0];
  if (found === undefined) throw new Error("the window has no view");
  return found;
}
