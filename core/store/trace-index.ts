import { sha256 } from "#core/base/hash.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { indexTrace } from "#core/domain/said.ts";
import type { BrokenLink } from "./broken-link.ts";
import type { Db } from "./db.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored, unpackText } from "./stored-text.ts";

/** The only code that writes `trace_index`, `said` and `trace_said`. A text that many traces say is kept once. */
export function createTraceIndex(db: Db) {
  const insert = createSealedInsert(db, "trace_index");
  const insertText = db.prepare("INSERT OR IGNORE INTO said (hash, text) VALUES (?, ?)");
  const link = db.prepare("INSERT INTO trace_said (trace, said) SELECT ?, id FROM said WHERE hash = ?");
  return {
    /** Notes what the trace is found by. Part of the transaction that keeps it. */
    append: (trace: string, records: readonly SpanRecord[]): void => {
      const { session, model, texts } = indexTrace(records);
      const hashed = texts.map((text) => ({ hash: sha256(text), text }));
      insert({ trace, session, model, texts: digestOf(hashed.map(({ hash }) => hash)) });
      for (const { hash, text } of hashed) {
        insertText.run(hash, text);
        link.run(trace, hash);
      }
    },
  };
}

/** For traces from before there was an index: once, when the file is brought up to date. */
export function indexOldTraces(db: Db): void {
  const { append } = createTraceIndex(db);
  const spans = db.prepare("SELECT bytes FROM trace_spans WHERE trace = ?").pluck();
  const sealed = db.prepare("SELECT 1 FROM run WHERE trace = ? AND is_sealed = 1").pluck();
  for (const id of db.prepare("SELECT id FROM trace").pluck().all() as string[]) {
    const bytes = spans.get(id) as Buffer | undefined;
    const isReadable = bytes !== undefined && sealed.get(id) === undefined;
    append(id, isReadable ? (parseStored(unpackText(bytes).toString("utf8")) as readonly SpanRecord[]) : []);
  }
}

/** The first text that is not what its hash says, or trace that is not found by what it said, or null. */
export function findBrokenIndex(db: Db): BrokenLink | null {
  for (const { hash, text } of db.prepare("SELECT hash, text FROM said").iterate() as Iterable<{
    readonly hash: string;
    readonly text: string;
  }>) {
    const got = sha256(text);
    if (got !== hash) return { table: "said", id: hash, expected: hash, got };
  }
  const hashes = db
    .prepare("SELECT said.hash FROM trace_said JOIN said ON said.id = trace_said.said WHERE trace = ?")
    .pluck();
  const rows = db
    .prepare("SELECT trace.id, texts FROM trace LEFT JOIN trace_index ON trace_index.trace = trace.id")
    .all() as readonly { readonly id: string; readonly texts: string | null }[];
  for (const { id, texts } of rows) {
    const expected = digestOf(hashes.all(id) as string[]);
    if (texts !== expected) return { table: "trace_index", id, expected, got: texts ?? "missing" };
  }
  return null;
}

function digestOf(hashes: readonly string[]): string {
  return sha256(hashes.toSorted().join("\n")).slice(0, 32);
}
