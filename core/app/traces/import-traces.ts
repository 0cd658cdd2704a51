import type { ImportedTraces, TraceSource } from "#core/contract/received-traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import type { Refusal } from "#core/otlp/sent.ts";
import { toRecords } from "#core/otlp/to-records.ts";
import { translate } from "#core/otlp/translate/translate.ts";
import { createUnderstanding } from "#core/otlp/translate/understood.ts";
import type { AppContext } from "#core/app/context.ts";
import { keepReceived, type KeptTrace } from "./keep-received.ts";
import { readTraceSource } from "./read-trace-source.ts";

/** Spans that are kept at a time: so many are in memory twice. */
const MOST_AT_ONCE = 2000;
const MOST_TRACES = 100;
const MOST_REFUSALS = 20;

type Place = Pick<AppContext, "store" | "runtime" | "hub">;

/**
 * Keeps the spans of a source and tells what became of them. A request is kept whole or not at all; of a long file, what
 * comes before the place that cannot be read is kept, and importing it again adds nothing twice [T35].
 */
export function importTraces({ store, runtime, hub }: Place, source: TraceSource): ImportedTraces {
  const traces = new Map<string, KeptTrace>();
  const refused: Refusal[] = [];
  const understanding = createUnderstanding();
  let known = 0;
  let spans = 0;
  const keep = (records: readonly SpanRecord[]): void => {
    const kept = keepReceived({ store, tracing: runtime.tracing }, records);
    known += kept.known;
    refused.push(...kept.refused);
    for (const each of kept.traces) {
      const before = traces.get(each.trace);
      spans += each.spans;
      traces.set(each.trace, {
        ...each,
        spans: each.spans + (before?.spans ?? 0),
        isNew: before?.isNew ?? each.isNew,
      });
    }
  };
  for (const sent of readTraceSource(source)) {
    const received = toRecords(sent);
    refused.push(...received.refused);
    const records = received.records.map(translate);
    understanding.add(records);
    for (const some of sliced(records, "encoding" in source ? records.length : MOST_AT_ONCE)) keep(some);
  }
  if (spans > 0) hub.emit(null, { type: "traces-received", body: { traces: traces.size, spans } });
  return {
    spans,
    known,
    traces: [...traces.values()].slice(0, MOST_TRACES),
    tracesCount: traces.size,
    refusedCount: refused.length,
    refused: refused
      .slice(0, MOST_REFUSALS)
      .map(({ name, reason }) => ({ name: name.slice(0, 200), reason })),
    understood: understanding.tell(),
  };
}

function* sliced<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}
