import { copyFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { makeFolder } from "./test-workspace.ts";

export type Cell = string | number | Buffer | null;
export type RawColumn = { readonly name: string; readonly type: string; readonly isKey: boolean };
export type RawTable = { readonly name: string; readonly columns: readonly RawColumn[] };

/** A database's tables as somebody sees them who knows nothing of the program; the full-text index's own included. */
export function listTables(path: string): readonly RawTable[] {
  return withRaw(path, (db) => {
    const names = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
      )
      .pluck()
      .all() as string[];
    return names.map((name) => ({ name, columns: columnsOf(db, name) }));
  });
}

function columnsOf(db: Database.Database, table: string): readonly RawColumn[] {
  const rows = db.pragma(`table_info(${table})`) as { name: string; type: string; pk: number }[];
  const hasKey = rows.some(({ pk }) => pk > 0);
  return rows.map(({ name, type, pk }) => ({ name, type, isKey: pk > 0 || !hasKey }));
}

/** Columns whose value means nothing to anybody, and why. */
export const MEANS_NOTHING: Readonly<Record<string, string>> = {
  "version.created_at": "when the row was written; nothing reads it",
  "version_text_idx.segid": "where a search begins to look in its index; what it covers is checked",
  "version_text_idx.term": "the same",
};

/** Everything that means something in every table, as one comparable value. */
export function dumpRows(path: string): string {
  return withRaw(path, (db) =>
    JSON.stringify(
      listTables(path).map(({ name, columns }) => {
        const telling = columns.filter((column) => !Object.hasOwn(MEANS_NOTHING, `${name}.${column.name}`));
        const places = telling.map((_column, at) => at + 1).join(", ");
        const all = telling.map((column) => column.name).join(", ");
        return [name, db.prepare(`SELECT ${all} FROM ${name} ORDER BY ${places}`).raw().all()];
      }),
    ),
  );
}

/** Works on the file as one who means harm would: no foreign keys, no checks. */
export function withRaw<T>(path: string, work: (db: Database.Database) => T): T {
  const db = new Database(path);
  try {
    // The full-text index's own tables may be written as well.
    db.unsafeMode();
    db.pragma("foreign_keys = OFF");
    db.pragma("ignore_check_constraints = ON");
    return work(db);
  } finally {
    db.close();
  }
}

/** Runs the work on a copy of the file, in a folder of its own. */
export function onCopyOf<T>(path: string, work: (copy: string) => T): T {
  const { folder, remove } = makeFolder();
  try {
    const copy = join(folder, "workspace.sqlite");
    copyFileSync(path, copy);
    return work(copy);
  } finally {
    remove();
  }
}
