import type { SpanRecord } from "#core/domain/run.ts";
import { SENT } from "#core/otlp/attribute-names.ts";
import type { Refusal } from "#core/otlp/sent.ts";
import type { Tracing } from "#core/recording/tracing.ts";
import type { TraceHead } from "#core/store/traces.ts";
import type { Store } from "#core/store/store.ts";

/** What became of spans that others recorded. */
export type KeptTraces = {
  readonly traces: readonly KeptTrace[];
  /** Spans that were there already, as of a sender that tried again. */
  readonly known: number;
  readonly refused: readonly Refusal[];
};

export type KeptTrace = {
  readonly trace: string;
  readonly name: string;
  /** Of it, new now. */
  readonly spans: number;
  readonly isNew: boolean;
};

type Place = { readonly store: Store; readonly tracing: Pick<Tracing, "openTraces"> };

/**
 * Keeps them beside what is kept of their traces already: batches may come in any order, and some of them twice [T35]. A
 * trace of this workspace's own is evidence and takes none, whoever names it [T33]. All of them or none.
 */
export function keepReceived({ store, tracing }: Place, records: readonly SpanRecord[]): KeptTraces {
  const byTrace = Map.groupBy(records, ({ trace }) => trace);
  const going = new Set(tracing.openTraces().map(({ trace }) => trace));
  const traces: KeptTrace[] = [];
  const refused: Refusal[] = [];
  let known = 0;
  store.atomic(() => {
    for (const [trace, spans] of byTrace) {
      if (going.has(trace) || !isForeign(store, trace)) {
        refused.push(...spans.map(({ name }) => ({ name, reason: OWN })));
        continue;
      }
      const before = store.traces.find(trace);
      const head = headOf(trace, spans, {
        before,
        hasRoot: before !== null && store.traces.isComplete(trace),
      });
      store.traces.appendPart(head, spans, {
        isLast: spans.some(({ parent }) => parent === null),
        isSealed: false,
      });
      const added = (store.traces.find(trace)?.spans ?? 0) - (before?.spans ?? 0);
      known += spans.length - added;
      if (added > 0) traces.push({ trace, name: head.name, spans: added, isNew: before === null });
    }
  });
  for (const { trace } of traces) noteForeign(store, trace);
  return { traces, known, refused };
}

const OWN = "Its trace is of a run of this workspace, to which nothing is added.";

type Kept = { readonly before: TraceHead | null; readonly hasRoot: boolean };

/**
 * What holds for the trace as a whole: what its first span says, once that is there; till then, the earliest of those that
 * are.
 */
function headOf(trace: string, spans: readonly SpanRecord[], { before, hasRoot }: Kept): TraceHead {
  const of = (span: SpanRecord, endUs: number): TraceHead => ({
    id: trace,
    run: null,
    name: span.name,
    startedAt: Math.floor(span.startUs / 1000),
    durationMs: Math.max(0, endUs - span.startUs) / 1000,
  });
  const root = earliest(spans.filter(({ parent }) => parent === null));
  if (root !== null) {
    const head = of(root, root.endUs ?? root.startUs);
    // Of several that have nobody above them, the first one speaks for all.
    return before !== null && hasRoot && before.startedAt <= head.startedAt ? before : head;
  }
  const first = earliest(spans);
  if (before !== null && (hasRoot || first === null)) return before;
  if (first === null) return { id: trace, run: null, name: "", startedAt: 0, durationMs: 0 };
  const lastUs = spans.reduce((last, { startUs, endUs }) => Math.max(last, endUs ?? startUs), first.startUs);
  if (before === null) return of(first, lastUs);
  const endUs = Math.max(lastUs, (before.startedAt + before.durationMs) * 1000);
  if (first.startUs / 1000 < before.startedAt) return of(first, endUs);
  return { ...before, durationMs: endUs / 1000 - before.startedAt };
}

function earliest(spans: readonly SpanRecord[]): SpanRecord | null {
  return spans.reduce<SpanRecord | null>(
    (first, span) => (first === null || span.startUs < first.startUs ? span : first),
    null,
  );
}

/** Traces of which this is known; a trace never changes sides, so that each is looked at once. */
const FOREIGN = new WeakMap<Store, Set<string>>();
const MOST_NOTED = 1000;

function noteForeign(store: Store, trace: string): void {
  const noted = FOREIGN.get(store) ?? new Set();
  FOREIGN.set(store, noted);
  noted.add(trace);
  const [oldest] = noted;
  if (noted.size > MOST_NOTED && oldest !== undefined) noted.delete(oldest);
}

/** Whether nothing of it is kept, or what is came from others as well. */
function isForeign(store: Store, trace: string): boolean {
  if (FOREIGN.get(store)?.has(trace) === true) return true;
  if (store.runs.hasTrace(trace)) return false;
  if (store.traces.find(trace) === null) return true;
  for (const { records } of store.traces.parts(trace)) {
    const [first] = records();
    if (first !== undefined) return first.attributes[SENT.from] !== undefined;
  }
  return false;
}
