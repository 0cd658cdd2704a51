import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState, AppStore } from "#renderer/store/app-store.ts";
import { offerQuery } from "#renderer/store/shared-queries.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { newResourceCommands } from "#renderer/navigation/new-resource-commands.ts";
import { useBranchCommands } from "#renderer/navigation/use-switch-branch.ts";
import { VIEWS } from "./views.ts";

const preferencesOf = (state: AppState) => state.preferences;

/** What can be done from anywhere. */
export function useShellCommands(): void {
  const { store, isBrowser } = useApp();
  const { scheme } = useAppState(preferencesOf);
  const offer = useQuery(offerQuery).data ?? [];
  useCommands("start", startCommands(offer.length > 0));
  useCommands("new", newResourceCommands());
  useCommands("branches", useBranchCommands());
  useCommands("views", viewCommands(isBrowser));
  useCommands("window", [...overlayCommands(store, isBrowser), ...lookCommands(store, scheme)]);
}

/** What people come for, wherever they are. */
function startCommands(hasOffer: boolean): readonly Command[] {
  const group = shellStrings.groupStart;
  return [
    {
      id: "start-session",
      title: shellStrings.startSession,
      group,
      run: () => navigate(hrefTo("improve", [], { start: "session" })),
    },
    {
      id: "review-next-waiting",
      title: shellStrings.reviewNext,
      group,
      run: () => navigate(hrefTo("improve")),
    },
    {
      id: "import-items",
      title: shellStrings.importItems,
      group,
      run: () => navigate(hrefTo("data", ["import"])),
    },
    {
      id: "show-offer",
      title: shellStrings.showOffer,
      group,
      isDisabled: !hasOffer,
      run: () => navigate(hrefTo("home", [], { offer: "" })),
    },
  ];
}

/** Both where they work: a browser keeps Ctrl with a digit for its tabs, so there two letters stand for it [L5]. */
function viewCommands(isBrowser: boolean): readonly Command[] {
  return VIEWS.map(({ id, title, letter }, at) => ({
    id: `view-${id}`,
    title: shellStrings.goTo(title),
    group: shellStrings.groupView,
    keys: isBrowser ? `G ${letter}` : `Mod+${at + 1}`,
    run: () => navigate(hrefTo(id)),
  }));
}

function overlayCommands(store: AppStore, isBrowser: boolean): readonly Command[] {
  const { openOverlay } = store.getState();
  return [
    {
      id: "palette",
      title: shellStrings.palette,
      group: shellStrings.groupWindow,
      keys: "Mod+K",
      ...(isBrowser ? {} : { otherKeys: ["Mod+Shift+P"] }),
      run: () => openOverlay("palette"),
    },
    {
      id: "keys",
      title: shellStrings.keySheet,
      group: shellStrings.groupWindow,
      keys: "?",
      run: () => openOverlay("keys"),
    },
    {
      id: "licences",
      title: shellStrings.showLicences,
      group: shellStrings.groupWindow,
      run: () => openOverlay("licences"),
    },
    {
      id: "operations",
      title: shellStrings.showOperations,
      group: shellStrings.groupHistory,
      keys: isBrowser ? "G O" : "Mod+Shift+H",
      run: () => openOverlay("operations"),
    },
    {
      id: "undo",
      title: shellStrings.undoLast,
      group: shellStrings.groupHistory,
      keys: "Mod+Z",
      run: () => openOverlay("undo"),
    },
  ];
}

function lookCommands(store: AppStore, scheme: string): readonly Command[] {
  const { setPreferences } = store.getState();
  const schemes = [
    ["light", shellStrings.useLight],
    ["dark", shellStrings.useDark],
    ["auto", shellStrings.useSystem],
  ] as const;
  return [
    {
      id: "rail",
      title: shellStrings.toggleRail,
      group: shellStrings.groupWindow,
      keys: "Mod+\\",
      run: () => setPreferences({ isRailOpen: !store.getState().preferences.isRailOpen }),
    },
    ...schemes.map(([id, title]) => ({
      id: `scheme-${id}`,
      title,
      group: shellStrings.groupWindow,
      isDisabled: id === scheme,
      run: () => setPreferences({ scheme: id }),
    })),
  ];
}
