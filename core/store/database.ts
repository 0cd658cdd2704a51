import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { AppError } from "#core/base/app-error.ts";
import { showInvisibleSigns } from "#core/domain/hidden-text.ts";
import { MIGRATIONS } from "./migrations/list.ts";
import type { Db } from "./db.ts";
import { MOST_IMAGE_BYTES, readFileImage, stampOf, type FileStamp } from "./file-image.ts";
import { keepPrivate } from "./keep-private.ts";
import { refuseLink } from "./own-file.ts";
import { findForeignCode, NEWEST, readSchema, schemaAt } from "./own-schema.ts";
import { ALL_SEALED, sealAll } from "./seals.ts";
import { translateErrors } from "./store-errors.ts";
import { openUnchanging } from "./unchanging-file.ts";

/** "ASTU" in ASCII: tells our files from any other SQLite file. */
const APPLICATION_ID = 0x41535455;

/** Of any SQLite file. */
const SMALLEST_PAGE_BYTES = 512;

export type OpenOptions = {
  readonly readOnly: boolean;
  /**
   * Read it as it is now, without a file made or touched in its folder; where that cannot be, it is read as writers read
   * it. What was read counts if the store is `isCurrent` afterwards.
   */
  readonly asImage?: boolean;
};

export type OpenedDatabase = {
  readonly db: Db;
  /** Of the file as it was when it was read as it is; null where it is read as writers read it. */
  readonly stamp: FileStamp | null;
};

/**
 * Opens the workspace's database, bringing an older one up to date; where there is no file, makes one (not read-only).
 * A file that is not ours, or of a later program, is left byte for byte as it is. Throws workspace-missing,
 * workspace-damaged on a file that is not a sound database of ours, workspace-newer on one from a later program,
 * disk-full or read-only where nothing can be written [S1].
 */
export function openDatabase(path: string, options: OpenOptions): OpenedDatabase {
  return translateErrors(path, () => open(path, options), FILE_WRONG);
}

/** What SQLite cannot do with a file while it is opened, a format it does not know for instance, the file is the cause of. */
const FILE_WRONG = { SQLITE_ERROR: "workspace-damaged" } as const;

function open(path: string, options: OpenOptions): OpenedDatabase {
  refuseMissingFolder(path);
  for (const part of ["", "-wal", "-shm", "-journal"]) refuseLink(path + part);
  refuseShort(path);
  const isMade = !existsSync(path);
  const opened = (options.asImage === true ? openAsItIs(path) : null) ?? {
    db: new Database(path, { readonly: options.readOnly, fileMustExist: options.readOnly }),
    stamp: null,
  };
  const { db } = opened;
  try {
    if (isMade) keepPrivate(path);
    db.pragma("busy_timeout = 5000");
    db.pragma("foreign_keys = ON");
    // What a work in a group would be taken back by stays in memory: else each page that it changes goes to a file as well.
    if (!options.readOnly) db.pragma("temp_store = MEMORY");
    const version = readVersion(db, { path, isMade });
    if (options.readOnly && version < NEWEST) throw olderThanReadable(path, version);
    if (version < NEWEST && !isMade) refuseOtherSchema(db, { path, version });
    if (!isMade) refuseForeignCode(db, { path, version });
    if (!options.readOnly) bringUpToDate(db, version);
    return opened;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Null where the file alone is not the workspace, or was written to meanwhile. */
function openAsItIs(path: string): OpenedDatabase | null {
  const stamp = stampOf(path);
  if (stamp === null) return null;
  const db = stamp.sizeBytes > MOST_IMAGE_BYTES ? openUnchanging(path) : openImage(path, stamp);
  return db === null ? null : { db, stamp };
}

function openImage(path: string, stamp: FileStamp): Db | null {
  const image = readFileImage(path, stamp);
  return image === null ? null : new Database(image, { readonly: true });
}

function refuseMissingFolder(path: string): void {
  if (existsSync(dirname(path))) return;
  throw new AppError("workspace-missing", `The folder of ${path} does not exist.`);
}

/** SQLite takes a file without a whole page for a new database; to us it is one that lost everything. */
function refuseShort(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || found.size >= SMALLEST_PAGE_BYTES) return;
  const what = found.size === 0 ? "is empty" : `has ${found.size} bytes`;
  throw new AppError("workspace-damaged", `${path} ${what}: nothing of the workspace is in it.`, {
    hint: "Restore a backup of the file; if there never was anything, move the folder away and make a new one.",
    way: "make-workspace",
  });
}

type Opened = { readonly path: string; readonly isMade: boolean };

/** The schema's version, 0 for a file that is just being made. */
function readVersion(db: Db, { path, isMade }: Opened): number {
  const version = db.pragma("user_version", { simple: true }) as number;
  if (isMade) return 0;
  if (db.pragma("application_id", { simple: true }) !== APPLICATION_ID) {
    throw new AppError(
      "workspace-damaged",
      `${path} is a SQLite file, but not a workspace of this program.`,
      {
        hint: "Name another folder, or move the file away and make a new one.",
        way: "make-workspace",
      },
    );
  }
  if (version > NEWEST) {
    throw new AppError(
      "workspace-newer",
      `${path} was written by a newer version of this program (schema ${version}, this one knows ${NEWEST}).`,
      { hint: "Update the program; the file was left as it is." },
    );
  }
  return version;
}

type Claimed = { readonly path: string; readonly version: number };

/** A number that was lowered would have migrations run over what they made before; nothing is written until it fits. */
function refuseOtherSchema(db: Db, { path, version }: Claimed): void {
  if (namesOf(readSchema(db)) === namesOf(schemaAt(version))) return;
  throw new AppError(
    "workspace-damaged",
    `${path} says to be of schema ${version}, but its tables are those of another.`,
    { hint: "Nothing was changed. Restore a backup of the file." },
  );
}

function namesOf(schema: ReturnType<typeof readSchema>): string {
  return [...schema.keys()].toSorted().join("\n");
}

/** What stands in a file is read and never run, whoever it is from. */
function refuseForeignCode(db: Db, { path, version }: Claimed): void {
  const foreign = findForeignCode(db, version);
  if (foreign === null) return;
  throw new AppError(
    "workspace-damaged",
    `${path} holds what this program never made, and SQLite would run it: ${showInvisibleSigns(foreign)}.`,
    {
      hint: "Nothing was run or changed. Restore a backup, or ask whoever gave you the file for a sound one.",
    },
  );
}

/** An older file is brought up to date only here, where it was opened for writing [S2]. */
function bringUpToDate(db: Db, current: number): void {
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = NORMAL");
  for (const migration of MIGRATIONS) {
    if (migration.version <= current) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      if (migration.fill !== undefined) db.exec(migration.fill);
      const { reseals } = migration;
      if (reseals !== false) sealAll(db, reseals === true ? ALL_SEALED : reseals);
      migration.derive?.(db);
      db.pragma(`user_version = ${migration.version}`);
      db.pragma(`application_id = ${APPLICATION_ID}`);
    })();
  }
}

function olderThanReadable(path: string, version: number): AppError {
  return new AppError("read-only", `${path} has an older form (schema ${version}) and may not be written.`, {
    hint: "Open it once for writing, which brings it up to date.",
  });
}
