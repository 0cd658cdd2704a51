import { join } from "node:path";

/** The files of a workspace. */
export type WorkspacePaths = {
  readonly folder: string;
  readonly database: string;
  readonly config: string;
  readonly lock: string;
};

export function workspacePaths(folder: string): WorkspacePaths {
  return {
    folder,
    database: join(folder, "workspace.sqlite"),
    config: join(folder, "workspace.yaml"),
    lock: join(folder, "workspace.lock"),
  };
}
