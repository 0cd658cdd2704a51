import { assert } from "#core/base/assert.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { isSealedSpan } from "#core/domain/spans/facts.ts";
import type { Db } from "./db.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { createSeal } from "./seals.ts";
import { readOldSpans } from "./trace-documents.ts";
import { createTraceIndex } from "./trace-index.ts";
import { createTraceParts, toTraceParts, type TracePart } from "./trace-parts.ts";

export type TraceSummary = {
  readonly id: string;
  readonly name: string;
  readonly run: string | null;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly spans: number;
  readonly errors: number;
};

/** What is known of a trace besides its spans, when some of them are kept. */
export type TraceHead = Omit<TraceSummary, "spans" | "errors">;

export type AppendOptions = {
  /** Whether the trace is over. More may be added all the same, as by a sender whose spans come in several batches. */
  readonly isLast: boolean;
  /** Of a run on a sealed item, which only its first span says, and that one may come last. */
  readonly isSealed?: boolean;
};

type TraceRow = {
  readonly id: string;
  readonly name: string;
  readonly run: string | null;
  readonly started_at: number;
  readonly duration_ms: number;
  readonly spans: number;
  readonly errors: number;
};

/** The only code that knows the table `trace`. Rows are added; a trace that is written in parts has its figures set anew. */
export function createTraces(db: Db) {
  const insert = createSealedInsert(db, "trace");
  const update = db.prepare(
    "UPDATE trace SET name = ?, run = ?, started_at = ?, duration_ms = ?, spans = ?, errors = ? WHERE id = ?",
  );
  const seal = createSeal(db, "trace");
  const index = createTraceIndex(db);
  const parts = createTraceParts(db);
  const oldSpans = readOldSpans(db);
  const select = db.prepare("SELECT * FROM trace WHERE id = ?");
  const byPrefix = db.prepare("SELECT id FROM trace WHERE id >= ? AND id < ? LIMIT 2").pluck();
  const newest = db.prepare("SELECT * FROM trace ORDER BY started_at DESC, id DESC LIMIT ?");
  const find = (id: string): TraceSummary | null => {
    const row = select.get(id) as TraceRow | undefined;
    return row === undefined ? null : toSummary(row);
  };
  const listParts = (id: string): readonly TracePart[] => {
    const old = oldSpans.find(id);
    return old === null ? parts.list(id) : toTraceParts(old);
  };
  const appendPart = (head: TraceHead, records: readonly SpanRecord[], options: AppendOptions): void => {
    const { id, name, run, startedAt, durationMs } = head;
    const { isLast, isSealed = records.some(isSealedSpan) } = options;
    const before = find(id);
    assert(
      before === null || parts.isComplete(id) !== null,
      "what older programs kept in one document has no parts",
    );
    const { added, keep } = parts.take(id, records);
    const spans = (before?.spans ?? 0) + added.length;
    const errors = (before?.errors ?? 0) + added.filter(({ error }) => error !== null).length;
    if (before === null) {
      insert({ id, name, run, started_at: startedAt, duration_ms: durationMs, spans, errors });
    } else {
      update.run(name, run, startedAt, durationMs, spans, errors, id);
      seal(id);
    }
    keep({ isLast, isSealed });
    index.append(id, isSealed ? [] : added);
  };

  return {
    /** Keeps a finished trace, all of it at once. Part of a transaction of the caller's. */
    append: (summary: TraceHead, records: readonly SpanRecord[]): void =>
      appendPart(summary, records, { isLast: true }),
    /**
     * Keeps some of a trace's spans, which are finished, beside those that are kept already; the head holds as of now. A
     * program that ends before the last part leaves a trace that says so (`isComplete`). Part of a transaction of the
     * caller's. `appendPart(head, recorder.handOver(), { isLast: false })`
     */
    appendPart,
    find,
    withPrefix: (prefix: string): readonly string[] => byPrefix.all(prefix, `${prefix}g`) as string[],
    newest: (limit: number): readonly TraceSummary[] => (newest.all(limit) as TraceRow[]).map(toSummary),
    /** Whether its end was written; those of older programs were written whole or not at all. */
    isComplete: (id: string): boolean => parts.isComplete(id) ?? true,
    /** Whether it says of itself to be of a run on a sealed item [A5, T17]. */
    isSealed: (id: string): boolean => parts.isSealed(id),
    /** Its spans some at a time, in the order in which they were written: nothing is read before it is asked for. */
    parts: listParts,
    /** All its spans, in the order in which they began. Of a trace of any size `parts` needs less room. */
    spans: (id: string): readonly SpanRecord[] =>
      oldSpans.find(id) ??
      parts
        .list(id)
        .flatMap(({ records }) => records())
        .sort((a, b) => a.startUs - b.startUs),
  };
}

function toSummary(row: TraceRow): TraceSummary {
  const { id, name, run, started_at: startedAt, duration_ms: durationMs, spans, errors } = row;
  // Older programs measured by the wall clock, which may have been set back.
  return { id, name, run, startedAt, durationMs: Math.max(0, durationMs), spans, errors };
}
