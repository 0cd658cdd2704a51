import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { replaceNote } from "#core/store/own-file.ts";

/** Folders, the one that was opened last first. */
const listSchema = z.array(z.string());

const LONGEST = 10;

export type RecentWorkspaces = {
  /** Those that are still there. */
  readonly list: () => readonly string[];
  readonly note: (folder: string) => void;
  readonly clear: () => void;
};

/** Which workspaces were opened, in a file of this person's. What cannot be read or written is no reason to fail. */
export function openRecent(file: string, reportBug: (error: unknown) => void): RecentWorkspaces {
  let folders = readList(file);
  const put = (next: readonly string[]): void => {
    folders = next;
    try {
      replaceNote(file, JSON.stringify(folders));
    } catch (error) {
      reportBug(error);
    }
  };
  const list = (): readonly string[] =>
    folders.filter((folder) => existsSync(workspacePaths(folder).database));
  return {
    list,
    note: (folder) => put([folder, ...list().filter((other) => other !== folder)].slice(0, LONGEST)),
    clear: () => put([]),
  };
}

function readList(file: string): readonly string[] {
  try {
    return listSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return [];
  }
}
