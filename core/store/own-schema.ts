import Database from "better-sqlite3";
import type { Db } from "./db.ts";
import { MIGRATIONS } from "./migrations/list.ts";

export const NEWEST = MIGRATIONS.at(-1)?.version ?? 0;

/** "table run" → the SQL that made it. */
type Schema = ReadonlyMap<string, string>;

const made = new Map<number, Schema>();

/** The schema that the migrations make up to a version: the only one whose checks and keys hold. */
export function schemaAt(version: number): Schema {
  const schema = made.get(version) ?? makeSchema(version);
  made.set(version, schema);
  return schema;
}

function makeSchema(version: number): Schema {
  const fresh = new Database(":memory:");
  try {
    for (const { version: each, sql } of MIGRATIONS) if (each <= version) fresh.exec(sql);
    return readSchema(fresh);
  } finally {
    fresh.close();
  }
}

/** Planner statistics come and go; they are no part of it. */
export function readSchema(db: Db): Schema {
  const rows = db
    .prepare(
      "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'",
    )
    .raw()
    .all() as [string, string][];
  return new Map(rows);
}

/**
 * What of a file's schema SQLite would run for its author: a trigger, a view in a table's place, an index or a table of
 * ours with other expressions in it. Null where there is none. A plain table beside ours is read by nobody, and what is
 * missing runs nothing: those are for `verify` to say [S15].
 */
export function findForeignCode(db: Db, version: number): string | null {
  const expected = schemaAt(version);
  for (const [id, sql] of readSchema(db)) {
    const isPlain = id.startsWith("table ") && sql.startsWith("CREATE TABLE ");
    const isOwnIndex = id.startsWith("index sqlite_autoindex_") && sql === "";
    if (expected.get(id) !== sql && !(isPlain && !expected.has(id)) && !isOwnIndex) return id;
  }
  return null;
}
