import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { userFolder } from "#core/app/connections/user-folder.ts";
import { oneAtATime } from "#core/store/one-at-a-time.ts";
import { replaceNote } from "#core/store/own-file.ts";
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
 * Which workspaces were opened, in a file of this person's that several hosts write: it is read anew each time, and changed
 * by one at a time. What cannot be read or written is no reason to fail.
 */
export function openRecent(file: string | null, reportBug: (error: unknown) => void): RecentWorkspaces {
  const put = (next: () => readonly string[]): void => {
    if (file === null) return;
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      oneAtATime(`${file}.lock`, () => replaceNote(file, JSON.stringify(next())));
    } catch (error) {
      reportBug(error);
    }
  };
  const list = (): readonly string[] =>
    readList(file).filter((folder) => existsSync(workspacePaths(folder).database));
  const without = (folder: string): readonly string[] => list().filter((other) => other !== folder);
  return {
    list,
    note: (folder) => put(() => [folder, ...without(folder)].slice(0, LONGEST)),
    forget: (folder) => put(() => without(folder)),
    clear: () => put(() => []),
  };
}

function readList(file: string | null): readonly string[] {
  if (file === null) return [];
  try {
    return listSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return [];
  }
}
