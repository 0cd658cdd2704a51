import { useEffect } from "react";
import type { WindowAction } from "#core/contract/windows.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { workspaceQuery } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { workspaceName } from "#core/domain/workspace-name.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { windowsQuery, type Windows } from "./windows-query.ts";

export type OpenWorkspaces = {
  readonly act: (action: WindowAction) => void;
  readonly open: (folder: string) => void;
};

/** What asks the program around the window to open, make or close a workspace; what it refuses is shown. */
export function useOpenWorkspaces(): OpenWorkspaces {
  const act = useAct();
  const tell = async (asking: ReturnType<typeof act<{ done: boolean }>>): Promise<void> => {
    const done = await asking;
    if (!done.ok) toastProblem(done.error);
  };
  return {
    act: (action) => void tell(act(async ({ windows }) => await windows.act({ action }), [])),
    open: (folder) => void tell(act(async ({ windows }) => await windows.open({ folder }), [])),
  };
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

function commandsOf({ recent }: Windows, { act, open }: OpenWorkspaces): readonly Command[] {
  const { group } = workspaceStrings;
  return [
    { id: "workspace-new", title: workspaceStrings.new, group, keys: "Mod+Shift+N", run: () => act("new") },
    { id: "workspace-open", title: workspaceStrings.open, group, keys: "Mod+O", run: () => act("open") },
    ...recent.map(({ name, folder }) => ({
      id: `workspace-${folder}`,
      title: workspaceStrings.openRecent(name),
      group,
      run: () => open(folder),
    })),
    { id: "workspace-folder", title: workspaceStrings.showFolder, group, run: () => act("show-folder") },
    {
      id: "workspace-clear",
      title: workspaceStrings.clearRecent,
      group,
      isDisabled: recent.length === 0,
      run: () => act("clear-recent"),
    },
    { id: "workspace-close", title: workspaceStrings.close, group, run: () => act("close") },
  ];
}
