import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { userFolder } from "#core/app/connections/user-folder.ts";
import { openUserNote } from "#core/app/connections/user-note.ts";
import { workspacePaths } from "./paths.ts";

/** Folders, the one that was opened last first. */
const listSchema = z.array(z.string());

const LONGEST = 10;

export type RecentWorkspaces = {
  /** Those that are still there. */
  readonly list: () => readonly string[];
  readonly note: (folder: string) => void;
  readonly forget: (folder: string) => void;
  readonly clear: () => void;
};

/** Where it is written which workspaces this person opened, by whatever host. Null for a user without a home [M2]. */
export function recentFile(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  try {
    return join(userFolder(env, process.platform), "workspaces.json");
  } catch {
    return null;
  }
}

/**
 * Which workspaces were opened, in a file of this person's that several hosts write: it is read anew each time, changed by one
 * at a time, and written over by none that cannot read it [S62]. What cannot be read or written is no reason to fail.
 */
export function openRecent(file: string | null, reportBug: (error: unknown) => void): RecentWorkspaces {
  if (file === null)
    return { list: () => [], note: () => undefined, forget: () => undefined, clear: () => undefined };
  const note = openUserNote<readonly string[]>({
    ...{ path: () => file, form: listSchema, empty: [] },
    ...{ what: "The list of opened workspaces", without: "then none was opened before" },
  });
  const put = (next: (said: readonly string[]) => readonly string[]): void => {
    try {
      note.change((said) => [next(said.filter(isThere)), null]);
    } catch (error) {
      reportBug(error);
    }
  };
  return {
    list: () => (note.read() ?? []).filter(isThere),
    note: (folder) => put((said) => [folder, ...without(said, folder)].slice(0, LONGEST)),
    forget: (folder) => put((said) => without(said, folder)),
    clear: () => put(() => []),
  };
}

function isThere(folder: string): boolean {
  return existsSync(workspacePaths(folder).database);
}

function without(said: readonly string[], folder: string): readonly string[] {
  return said.filter((other) => other !== folder);
}
