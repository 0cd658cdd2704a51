import type { SpanRecord } from "#core/domain/run.ts";
import type { Db } from "./db.ts";
import { createPacker } from "./packer.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored } from "./stored-text.ts";
import { createTraceIndex } from "./trace-index.ts";

export type TraceSummary = {
  readonly id: string;
  readonly name: string;
  readonly run: string | null;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly spans: number;
  readonly errors: number;
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

/** The only code that knows the `trace` and `trace_spans` tables. Append-only. */
export function createTraces(db: Db) {
  const insert = createSealedInsert(db, "trace");
  const insertSpans = createSealedInsert(db, "trace_spans");
  const packer = createPacker(db, "trace");
  const index = createTraceIndex(db);
  const select = db.prepare("SELECT * FROM trace WHERE id = ?");
  const byPrefix = db.prepare("SELECT id FROM trace WHERE id >= ? AND id < ? LIMIT 2").pluck();
  const newest = db.prepare("SELECT * FROM trace ORDER BY started_at DESC, id DESC LIMIT ?");
  const spans = db.prepare("SELECT bytes FROM trace_spans WHERE trace = ?").pluck();

  return {
    /** Keeps a finished trace, all of it at once. Part of a transaction of the caller's. */
    append: (summary: TraceSummary, records: readonly SpanRecord[]): void => {
      const { id, name, run, startedAt, durationMs, errors } = summary;
      insert({
        id,
        name,
        run,
        started_at: startedAt,
        duration_ms: durationMs,
        spans: records.length,
        errors,
      });
      insertSpans({ trace: id, bytes: packer.pack(JSON.stringify(records)) });
      index.append(id, records);
    },
    find: (id: string): TraceSummary | null => {
      const row = select.get(id) as TraceRow | undefined;
      return row === undefined ? null : toSummary(row);
    },
    withPrefix: (prefix: string): readonly string[] => byPrefix.all(prefix, `${prefix}g`) as string[],
    newest: (limit: number): readonly TraceSummary[] => (newest.all(limit) as TraceRow[]).map(toSummary),
    /** The spans in the order in which they began. */
    spans: (id: string): readonly SpanRecord[] => {
      const bytes = spans.get(id) as Buffer | undefined;
      return bytes === undefined ? [] : (parseStored(packer.unpack(bytes)) as SpanRecord[]);
    },
  };
}

function toSummary(row: TraceRow): TraceSummary {
  const { id, name, run, started_at: startedAt, duration_ms: durationMs, spans, errors } = row;
  // Older programs measured by the wall clock, which may have been set back.
  return { id, name, run, startedAt, durationMs: Math.max(0, durationMs), spans, errors };
}
