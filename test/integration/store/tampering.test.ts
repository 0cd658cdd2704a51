import type Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { openStore } from "#core/store/store.ts";
import { verifyStore, type Verification } from "#core/store/verify.ts";
import { fillStore } from "#test/support/full-store.ts";
import {
  dumpRows,
  listTables,
  MEANS_NOTHING,
  onCopyOf,
  withRaw,
  type Cell,
  type RawColumn,
  type RawTable,
} from "#test/support/raw-database.ts";
import { openRegistry, type Registry } from "#test/support/registry.ts";

const SEED = 1;

let registry: Registry;
beforeAll(() => {
  registry = openRegistry();
  fillStore(registry);
  // Every page in the one file, so that it can be copied.
  withRaw(registry.path, (db) => db.pragma("wal_checkpoint(TRUNCATE)"));
});
afterAll(() => {
  registry.close();
});

function verifyFile(path: string): Verification {
  const store = openStore(path, { readOnly: true });
  try {
    return verifyStore(store);
  } finally {
    store.close();
  }
}

/** What verify says of a copy of the file after somebody ran this SQL on it. */
function verifyAfter(sql: string, ...values: readonly Cell[]): Verification {
  return onCopyOf(registry.path, (copy) => {
    withRaw(copy, (db) => {
      const { changes } = db.prepare(sql).run(...values);
      if (changes === 0) throw new Error(`changed nothing: ${sql}`);
    });
    return verifyFile(copy);
  });
}

/** Another value of the same type: what a careful hand would write. */
function alter(value: Cell, type: string): Cell {
  if (value === null) return { BLOB: Buffer.from("forged"), INTEGER: 1, REAL: 0.5 }[type] ?? "forged";
  if (typeof value === "number") return value + 1000;
  if (typeof value === "string")
    return value === "" ? "x" : `${value.slice(0, -1)}${value.endsWith("0") ? "1" : "0"}`;
  const bytes = Buffer.from(value);
  bytes[bytes.length - 1]! ^= 1;
  return bytes;
}

/** What may vanish whole, and why. */
const MAY_VANISH: Readonly<Record<string, string>> = {
  model_call: "a call that is not on tape is made again",
  version_text_idx: "a search begins to look at the index's first page",
  score: "a run without a score is scored again",
  score_note: "a score counts the same without its words",
  journal: "a step without an answer is done again on resume",
  adaptation: "what an endpoint refuses is learned again",
  replay: "it tells of a run, and decides nothing",
  tape: "a run without a tape says so, and counts the same",
};

describe("[S6] verify on a workspace with rows in every table", () => {
  it("finds it sound, having counted what there is", () => {
    const { ok, checked } = verifyFile(registry.path);
    expect([ok, checked.versions, checked.commits]).toEqual([true, 12, 5]);
    expect(checked.blobs).toBeGreaterThan(checked.versions);
    const empty = listTables(registry.path).filter(({ name }) =>
      withRaw(registry.path, (db) => db.prepare(`SELECT count(*) FROM ${name}`).pluck().get() === 0),
    );
    expect(empty).toEqual([]);
  });

  it("reads only: it leaves every row as it was", () => {
    const before = dumpRows(registry.path);
    verifyFile(registry.path);
    expect(dumpRows(registry.path)).toBe(before);
  });

  it(`finds an altered value in any column of any table (rows drawn with seed ${SEED})`, () => {
    const unseen = listTables(registry.path).flatMap((table) =>
      table.columns
        .filter(
          (column) => isSeen(table, column) === Object.hasOwn(MEANS_NOTHING, `${table.name}.${column.name}`),
        )
        .map((column) => `${table.name}.${column.name}`),
    );
    expect(unseen).toEqual([]);
  });

  it("finds a missing row in every table that may not lose one", () => {
    const unseen = listTables(registry.path).flatMap(({ name, columns }) => {
      const all = columns.map((column) => column.name).join(", ");
      const isFound = isBrokenAfter((db) => {
        db.prepare(`DELETE FROM ${name} WHERE (${all}) IS (SELECT ${all} FROM ${name} LIMIT 1)`).run();
      });
      return isFound === Object.hasOwn(MAY_VANISH, name) ? [name] : [];
    });
    expect(unseen).toEqual([]);
  });
});

function isSeen({ name, columns }: RawTable, column: RawColumn): boolean {
  return isBrokenAfter((db) => {
    const rows = db.prepare(`SELECT * FROM ${name}`).all() as Record<string, Cell>[];
    const row = keyedRandom(SEED, name, column.name).pick(rows);
    const keys = columns.filter(({ isKey }) => isKey).map((key) => key.name);
    const where = keys.map((key) => `${key} IS ?`).join(" AND ");
    const altered = alter(row[column.name]!, column.type);
    db.prepare(`UPDATE ${name} SET ${column.name} = ? WHERE ${where}`).run(
      altered,
      ...keys.map((key) => row[key]),
    );
  });
}

/** Whether the file is found broken, or not even opened, after this was done to it. */
function isBrokenAfter(harm: (db: Database.Database) => void): boolean {
  return onCopyOf(registry.path, (copy) => {
    withRaw(copy, harm);
    try {
      return !verifyFile(copy).ok;
    } catch (error) {
      if (error instanceof AppError && error.code === "workspace-damaged") return true;
      throw error;
    }
  });
}

