import type { ImportedTraces } from "#core/contract/received-traces.ts";
import type { ReceivedSoFar } from "#core/app/trace-receiver.ts";
import type { Answered } from "./answer-export.ts";

const MOST_TRACES = 5;
const MOST_UNKNOWN = 20;

/** What came in before, with one more request that was answered. */
export function addAnswer(before: ReceivedSoFar, { kept, isPassedOver, refusal }: Answered): ReceivedSoFar {
  if (refusal !== undefined) return { ...before, refused: before.refused + 1, lastRefusal: refusal };
  const taken = before.taken + 1;
  if (kept === undefined) {
    return { ...before, taken, passedOver: before.passedOver + (isPassedOver === true ? 1 : 0) };
  }
  const touched = kept.traces.map(({ trace, name }) => ({ trace, name })).toReversed();
  const ids = new Set(touched.map(({ trace }) => trace));
  return {
    ...before,
    taken,
    spans: before.spans + kept.spans,
    refusedSpans: before.refusedSpans + kept.refusedCount,
    understood: addUnderstood(before.understood, kept.understood),
    traces: [...touched, ...before.traces.filter(({ trace }) => !ids.has(trace))].slice(0, MOST_TRACES),
  };
}

type Understood = ImportedTraces["understood"];

function addUnderstood(a: Understood, b: Understood): Understood {
  const unknown = new Map(a.unknown.map(({ name, spans }) => [name, spans]));
  for (const { name, spans } of b.unknown) unknown.set(name, (unknown.get(name) ?? 0) + spans);
  return {
    spans: a.spans + b.spans,
    modelCalls: a.modelCalls + b.modelCalls,
    toolCalls: a.toolCalls + b.toolCalls,
    withTokens: a.withTokens + b.withTokens,
    withMessages: a.withMessages + b.withMessages,
    unknown: [...unknown]
      .map(([name, spans]) => ({ name, spans }))
      .toSorted((one, other) => other.spans - one.spans)
      .slice(0, MOST_UNKNOWN),
  };
}
