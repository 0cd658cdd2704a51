import { sha256 } from "#core/base/hash.ts";
import type { Db } from "./db.ts";

/**
 * Tables whose rows are no hash of their own, with their keys. Each row carries a seal: a digest of everything else in
 * it, so that a flipped bit is seen even where SQLite's own structure still holds. A seal finds damage; against a forger
 * stands the audit chain.
 */
export const SEALED_TABLES = {
  dataset: ["name"],
  item: ["dataset", "id"],
  run: ["id"],
  trace: ["id"],
  trace_spans: ["trace"],
  trace_part: ["trace", "part"],
  trace_index: ["trace"],
  model_call: ["path"],
  score: ["run", "scorer_hash", "expected_hash"],
  score_note: ["run", "scorer_hash", "expected_hash"],
  session: ["id"],
  journal: ["session", "path"],
  event: ["seq"],
  proposal: ["seq"],
  assessment: ["id"],
  assessed_item: ["assessment", "position"],
  decision: ["seq"],
  dictionary: ["seq"],
  adaptation: ["endpoint", "model", "rule"],
  source: ["seq"],
  tape: ["run"],
  replay: ["id"],
} as const;
export type SealedTable = keyof typeof SEALED_TABLES;
export const ALL_SEALED = Object.keys(SEALED_TABLES) as readonly SealedTable[];

export type Cell = string | number | Buffer | null;
export type Row = Readonly<Record<string, Cell>>;

export type Seal = (...key: readonly (string | number)[]) => void;

/** Seals a row as it now stands: called after every write of one, in the same transaction. */
export function createSeal(db: Db, table: SealedTable): Seal {
  const where = SEALED_TABLES[table].map((column) => `${column} = ?`).join(" AND ");
  const select = db.prepare(`SELECT * FROM ${table} WHERE ${where}`);
  const update = db.prepare(`UPDATE ${table} SET seal = ? WHERE ${where}`);
  return (...key) => {
    const row = select.get(...key) as Row | undefined;
    if (row !== undefined) update.run(sealOfRow(table, row), ...key);
  };
}

/** Seals every row of the tables, for rows from before: those that a later migration makes are not there yet. */
export function sealAll(db: Db, tables: readonly SealedTable[]): void {
  const known = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());
  for (const table of tables) {
    if (!known.has(table)) continue;
    const columns = SEALED_TABLES[table];
    const seal = createSeal(db, table);
    const keys = db
      .prepare(`SELECT ${columns.join(", ")} FROM ${table}`)
      .raw()
      .all();
    for (const key of keys) seal(...(key as string[]));
  }
}

export type BrokenSeal = {
  readonly table: SealedTable;
  readonly id: string;
  readonly expected: string;
  readonly got: string;
};

/** The first row of a table whose seal does not fit it, or null. */
export function findBrokenSeal(db: Db, table: SealedTable): BrokenSeal | null {
  for (const row of db.prepare(`SELECT * FROM ${table}`).iterate() as Iterable<Row>) {
    const expected = sealOfRow(table, row);
    const got = String(row["seal"]);
    if (got === expected) continue;
    const id = SEALED_TABLES[table].map((column) => String(row[column])).join("/");
    return { table, id, expected, got };
  }
  return null;
}

function sealOfRow(table: SealedTable, { seal: _seal, ...row }: Row): string {
  return sealOf(table, Object.keys(row), Object.values(row));
}

/** The seal of a row by its cells, in the order of the table's columns. */
export function sealOf(table: SealedTable, columns: readonly string[], cells: readonly Cell[]): string {
  const named = cells.map((cell, at) => [columns[at], Buffer.isBuffer(cell) ? sha256(cell) : cell]);
  return sha256(JSON.stringify([table, named])).slice(0, 32);
}
