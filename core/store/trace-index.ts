import { sha256 } from "#core/base/hash.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { indexTrace } from "#core/domain/said.ts";
import type { BrokenLink } from "./broken-link.ts";
import type { Db } from "./db.ts";
import { createSeal } from "./seals.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored, unpackText } from "./stored-text.ts";

/**
 * The only code that writes `trace_index`, `said` and `trace_said`. A text that many traces say is kept once. What a trace
 * says may come in parts: its digest is then a sum, to which each text is added when it is linked.
 */
export function createTraceIndex(db: Db) {
  const insert = createSealedInsert(db, "trace_index");
  const update = db.prepare("UPDATE trace_index SET session = ?, model = ?, texts = ? WHERE trace = ?");
  const select = db.prepare("SELECT session, model, texts FROM trace_index WHERE trace = ?");
  const seal = createSeal(db, "trace_index");
  const insertText = db.prepare("INSERT OR IGNORE INTO said (hash, text) VALUES (?, ?)");
  const link = db.prepare(
    "INSERT OR IGNORE INTO trace_said (trace, said) SELECT ?, id FROM said WHERE hash = ?",
  );
  return {
    /** Notes what the trace is found by, beside what it was found by before. Part of the transaction that keeps the spans. */
    append: (trace: string, records: readonly SpanRecord[]): void => {
      const { session, model, texts } = indexTrace(records);
      const before = select.get(trace) as IndexRow | undefined;
      const linked: string[] = [];
      for (const text of texts) {
        const hash = sha256(text);
        // Most of what one says, another has said: only where that is not so is the text written, and linked then.
        if (link.run(trace, hash).changes === 0) {
          insertText.run(hash, text);
          if (link.run(trace, hash).changes === 0) continue;
        }
        linked.push(hash);
      }
      const digest = sumOf(linked, before?.texts ?? NO_TEXTS);
      if (before === undefined) {
        insert({ trace, session, model, texts: digest });
        return;
      }
      update.run(before.session ?? session, before.model ?? model, digest, trace);
      seal(trace);
    },
  };
}

type IndexRow = { readonly session: string | null; readonly model: string | null; readonly texts: string };

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
    const said = hashes.all(id) as string[];
    // Of traces from before they came in parts, one digest over all.
    const expected = texts?.startsWith(SUM) === true ? sumOf(said) : digestOf(said);
    if (texts !== expected) return { table: "trace_index", id, expected, got: texts ?? "missing" };
  }
  return null;
}

/** Begins a digest that is a sum: those of older programs are hexadecimal digits alone. */
const SUM = "+";
const NO_TEXTS = `${SUM}${"0".repeat(31)}`;

/** A digest that does not hang on the order: the hashes' beginnings, added up. */
function sumOf(hashes: readonly string[], before = NO_TEXTS): string {
  const sum = hashes.reduce(
    (all, hash) => all + BigInt(`0x${hash.slice(0, 31)}`),
    BigInt(`0x${before.slice(SUM.length)}`),
  );
  return `${SUM}${BigInt.asUintN(124, sum).toString(16).padStart(31, "0")}`;
}

function digestOf(hashes: readonly string[]): string {
  return sha256(hashes.toSorted().join("\n")).slice(0, 32);
}
