import Database from "better-sqlite3";
import { AppError } from "#core/base/app-error.ts";

/** Runs the work, turning SQLite's own errors into ours; anything else passes through. */
export function translateErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(path, error);
  }
}

type Meaning = "disk-full" | "read-only" | "workspace-damaged" | "workspace-missing";

/** SQLite's result code → what it means to a person; the first entry whose beginning fits. */
const MEANINGS: ReadonlyArray<readonly [beginning: string, meaning: Meaning]> = [
  ["SQLITE_FULL", "disk-full"],
  // A disk without space fails at any of these, depending on which file has to grow.
  ["SQLITE_IOERR_WRITE", "disk-full"],
  ["SQLITE_IOERR_FSYNC", "disk-full"],
  ["SQLITE_IOERR_TRUNCATE", "disk-full"],
  ["SQLITE_IOERR_SHMSIZE", "disk-full"],
  ["SQLITE_IOERR_SHMMAP", "disk-full"],
  ["SQLITE_IOERR", "workspace-damaged"],
  ["SQLITE_READONLY", "read-only"],
  ["SQLITE_PERM", "read-only"],
  ["SQLITE_CORRUPT", "workspace-damaged"],
  ["SQLITE_NOTADB", "workspace-damaged"],
  ["SQLITE_CANTOPEN", "workspace-missing"],
];

/** An error of SQLite's as one of ours; anything else comes back as it is. `more` adds codes that mean something here. */
export function toStoreError(
  path: string,
  error: unknown,
  more: Readonly<Record<string, Meaning>> = {},
): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const meaning = more[error.code] ?? MEANINGS.find(([beginning]) => error.code.startsWith(beginning))?.[1];
  if (meaning === undefined) return error;
  const { text, hint } = describeMeaning(meaning, path, error.code);
  return new AppError(meaning, text, { hint, cause: error });
}

function describeMeaning(meaning: Meaning, path: string, code: string): { text: string; hint: string } {
  switch (meaning) {
    case "disk-full":
      return {
        text: `${path} could not be written: the disk is full or refuses writes.`,
        hint: "Free some space and try again; everything committed before is safe.",
      };
    case "read-only":
      return {
        text: `${path} may not be written.`,
        hint: "Check the permissions of the workspace folder and its files.",
      };
    case "workspace-damaged":
      return {
        text: `${path} is damaged: SQLite cannot read it (${code}).`,
        hint: "Nothing was changed. Run `verify` to see what still holds, then restore a backup of the file.",
      };
    case "workspace-missing":
      return {
        text: `${path} cannot be opened.`,
        hint: "Check the folder's name and permissions, or make a workspace with `init`.",
      };
  }
}
