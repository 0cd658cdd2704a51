import { useEffect } from "react";
import type { Result } from "#core/base/result.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import type { NewSeed, WindowAction } from "#core/contract/windows.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { workspaceQuery } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { workspaceName } from "#core/domain/workspace-name.ts";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { windowsQuery, type Windows } from "./windows-query.ts";

export type OpenWorkspaces = {
  readonly act: (action: WindowAction) => void;
  /** A refusal is shown, unless somebody shows it where it belongs; the answer is whether it is open. */
  readonly open: (folder: string, refuse?: (problem: Problem) => void) => Promise<boolean>;
  /** What is wrong with the files that it was to be made of is told apart. */
  readonly make: (wish: NewWorkspace, hear: Heard) => Promise<boolean>;
};

export type Heard = {
  readonly refuse: (problem: Problem) => void;
  readonly tell: (problems: readonly FileProblem[]) => void;
};

export type NewWorkspace = {
  readonly folder: string;
  readonly from: NewSeed;
  readonly houseSeed: number;
  /** Where the files are that it begins with. */
  readonly files: string;
};

type Opened = { readonly done: boolean; readonly url: string | null; readonly folder: string };

/** What asks the program around the window to open, make or close a workspace; what it refuses is shown. */
export function useOpenWorkspaces(): OpenWorkspaces {
  const act = useAct();
  const { queries } = useApp();
  const follow = (opened: Result<Opened, Problem>, refuse: (problem: Problem) => void): boolean => {
    queries.retry(windowsQuery.key);
    if (opened.ok && opened.value.done) showOpened(opened.value);
    else if (opened.ok) return false;
    else refuse(opened.error);
    return opened.ok && opened.value.done;
  };
  return {
    act: (action) => {
      void act(async ({ windows }) => await windows.act({ action }), []).then((done) => {
        if (!done.ok) toastProblem(done.error);
        queries.retry(windowsQuery.key);
      });
    },
    open: async (folder, refuse = toastProblem) =>
      follow(await act(async ({ windows }) => await windows.open({ folder }), []), refuse),
    make: async (wish, { refuse, tell }) => {
      const made = await act(async ({ windows }) => await windows.make(wish), []);
      if (made.ok && made.value.problems.length > 0) tell(made.value.problems);
      return follow(made, refuse);
    },
  };
}

/**
 * A browser shows it in a tab of its own. Many keep a page from opening one so long after the press that asked for it: a
 * link that is pressed opens it in all of them.
 */
function showOpened({ url, folder }: Opened): void {
  if (url === null || window.open(url, "_blank") !== null) return;
  const link = { label: workspaceStrings.showTab, href: url, isTab: true } as const;
  toastDone(workspaceStrings.isOpen(workspaceName(folder)), undefined, link);
}

/** What the menu of the program around asks for comes as a part of the address, and is taken out of it at once. */
export function useAskedByMenu(): void {
  const { store } = useApp();
  const { view, parts, query } = useRoute();
  const { ask, ...rest } = query;
  const isAsked = ask === "delete-workspace";
  const place = hrefTo(view, parts, rest);
  useEffect(() => {
    if (!isAsked) return;
    navigate(place, { replace: true });
    store.getState().openOverlay("workspace-delete");
  }, [isAsked, place, store]);
}

const overlayOf = (state: AppState) => state.overlay;

/** The commands of a host that has windows of its own, and the page's title, which says which workspace it is of. */
export function useWindowCommands(): void {
  const { queries } = useApp();
  const isPaletteOpen = useAppState(overlayOf) === "palette";
  const windows = useQuery(windowsQuery).data;
  const folder = useQuery(workspaceQuery).data?.folder;
  const opening = useOpenWorkspaces();
  useCommands("workspaces", windows?.canOpen === true ? commandsOf(windows, opening) : []);
  useEffect(() => {
    if (isPaletteOpen) queries.retry(windowsQuery.key);
  }, [isPaletteOpen, queries]);
  useEffect(() => {
    if (folder !== undefined) document.title = workspaceStrings.documentTitle(workspaceName(folder));
  }, [folder]);
}

function commandsOf({ recent, actions }: Windows, { act, open }: OpenWorkspaces): readonly Command[] {
  const { group } = workspaceStrings;
  return [
    ...recent.map(({ name, folder }) => ({
      id: `workspace-${folder}`,
      title: workspaceStrings.openRecent(name),
      group,
      run: () => void open(folder),
    })),
    ...actions
      .filter((action) => action !== "new" && action !== "open")
      .map((action) => ({
        id: `workspace-${action}`,
        title: workspaceStrings.actions[action],
        group,
        isDisabled: action === "clear-recent" && recent.length === 0,
        run: () => act(action),
      })),
  ];
}
