import type { WindowAction } from "#core/contract/windows.ts";
import type { Deleted } from "./workspace/delete-workspace.ts";
import type { Seed } from "./workspace/seed.ts";

/** A workspace that was asked for. */
export type OpenedWorkspace = {
  /** False when the person changed their mind. */
  readonly done: boolean;
  /** Where a browser opens it, once; null where it has a window of its own already. */
  readonly url: string | null;
};

/** What a host that can open several workspaces does beside the one that is asked about; folders are real paths. */
export interface HostWindows {
  /** Those that `act` does. */
  readonly actions: readonly WindowAction[];
  readonly hasTrash: boolean;
  /** Folders of workspaces that this person opened, the newest first. */
  readonly recent: () => readonly string[];
  readonly forget: (folder: string) => void;
  /** False when the person changed their mind. */
  readonly act: (action: WindowAction) => Promise<boolean>;
  readonly open: (folder: string) => Promise<OpenedWorkspace>;
  /** Makes it, and opens it. */
  readonly make: (folder: string, seed: Seed) => Promise<OpenedWorkspace>;
  /** The host that asks may hold it itself: then it lets go of it first. */
  readonly isOpenHere: (folder: string) => boolean;
  readonly delete: (folder: string, name: string) => Promise<Deleted>;
}
