import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { keepPrivate } from "./keep-private.ts";
import { identify, readOwnNote, refuseLink, replaceNote } from "./own-file.ts";
import { removeAll } from "./replace-file.ts";
import { toStoreError, translateErrors } from "./store-errors.ts";

/** Who holds a workspace: written beside the lock for people and for callers that want to reach it. */
const holderSchema = z.object({
  host: z.string(),
  pid: z.int(),
  since: z.iso.datetime(),
  /** Address of the holder's socket, or null while it serves none. */
  socket: z.string().nullable(),
});
export type Holder = Readonly<z.infer<typeof holderSchema>>;

export type Lock = {
  readonly describe: (holder: Holder) => void;
  /**
   * Throws workspace-held where the lock's file was deleted or replaced: somebody else may hold another by now [S11].
   */
  readonly check: () => void;
  readonly release: () => void;
};

/**
 * Takes the workspace for this process, or returns null when another one has it. The lock is a transaction held open
 * on a SQLite file of its own, so any death frees it; a file with a process number would not. Throws read-only,
 * disk-full, path-refused for a link, and workspace-damaged when the lock's file is something else [S3].
 */
export function takeLock(lockPath: string, holder: Holder): Lock | null {
  const db = openLock(lockPath);
  if (db === null) return null;
  const isHeld = createHeldCheck(lockPath);
  const describe = (now: Holder): void =>
    translateErrors(lockPath, () => replaceNote(holderPath(lockPath), JSON.stringify(now)));
  const release = (): void => {
    // The note of whoever took the workspace meanwhile is not ours to remove.
    if (isHeld()) removeAll(holderPath(lockPath));
    db.exec("ROLLBACK");
    db.close();
  };
  try {
    describe(holder);
  } catch (error) {
    release();
    throw error;
  }
  return {
    describe,
    check: () => {
      if (!isHeld()) throw lostError(lockPath);
    },
    release,
  };
}

/**
 * The `check` of a lock for another thread of the process that has it: from now on the file in its place has to stay the
 * same one.
 */
export function watchLock(lockPath: string): Lock["check"] {
  const isHeld = createHeldCheck(lockPath);
  return () => {
    if (!isHeld()) throw lostError(lockPath);
  };
}

/** Whether the file that is there now still is. */
function createHeldCheck(lockPath: string): () => boolean {
  const held = identify(lockPath);
  return () => held !== null && identify(lockPath) === held;
}

/** Who says to hold the workspace; null when nobody of this user does. It may be a leftover: only the lock decides. */
export function readHolder(lockPath: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readOwnNote(holderPath(lockPath)) ?? "null"));
  } catch {
    return null;
  }
}

/** Whether some process holds the workspace now. Looks, and leaves everything as it is. */
export function isLocked(lockPath: string): boolean {
  if (!existsSync(lockPath)) return false;
  try {
    refuseLink(lockPath);
    const db = new Database(lockPath, { readonly: true, fileMustExist: true });
    try {
      db.pragma("busy_timeout = 0");
      db.prepare("SELECT count(*) FROM sqlite_schema").get();
      return false;
    } finally {
      db.close();
    }
  } catch (error) {
    return isBusy(error);
  }
}

export function heldError(folder: string, holder: Holder | null): AppError {
  const who =
    holder === null ? "another process" : `${holder.host} (process ${holder.pid}) since ${holder.since}`;
  return new AppError("workspace-held", `The workspace ${folder} is held by ${who}.`, {
    hint:
      holder?.host === "web host"
        ? "Use its window, or close that program first."
        : "Close that program, or use its window; only one may write to a workspace at a time.",
    way: holder?.host === "web host" ? "fresh-address" : undefined,
  });
}

function lostError(lockPath: string): AppError {
  return new AppError(
    "workspace-held",
    `${lockPath} was deleted or replaced while this program held the workspace; nothing more is written.`,
    {
      hint: "Close whatever has the workspace open, then open it again. Everything committed before is safe.",
    },
  );
}

function holderPath(lockPath: string): string {
  return `${lockPath}.json`;
}

function openLock(lockPath: string): Database.Database | null {
  refuseLink(lockPath);
  refuseLink(`${lockPath}-journal`);
  const isMade = !existsSync(lockPath);
  const db = translateErrors(lockPath, () => new Database(lockPath));
  try {
    if (isMade) keepPrivate(lockPath);
    db.pragma("busy_timeout = 0");
    db.pragma("journal_mode = DELETE");
    db.exec("BEGIN EXCLUSIVE");
    return db;
  } catch (error) {
    db.close();
    if (isBusy(error)) return null;
    throw isNotOurs(error) ? strange(lockPath, error) : toStoreError(lockPath, error);
  }
}

function isNotOurs(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
}

function strange(lockPath: string, cause: unknown): AppError {
  return new AppError("workspace-damaged", `${lockPath} is not a lock of this program.`, {
    hint: "It holds nothing of the workspace: delete it and try again.",
    cause,
  });
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