describe("[S6] what is broken is named by its table and row", () => {
  const rows: ReadonlyArray<readonly [what: string, sql: string, table: string, id: string | RegExp]> = [
    [
      "a blob's bytes",
      "UPDATE blob SET bytes = x'00' WHERE hash = (SELECT id FROM version LIMIT 1)",
      "blob",
      /^[0-9a-f]{64}$/,
    ],
    [
      "a version under another name",
      "UPDATE version SET name = 'other' WHERE name = 'adder'",
      "version",
      /^[0-9a-f]{64}$/,
    ],
    [
      "a version under another kind",
      "UPDATE version SET kind = 'agent' WHERE name = 'adder'",
      "version",
      /^[0-9a-f]{64}$/,
    ],
    [
      "a commit's message",
      "UPDATE commits SET message = 'Be nice' WHERE message = 'Be brief'",
      "commits",
      /^[0-9a-f]{64}$/,
    ],
    [
      "a commit's author",
      "UPDATE commits SET author_name = 'Eve' WHERE seq = 2",
      "commits",
      /^[0-9a-f]{64}$/,
    ],
    [
      "a commit's parent",
      "UPDATE commit_parent SET parent_id = (SELECT id FROM commits WHERE seq = 1) WHERE commit_id = (SELECT id FROM commits WHERE seq = 3)",
      "commits",
      /^[0-9a-f]{64}$/,
    ],
    ["a label", "UPDATE change SET label = '9.9.9' WHERE label = '1.0.1'", "commits", /^[0-9a-f]{64}$/],
    [
      "the head moved by hand",
      "UPDATE ref SET commit_id = (SELECT id FROM commits WHERE seq = 1)",
      "ref",
      "main",
    ],
    ["a branch out of nowhere", "INSERT INTO ref SELECT 'mine', kind, commit_id FROM ref", "ref", "mine"],
    ["another head branch", "UPDATE meta SET value = 'mine'", "meta", "head-branch"],
    ["an operation's label", "UPDATE operation SET label = 'Nothing' WHERE seq = 2", "operation", "2"],
    [
      "where an operation began",
      "UPDATE operation SET before_commit = after_commit WHERE seq = 2",
      "operation",
      "2",
    ],
    ["an audit entry", "UPDATE audit SET body = '{}' WHERE seq = 3", "audit", "3"],
    ["an audit entry taken out", "DELETE FROM audit WHERE seq = 3", "audit", "3"],
    [
      "two audit entries exchanged",
      "UPDATE audit SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END WHERE seq IN (3, 4)",
      "audit",
      "1",
    ],
    [
      "a verdict",
      `UPDATE assessment SET body = replace(body, '"undecided"', '"accept"') WHERE id = '3.1'`,
      "assessment",
      "3.1",
    ],
    [
      "an outcome behind a verdict",
      "UPDATE assessed_item SET candidate = 0 WHERE assessment = '1.1'",
      "assessment",
      "1.1",
    ],
    [
      "who decided",
      `UPDATE decision SET body = replace(body, '"Ada"', '"Eve"') WHERE seq = 1`,
      "decision",
      "1",
    ],
    ["a proposal's status", "UPDATE proposal SET status = 'approved' WHERE seq = 3", "proposal", "3"],
    [
      "an item moved out of the sealed split",
      "UPDATE item SET split = 'train' WHERE id = 'k'",
      "item",
      "d/k",
    ],
    ["a run's output", "UPDATE run SET output = '1' WHERE id = 'run-b'", "run", "run-b"],
    ["a score", "UPDATE score SET is_correct = 1 WHERE run = 'run-b'", "score", "run-b/s/e"],
    ["an answer on tape", "UPDATE model_call SET response = x'00' WHERE path = 'a/1'", "model_call", "a/1"],
    ["what a session may spend", "UPDATE session SET config = '{}'", "session", "1"],
    ["an index dropped", "DROP INDEX run_by_trace", "sqlite_schema", "index run_by_trace"],
    ["a table of somebody's", "CREATE TABLE t (a)", "sqlite_schema", "table t"],
  ];
  it.each(rows)("%s", (_what, sql, table, id) => {
    const found = onCopyOf(registry.path, (copy) => {
      withRaw(copy, (db) => db.exec(sql));
      return verifyFile(copy);
    });
    expect(found).toMatchObject({
      ok: false,
      firstBroken: { table, id: typeof id === "string" ? id : expect.stringMatching(id) },
    });
  });

  it("the first broken link of the audit chain is the one that was altered, wherever it is", () => {
    const length = verifyFile(registry.path).checked.audit;
    const found = Array.from(
      { length },
      (_none, at) => verifyAfter("UPDATE audit SET at = at + 1 WHERE seq = ?", at + 1).firstBroken,
    );
    expect(found.map((broken) => `${broken?.table} ${broken?.id}`)).toEqual(
      Array.from({ length }, (_none, at) => `audit ${at + 1}`),
    );
  });

  it("a row that the chain speaks of and that is gone is told from one that is another", () => {
    const { firstBroken } = verifyAfter("DELETE FROM decision WHERE seq = (SELECT max(seq) FROM decision)");
    expect(firstBroken).toMatchObject({ table: "decision", expected: "a row", got: "missing" });
  });

  it("[S7] a chain cut short is found by what it no longer vouches for", () => {
    const { audit } = verifyFile(registry.path).checked;
    // The last entry is that of an assessment.
    expect(verifyAfter("DELETE FROM audit WHERE seq = ?", audit).firstBroken).toMatchObject({
      table: "assessment",
    });
  });
});
