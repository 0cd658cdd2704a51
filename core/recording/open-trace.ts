import type { SpanRecord } from "#core/domain/run.ts";

/** A trace that goes on, looked at while it does: nothing of it is copied but what is asked for. */
export type OpenTrace = {
  readonly trace: string;
  /** The span it began with, as it is now; null before there is one. */
  readonly root: SpanRecord | null;
  /** How many changes there were: a span that begins is one, and so is one that ends. */
  readonly revision: number;
  readonly spans: number;
  readonly countErrors: () => number;
  /** The spans that changed since a revision, as they now are; since 0, all of them, in the order in which they began. */
  readonly since: (revision: number) => readonly SpanRecord[];
};

/** Where the spans of a trace are kept while it goes on. */
export type GoingTrace = {
  readonly records: Map<string, SpanRecord>;
  /** A span as it is now: it began, or has ended. */
  readonly keep: (record: SpanRecord) => void;
  readonly look: () => OpenTrace;
};

export function createGoingTrace(traceId: string): GoingTrace {
  const records = new Map<string, SpanRecord>();
  const changed: string[] = [];
  let root: string | null = null;
  return {
    records,
    keep: (record) => {
      records.set(record.span, record);
      changed.push(record.span);
      root ??= record.span;
    },
    look: () => ({
      trace: traceId,
      root: root === null ? null : (records.get(root) ?? null),
      revision: changed.length,
      spans: records.size,
      countErrors: () => {
        let errors = 0;
        for (const { error } of records.values()) if (error !== null) errors += 1;
        return errors;
      },
      since: (revision) => {
        if (revision === 0) return [...records.values()];
        const ids = new Set(changed.slice(revision));
        return [...ids].flatMap((id) => records.get(id) ?? []);
      },
    }),
  };
}
