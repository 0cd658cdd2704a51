import type { Blobs } from "./blobs.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Db } from "./db.ts";
import { NEWEST, readSchema, schemaAt } from "./own-schema.ts";
import { findOffLine } from "./lines.ts";
import { findBrokenIndex } from "./trace-index.ts";
import { findBrokenSeal, SEALED_TABLES, type SealedTable } from "./seals.ts";
import type { BrokenLink } from "./broken-link.ts";
import { checkCommits } from "./verify-commits.ts";
import { checkContents, type ContentCounts } from "./verify-contents.ts";

/** Tables whose rows are numbered without gaps: a missing row leaves one. */
const NUMBERED = ["commits", "run", "event", "proposal", "decision", "dictionary", "source"] as const;

/** Rows of a commit that stand in an order: it is part of the commit's id, and position 0 is the first parent. */
const PLACED = ["commit_parent", "change"] as const;

/** What `verify` asks of the file beneath the modules: contents, commits, schema, seals, numbering, references, pages. Reads only. */
export function createSoundness(db: Db, blobs: Blobs) {
  return {
    contents: (checked: ContentCounts) => checkContents(db, blobs, checked),
    commits: () => checkCommits(db, blobs),
    schema: (): BrokenLink | null => findForeignSchema(db),
    seals: (): BrokenLink | null =>
      firstOf(Object.keys(SEALED_TABLES) as SealedTable[], (table) => findBrokenSeal(db, table)),
    traceIndex: (): BrokenLink | null => findBrokenIndex(db),
    closures: (): BrokenLink | null => findBrokenClosure(db),
    numbering: (): BrokenLink | null =>
      firstOf(NUMBERED, (table) => findGap(db, table)) ??
      firstOf(PLACED, (table) => findMisplaced(db, table)) ??
      findOffLine(db),
    headBranch: (): BrokenLink | null => findStrayHead(db) ?? findStrayBranch(db),
    references: (): BrokenLink | null => findDangling(db),
    pages: (): BrokenLink | null => {
      const got = db.pragma("integrity_check(1)", { simple: true }) as string;
      return got === "ok" ? null : { table: "file", id: "integrity_check", expected: "ok", got };
    },
  };
}

function firstOf<T>(list: readonly T[], find: (each: T) => BrokenLink | null): BrokenLink | null {
  for (const each of list) {
    const broken = find(each);
    if (broken !== null) return broken;
  }
  return null;
}

function findForeignSchema(db: Db): BrokenLink | null {
  const expected = schemaAt(NEWEST);
  const got = readSchema(db);
  return firstOf([...new Set([...expected.keys(), ...got.keys()])], (id) => {
    const [is, was] = [got.get(id) ?? "missing", expected.get(id) ?? "nothing"];
    return is === was ? null : { table: "sqlite_schema", id, expected: was, got: is };
  });
}

function findBrokenClosure(db: Db): BrokenLink | null {
  const rows = db.prepare("SELECT id, body FROM closure").iterate() as Iterable<{ id: string; body: string }>;
  for (const { id, body } of rows) {
    const got = hashOf(body);
    if (got !== id) return { table: "closure", id, expected: id, got };
  }
  return null;
}

function hashOf(body: string): string {
  try {
    return hashJson(JSON.parse(body));
  } catch {
    return "unreadable";
  }
}

function findGap(db: Db, table: (typeof NUMBERED)[number]): BrokenLink | null {
  const count = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const last = db.prepare(`SELECT coalesce(max(seq), 0) FROM ${table}`).pluck().get() as number;
  const given =
    (db.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?").pluck().get(table) as number | undefined) ??
    0;
  if (count === last && last === given) return null;
  return {
    table,
    id: "seq",
    expected: `${given} rows numbered to ${given}`,
    got: `${count} numbered to ${last}`,
  };
}

function findMisplaced(db: Db, table: (typeof PLACED)[number]): BrokenLink | null {
  const commit = db
    .prepare(
      `SELECT commit_id FROM ${table} GROUP BY commit_id
       HAVING min(position) <> 0 OR max(position) <> count(*) - 1 LIMIT 1`,
    )
    .pluck()
    .get() as string | undefined;
  return commit === undefined ? null : { table, id: commit, expected: "places from 0 on", got: "others" };
}

/** `meta` says one thing: which branch is the head. */
function findStrayHead(db: Db): BrokenLink | null {
  const rows = db
    .prepare("SELECT meta.key, meta.value, ref.kind FROM meta LEFT JOIN ref ON ref.name = meta.value")
    .all() as { key: string; value: string; kind: string | null }[];
  const stray = rows.find(({ key, kind }) => key !== "head-branch" || kind !== "branch");
  if (stray === undefined && rows.length === 1) return null;
  const expected = "head-branch, naming a branch";
  return { table: "meta", id: stray?.key ?? "head-branch", expected, got: stray?.value ?? "missing" };
}

/** What works on a branch works on one that there is: no branch ever goes. */
function findStrayBranch(db: Db): BrokenLink | null {
  return firstOf(
    [
      ["session", "id"],
      ["proposal", "seq"],
    ] as const,
    ([table, key]) => {
      const stray = db
        .prepare(
          `SELECT CAST(${table}.${key} AS TEXT) AS id, branch FROM ${table} LEFT JOIN ref ON ref.name = branch
         WHERE ref.kind IS NOT 'branch' LIMIT 1`,
        )
        .get() as { id: string; branch: string } | undefined;
      return stray === undefined ? null : { table, id: stray.id, expected: "a branch", got: stray.branch };
    },
  );
}

function findDangling(db: Db): BrokenLink | null {
  const [row] = db.pragma("foreign_key_check") as { table: string; rowid: number | null; parent: string }[];
  if (row !== undefined) {
    return { table: row.table, id: String(row.rowid), expected: `a row of ${row.parent}`, got: "missing" };
  }
  return firstOf(
    [
      [
        "run",
        "SELECT run.id FROM run LEFT JOIN trace ON trace.id = run.trace WHERE trace.id IS NULL LIMIT 1",
      ],
      [
        "trace",
        // In one document, as older programs wrote it, or in parts that are all there.
        `SELECT id FROM trace LEFT JOIN trace_spans ON trace_spans.trace = id
         LEFT JOIN (SELECT trace, sum(spans) AS spans, count(*) AS parts, max(part) AS latest FROM trace_part GROUP BY trace)
           AS kept ON kept.trace = id
         WHERE (trace_spans.trace IS NULL) = (kept.trace IS NULL)
            OR kept.spans <> trace.spans OR kept.parts <> kept.latest + 1 LIMIT 1`,
      ],
    ] as const,
    ([table, lonely]) => {
      const id = db.prepare(lonely).pluck().get() as string | undefined;
      return id === undefined ? null : { table, id, expected: "its trace with spans", got: "missing" };
    },
  );
}
