import Database from "better-sqlite3";
import { AppError } from "#core/base/app-error.ts";
import { MIGRATIONS } from "./migrations/list.ts";

export type Db = Database.Database;

/** "ASTU" in ASCII: tells our files from any other SQLite file. */
const APPLICATION_ID = 0x41535455;

/**
 * Opens the workspace's database, bringing an older one up to date. Throws workspace-damaged on a file that is not
 * a sound database of ours, workspace-newer on one from a later program, disk-full where nothing can be written.
 */
export function openDatabase(path: string, options: { readonly readOnly: boolean }): Db {
  return translateErrors(path, () => {
    const db = new Database(path, { readonly: options.readOnly, fileMustExist: options.readOnly });
    try {
      configure(db, options.readOnly);
      if (!options.readOnly) migrate(db);
      checkSchema(db, path);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function configure(db: Db, readOnly: boolean): void {
  db.pragma("busy_timeout = 5000");
  db.pragma("foreign_keys = ON");
  if (readOnly) return;
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = NORMAL");
}

function migrate(db: Db): void {
  const current = db.pragma("user_version", { simple: true }) as number;
  if (current === 0 && isForeign(db)) return;
  for (const migration of MIGRATIONS) {
    if (migration.version <= current) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
      db.pragma(`application_id = ${APPLICATION_ID}`);
    })();
  }
}

/** A database with tables but without our mark belongs to somebody else. */
function isForeign(db: Db): boolean {
  return db.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() !== 0;
}

function checkSchema(db: Db, path: string): void {
  if (db.pragma("application_id", { simple: true }) !== APPLICATION_ID) {
    throw new AppError(
      "workspace-damaged",
      `${path} is a SQLite file, but not a workspace of this program.`,
      {
        hint: "Name another folder, or move the file away and run `init`.",
      },
    );
  }
  const version = db.pragma("user_version", { simple: true }) as number;
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new AppError(
      "workspace-newer",
      `${path} was written by a newer version of this program (schema ${version}, this one knows ${newest}).`,
      { hint: "Update the program; the file was left as it is." },
    );
  }
}

/** Runs the work, turning SQLite's own errors into ours; anything else passes through. */
export function translateErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(path, error);
  }
}

function toStoreError(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const cause = error;
  if (code === "SQLITE_FULL" || code === "SQLITE_IOERR_WRITE") {
    return new AppError("disk-full", `${path} could not be written: the disk is full or refuses writes.`, {
      hint: "Free some space and try again; everything committed before is safe.",
      cause,
    });
  }
  if (code === "SQLITE_READONLY" || code.startsWith("SQLITE_READONLY_") || code === "SQLITE_PERM") {
    return new AppError("read-only", `${path} may not be written.`, {
      hint: "Check the permissions of the workspace folder and its files.",
      cause,
    });
  }
  if (code === "SQLITE_CORRUPT" || code.startsWith("SQLITE_CORRUPT_") || code === "SQLITE_NOTADB") {
    return new AppError("workspace-damaged", `${path} is damaged: SQLite cannot read it (${code}).`, {
      hint: "Nothing was changed. Run `verify` to see what still holds, then restore a backup of the file.",
      cause,
    });
  }
  if (code === "SQLITE_CANTOPEN") {
    return new AppError("workspace-missing", `${path} cannot be opened.`, {
      hint: "Check the folder's name, or make a workspace with `init`.",
      cause,
    });
  }
  return error;
}
