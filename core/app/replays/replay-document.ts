import type { ReplayDocument } from "#core/contract/replays.ts";
import { roleOf } from "#core/domain/spans/facts.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import type { Replay } from "#core/store/replays.ts";
import type { Store } from "#core/store/store.ts";
import { toIso } from "#core/app/documents/documents.ts";

/** A replay, and where in the recording its first difference is. */
export function toReplayDocument(store: Store, replay: Replay): ReplayDocument {
  const { id, run, trace, tools, at, report } = replay;
  const { firstDivergence } = report;
  const recorded = store.runs.find(run)?.trace ?? null;
  const divergedSpan =
    firstDivergence === null || recorded === null
      ? null
      : spanAt(store.traces.spans(recorded), firstDivergence.path);
  return { replay: id, run, trace, tools, at: toIso(at), divergedSpan, ...report };
}

/** The recorded span of a place on the tape; the whole run's for what is of none of its steps. */
function spanAt(spans: readonly SpanRecord[], path: string): string | null {
  const [kind, step] = path.split("/");
  const root = spans.find(({ parent }) => parent === null)?.span ?? null;
  if (kind === "t") {
    const found = spans.find(({ attributes }) => attributes[AUTOGENESIS.callPath] === path);
    return found?.span ?? root;
  }
  if (kind !== "m") return root;
  const asked = spans.filter((span) => roleOf(span) === "model");
  return asked[Number(step) - 1]?.span ?? root;
}
