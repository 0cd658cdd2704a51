import Database from "better-sqlite3";
import { DEFAULT_WAYS } from "#core/base/ways.ts";
import { AppError } from "#core/base/app-error.ts";

/** Runs the work, turning SQLite's own errors into ours; anything else passes through. `more` as `toStoreError` has it. */
export function translateErrors<T>(
  path: string,
  work: () => T,
  more: Readonly<Record<string, Meaning>> = {},
): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(path, error, more);
  }
}

type Meaning =
  | "disk-full"
  | "read-only"
  | "workspace-damaged"
  | "workspace-missing"
  | "workspace-held"
  | "unsupported";

/** SQLite's result code → what it means to a person; the first entry whose beginning fits [S5, S12]. */
const MEANINGS: ReadonlyArray<readonly [beginning: string, meaning: Meaning]> = [
  ["SQLITE_FULL", "disk-full"],
  // A disk without space fails at any of these, depending on which file has to grow.
  ["SQLITE_IOERR_WRITE", "disk-full"],
  ["SQLITE_IOERR_FSYNC", "disk-full"],
  ["SQLITE_IOERR_TRUNCATE", "disk-full"],
  ["SQLITE_IOERR_SHMSIZE", "disk-full"],
  ["SQLITE_IOERR_SHMMAP", "disk-full"],
  ["SQLITE_IOERR_LOCK", "workspace-held"],
  ["SQLITE_IOERR", "workspace-damaged"],
  ["SQLITE_BUSY", "workspace-held"],
  ["SQLITE_LOCKED", "workspace-held"],
  ["SQLITE_PROTOCOL", "workspace-held"],
  ["SQLITE_AUTH", "read-only"],
  ["SQLITE_NOLFS", "disk-full"],
  ["SQLITE_TOOBIG", "unsupported"],
  ["SQLITE_NOMEM", "unsupported"],
  ["SQLITE_READONLY", "read-only"],
  ["SQLITE_PERM", "read-only"],
  ["SQLITE_CORRUPT", "workspace-damaged"],
  ["SQLITE_NOTADB", "workspace-damaged"],
  ["SQLITE_CANTOPEN", "workspace-missing"],
];

/** The same for errors of the file system, where we write a file ourselves [S12]. */
const SYSTEM_MEANINGS: Readonly<Record<string, Meaning>> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EFBIG: "disk-full",
  EROFS: "read-only",
  EACCES: "read-only",
  EPERM: "read-only",
  EIO: "workspace-damaged",
  ENOENT: "workspace-missing",
  ENOTDIR: "workspace-missing",
  EISDIR: "workspace-missing",
  EMFILE: "unsupported",
  ENFILE: "unsupported",
};

/** An error of SQLite's or the file system's as one of ours; anything else comes back as it is. `more` adds codes that mean something here. */
export function toStoreError(
  path: string,
  error: unknown,
  more: Readonly<Record<string, Meaning>> = {},
): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const meaning =
    error instanceof Database.SqliteError
      ? (more[code] ?? MEANINGS.find(([beginning]) => code.startsWith(beginning))?.[1])
      : error instanceof AppError
        ? undefined
        : SYSTEM_MEANINGS[code];
  if (meaning === undefined) return error;
  const { text, hint } = describeMeaning(meaning, path, code);
  return new AppError(meaning, text, {
    hint,
    way: DEFAULT_WAYS[meaning],
    cause: error,
    retryable: meaning === "workspace-held",
  });
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
        text: `${path} is damaged, or its disk is: it cannot be read (${code}).`,
        hint: "Nothing was changed. See what still holds, then restore a backup of the file.",
      };
    case "workspace-held":
      return {
        text: `${path} is locked by another program.`,
        hint: "End what reads or copies the file, then try again; everything committed before is safe.",
      };
    case "unsupported":
      return {
        text: `This machine could not do what ${path} needs (${code}).`,
        hint: "Close other programs, or change less at a time; everything committed before is safe.",
      };
    case "workspace-missing":
      return {
        text: `${path} cannot be opened.`,
        hint: "Check the folder's name and permissions, or make a workspace.",
      };
  }
}
