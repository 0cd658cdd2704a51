import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState, AppStore } from "#renderer/store/app-store.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { useBranchCommands } from "#renderer/navigation/use-switch-branch.ts";
import { VIEWS } from "./views.ts";

const preferencesOf = (state: AppState) => state.preferences;

/** What the window itself can do: its views, its branches, its looks. */
export function useShellCommands(): void {
  const { store, isBrowser } = useApp();
  const { scheme } = useAppState(preferencesOf);
  useCommands("branches", useBranchCommands());
  useCommands("views", viewCommands(isBrowser));
  useCommands("window", [...overlayCommands(store, isBrowser), ...lookCommands(store, scheme)]);
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
      words: shellStrings.keySheetWords,
      group: shellStrings.groupWindow,
      keys: "?",
      run: () => openOverlay("keys"),
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
      words: shellStrings.schemeWords,
      group: shellStrings.groupWindow,
      isDisabled: id === scheme,
      run: () => setPreferences({ scheme: id }),
    })),
  ];
}
