import { readFileSync, rmSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";

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
  readonly release: () => void;
};

/**
 * Takes the workspace for this process, or returns null when another one has it. The lock is a transaction held open
 * on a SQLite file of its own, so any death frees it; a file with a process number would not.
 */
export function takeLock(lockPath: string, holder: Holder): Lock | null {
  const db = new Database(lockPath);
  try {
    db.pragma("busy_timeout = 0");
    db.pragma("journal_mode = DELETE");
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (isBusy(error)) return null;
    throw error;
  }
  const describe = (now: Holder): void => {
    writeFileSync(holderPath(lockPath), JSON.stringify(now), { mode: 0o600 });
  };
  describe(holder);
  return {
    describe,
    release: () => {
      rmSync(holderPath(lockPath), { force: true });
      db.exec("ROLLBACK");
      db.close();
    },
  };
}

/** Who says to hold the workspace; null when nobody says so. It may be a leftover: only the lock decides. */
export function readHolder(lockPath: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderPath(lockPath), "utf8")));
  } catch {
    return null;
  }
}

export function heldError(folder: string, holder: Holder | null): AppError {
  const who =
    holder === null ? "another process" : `${holder.host} (process ${holder.pid}) since ${holder.since}`;
  return new AppError("workspace-held", `The workspace ${folder} is held by ${who}.`, {
    hint: "Close that program, or use its window; only one may write to a workspace at a time.",
  });
}

function holderPath(lockPath: string): string {
  return `${lockPath}.json`;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
