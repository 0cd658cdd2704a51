import type { WindowAction } from "#core/contract/windows.ts";

/** What a host with windows of its own does beside the workspace: the desktop has it, the others do not. */
export interface HostWindows {
  /** Folders of other workspaces that were opened here, the newest first. */
  readonly recent: () => readonly string[];
  /** False when the person changed their mind. */
  readonly act: (action: WindowAction) => Promise<boolean>;
  readonly open: (folder: string) => Promise<boolean>;
}
