import { hashJson } from "#core/base/hash.ts";
import type { ReplayTools } from "#core/domain/replay.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { replayRun } from "#core/replay/replay-run.ts";
import type { Replay } from "#core/store/replays.ts";
import type { AppContext } from "#core/app/context.ts";
import { loadRecording } from "./load-recording.ts";

let number = 0;

/** Plays a run again and keeps what came of it, with a trace of its own; the run itself stays as it is [T21]. */
export async function makeReplay(
  context: AppContext,
  { run: named, tools }: { readonly run: string; readonly tools: ReplayTools },
  signal: AbortSignal,
): Promise<Replay> {
  const { store, runtime, clock } = context;
  const recording = loadRecording(context, named);
  const at = clock.now();
  number += 1;
  const { run } = recording;
  const id = hashJson({ replay: run.id, at, number }).slice(0, 32);
  const deps = { agentLine: runtime.agentLine, bind: runtime.tool };
  const { trace, spans, report } = await replayRun(deps, recording, { id, tools, signal });
  const replay: Replay = { id, run: run.id, trace, tools, at, report };
  store.atomic(() => {
    store.traces.append(
      { id: trace, name: run.agent, run: null, ...timesOf(spans, at) },
      spans.map(toReplaySpan(replay)),
    );
    store.replays.append(replay);
  });
  return replay;
}

/** What tells it from a run, for whoever reads the trace anywhere else. */
function toReplaySpan({ run, tools }: Replay): (span: SpanRecord) => SpanRecord {
  return (span) => {
    if (span.parent !== null) return span;
    const replayed = { [AUTOGENESIS.replayOf]: run, [AUTOGENESIS.replayTools]: tools };
    return { ...span, attributes: { ...span.attributes, ...replayed } };
  };
}

type Times = { readonly startedAt: number; readonly durationMs: number };

function timesOf(spans: readonly SpanRecord[], at: number): Times {
  const root = spans.find(({ parent }) => parent === null);
  if (root === undefined) return { startedAt: at, durationMs: 0 };
  const { startUs, endUs } = root;
  return { startedAt: Math.round(startUs / 1000), durationMs: ((endUs ?? startUs) - startUs) / 1000 };
}
