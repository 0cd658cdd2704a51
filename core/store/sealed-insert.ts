import { assert } from "#core/base/assert.ts";
import type { Db } from "./db.ts";
import { sealOf, type Row, type SealedTable } from "./seals.ts";

/**
 * Writes a new row with its seal in one statement. The row names every column of the table but the seal, with what the
 * table's types make of it; strings are taken as SQLite keeps them, without halves of characters [M12].
 */
export type SealedInsert = (row: Row) => void;

/** `onConflict` says what becomes of a row whose key is there already: nothing, or an error. */
export function createSealedInsert(
  db: Db,
  table: SealedTable,
  onConflict: "ignore" | "abort" = "abort",
): SealedInsert {
  const all = db.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(table) as string[];
  const columns = all.filter((column) => column !== "seal");
  const insert = db.prepare(
    `INSERT OR ${onConflict} INTO ${table} (${columns.join(", ")}, seal)
     VALUES (${columns.map(() => "?").join(", ")}, ?)`,
  );
  return (row) => {
    // In the order of the table, as whoever checks the seal reads it.
    const cells = columns.map((column) => {
      const cell = row[column];
      assert(cell !== undefined, `${table}.${column} is given`);
      return typeof cell === "string" ? cell.toWellFormed() : cell;
    });
    insert.run(...cells, sealOf(table, columns, cells));
  };
}
