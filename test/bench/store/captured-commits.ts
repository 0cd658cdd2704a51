import { createBlobs } from "#core/store/blobs.ts";
import type { Db } from "#core/store/db.ts";
import { createMakers } from "./made-rows.ts";

/** One row that was written, with the statement that writes it again. */
export type WrittenRow = {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Makes the same values anew: encodes, hashes and packs what is in the row. Left out where there is nothing to make. */
  readonly make?: () => readonly unknown[];
};

type Read = (
  verb: "INSERT" | "REPLACE",
  query: string,
  ...bound: readonly unknown[]
) => readonly WrittenRow[];

/**
 * The rows of every commit of a store, commit by commit, ready to be written as they are: hashed, compressed and encoded.
 * Writing them so is what SQLite alone costs. Whoever writes them in earnest has to make them as well: `make` says how.
 */
export function captureCommits(db: Db): readonly (readonly WrittenRow[])[] {
  const findMaker = createMakers(db);
  const read: Read = (verb, query, ...bound) => toRows(db, verb, { query, bound, findMaker });
  const readBlobs = createBlobReader(db, read);
  const commits = db.prepare("SELECT id, state FROM commits ORDER BY seq").all() as CommitRow[];
  const auditStarts = db.prepare("SELECT seq FROM audit WHERE type = 'commit' ORDER BY seq").pluck().all();
  return commits.map(({ id, state }, at) => {
    const versions = db
      .prepare("SELECT to_version FROM change WHERE commit_id = ?")
      .pluck()
      .all(id) as string[];
    return [
      ...readBlobs(versions, state),
      ...versions.flatMap((version) => [
        ...read("INSERT", "version WHERE id = ?", version),
        ...read("INSERT", "version_text WHERE version = ?", version),
      ]),
      ...read("INSERT", "commits WHERE id = ?", id),
      ...read("INSERT", "commit_parent WHERE commit_id = ?", id),
      ...read("INSERT", "change WHERE commit_id = ?", id),
      ...read("REPLACE", "ref LIMIT 1").map((row) => ({ ...row, values: ["main", "branch", id] })),
      ...read("INSERT", "operation WHERE after_commit = ?", id),
      ...read("INSERT", "event WHERE body LIKE ?", `{"commit":"${id}"%`),
      ...read("INSERT", "audit WHERE seq >= ? AND seq < ?", auditStarts[at], auditStarts[at + 1] ?? 2 ** 50),
    ];
  });
}

type CommitRow = { readonly id: string; readonly state: string };

/** Blobs of versions and of a state that no earlier commit has written. */
function createBlobReader(db: Db, read: Read) {
  const blobs = createBlobs(db);
  const seen = new Set<string>();
  return (versions: readonly string[], state: string): readonly WrittenRow[] => {
    const buckets = (JSON.parse(blobs.get(state)) as (string | null)[]).filter((hash) => hash !== null);
    const fresh = [...versions, ...buckets, state].filter((hash) => !seen.has(hash));
    for (const hash of fresh) seen.add(hash);
    return fresh.flatMap((hash) => read("INSERT", "blob WHERE hash = ?", hash));
  };
}

type Query = {
  readonly query: string;
  readonly bound: readonly unknown[];
  readonly findMaker: ReturnType<typeof createMakers>;
};

/** `query` is what follows FROM; its first word is the table. */
function toRows(db: Db, verb: string, { query, bound, findMaker }: Query): readonly WrittenRow[] {
  const [table = ""] = query.split(" ", 1);
  const statement = db.prepare(`SELECT * FROM ${query}`).raw();
  const columns = statement.columns().map(({ name }) => name);
  const marks = columns.map(() => "?").join(", ");
  const sql = `${verb} INTO ${table} (${columns.join(", ")}) VALUES (${marks})`;
  return (statement.all(...bound) as unknown[][]).map((values) => {
    const make = findMaker({ table, columns, values });
    return { sql, values, ...(make === null ? {} : { make }) };
  });
}

/** Whether rows are written as they were captured, or made first. */
export type Making = "beforehand" | "as it goes";

/** A function that writes rows in one transaction, statements prepared once. */
export function createWriter(db: Db, making: Making): (rows: readonly WrittenRow[]) => void {
  const statements = new Map<string, ReturnType<Db["prepare"]>>();
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const write = db.transaction((rows: readonly WrittenRow[]) => {
    for (const { sql, values, make } of rows) {
      prepared(sql).run(...(making === "beforehand" || make === undefined ? values : make()));
    }
  });
  return (rows) => write.immediate(rows);
}
