import type {
  DatabaseSync,
  FunctionOptions,
  StatementSync,
  SQLInputValue,
  SQLOutputValue,
} from "node:sqlite";
import { createRequire, isBuiltin } from "node:module";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import type { Db } from "./db.ts";

/**
 * A connection that takes the file for one that nobody changes: it takes no lock, and makes and touches nothing in the
 * folder, so it also reads from a folder or a medium that cannot be written. Whoever uses it looks afterwards whether the
 * file is still the same, and asks again where it is not: what was read across a change is worth nothing.
 *
 * Only a file's address can ask SQLite for this, and our SQLite is built without addresses, so it is the one of Node itself
 * (the same library) behind the few functions that reading needs. Null where this Node has none [M15].
 */
export function openUnchanging(path: string): Db | null {
  if (!isBuiltin("node:sqlite")) return null;
  const sqlite = createRequire(import.meta.url)("node:sqlite") as {
    readonly DatabaseSync: typeof DatabaseSync;
  };
  const db = asOurs(
    () => new sqlite.DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true }),
  );
  // Sound: what else a connection has, such as extensions and backups, nothing in core/store calls.
  return toDb(db) as unknown as Db;
}

type Values = readonly SQLInputValue[];

function toDb(db: DatabaseSync) {
  const rowsOf = (sql: string): readonly Record<string, SQLOutputValue>[] =>
    asOurs(() => db.prepare(sql).all());
  return {
    prepare: (sql: string) => {
      const statement = asOurs(() => db.prepare(sql));
      // As ours takes them: one set of values for statements of which each uses some.
      statement.setAllowUnknownNamedParameters(true);
      return toStatement(statement);
    },
    exec: (sql: string): void => asOurs(() => db.exec(sql)),
    pragma: (text: string, { simple = false } = {}): unknown => {
      const rows = rowsOf(`PRAGMA ${text}`);
      return simple ? Object.values(rows[0] ?? {})[0] : rows;
    },
    get inTransaction(): boolean {
      return db.isTransaction;
    },
    function: (name: string, options: FunctionOptions, work: (...given: SQLOutputValue[]) => SQLInputValue) =>
      db.function(name, options, work),
    transaction: (work: () => unknown) =>
      Object.assign(() => readAtOnce(db, work), { immediate: refuseWriting }),
    close: (): void => db.close(),
  };
}

/** All of the work sees the same moment, as a part of what is being read already where something is. */
function readAtOnce(db: DatabaseSync, work: () => unknown): unknown {
  if (db.isTransaction) return work();
  asOurs(() => db.exec("BEGIN"));
  try {
    return work();
  } finally {
    // There is nothing to commit.
    if (db.isTransaction) asOurs(() => db.exec("ROLLBACK"));
  }
}

function refuseWriting(): never {
  throw new Database.SqliteError("attempt to write a readonly database", "SQLITE_READONLY");
}

/** How a row is handed out: as an object, as its cells, or as its first cell. */
type Form = "row" | "cells" | "cell";

function toStatement(statement: StatementSync, form: Form = "row") {
  const toForm = (row: unknown): unknown => {
    if (form === "row") {
      const entries = Object.entries(row as Record<string, SQLOutputValue>);
      return Object.fromEntries(entries.map(([name, cell]) => [name, toCell(cell)]));
    }
    const cells = (row as readonly SQLOutputValue[]).map(toCell);
    return form === "cells" ? cells : cells[0];
  };
  const inForm = (asked: Form) => {
    statement.setReturnArrays(true);
    return toStatement(statement, asked);
  };
  return {
    pluck: () => inForm("cell"),
    raw: () => inForm("cells"),
    run: refuseWriting,
    get: (...values: Values): unknown => {
      const row: unknown = asOurs(() => statement.get(...values));
      return row === undefined ? undefined : toForm(row);
    },
    all: (...values: Values): readonly unknown[] => asOurs(() => statement.all(...values)).map(toForm),
    *iterate(...values: Values): Generator<unknown> {
      const rows = asOurs(() => statement.iterate(...values));
      for (let next = asOurs(() => rows.next()); next.done !== true; next = asOurs(() => rows.next())) {
        yield toForm(next.value);
      }
    },
  };
}

function toCell(cell: SQLOutputValue): unknown {
  return cell instanceof Uint8Array ? Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength) : cell;
}

/** SQLite's result codes by number, as far as reading meets them. */
const CODES: Readonly<Record<number, string>> = {
  1: "SQLITE_ERROR",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  7: "SQLITE_NOMEM",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  14: "SQLITE_CANTOPEN",
  18: "SQLITE_TOOBIG",
  26: "SQLITE_NOTADB",
};

/** What Node's SQLite throws, as what ours does: one place says what each means to people. */
function asOurs<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    // A number that no row of ours can hold was written by nobody but damage.
    if (error.code === "ERR_OUT_OF_RANGE") throw new Database.SqliteError(error.message, "SQLITE_CORRUPT");
    if (error.code !== "ERR_SQLITE_ERROR" || !("errcode" in error)) throw error;
    const code = CODES[Number(error.errcode) & 0xff] ?? "SQLITE_ERROR";
    throw new Database.SqliteError(error.message, code);
  }
}
