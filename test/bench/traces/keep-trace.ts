import type { TraceHead } from "#core/store/traces.ts";
import type { Store } from "#core/store/store.ts";
import { BENCH_START } from "#test/bench/register-resources.ts";
import { realSpans, type RealSpansOptions } from "./real-spans.ts";

/** Writes a trace of so many real-sized spans as a run that goes on does: its finished spans some at a time, then its end. */
export function keepRealTrace(
  store: Store,
  trace: string,
  size: number,
  options: RealSpansOptions = {},
): void {
  const head: TraceHead = {
    id: trace,
    name: "agent/order-clerk",
    run: null,
    startedAt: BENCH_START,
    durationMs: size,
  };
  let left = size;
  for (const spans of realSpans(trace, size, options)) {
    left -= spans.length;
    store.atomic(() => store.traces.appendPart(head, spans, { isLast: left === 0 }));
  }
}
