import type { Json, JsonObject } from "#core/base/json.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { runAgent, type AgentLine } from "#core/agents/run-agent.ts";
import type { InitialState } from "#core/domain/initial-state.ts";
import type { Divergence, ReplayReport, ReplayTools } from "#core/domain/replay.ts";
import type { Run, SpanRecord } from "#core/domain/run.ts";
import type { RunTape } from "#core/domain/tape.ts";
import type { ModelFacts } from "#core/models/model-line.ts";
import type { TraceRecorder } from "#core/recording/tracing.ts";
import { countNetwork } from "./count-network.ts";
import { diverge } from "./hold-against.ts";
import { ReplayStopped } from "./replay-stopped.ts";
import { readTapeFrom, type TapeCursor } from "./tape-cursor.ts";
import { createTapedModel } from "./taped-model.ts";
import { openTapedRollout, type Tally, type TapedRollout } from "./taped-rollout.ts";
import { createTapedTime } from "./taped-time.ts";

/** What was recorded, with the system that it was a run of as this program would run it now. */
export type Recording = {
  readonly run: Run;
  readonly tape: RunTape;
  readonly agent: PreparedAgent;
  readonly initialState?: InitialState | undefined;
  /** What its model was; it is not asked. */
  readonly model: ModelFacts;
};

export type ReplayTask = {
  /** The replay's own id. */
  readonly id: string;
  readonly tools: ReplayTools;
  readonly signal: AbortSignal;
};

export type ReplayDeps = Pick<TapedRollout, "bind"> & {
  /** What any run is made with. */
  readonly agentLine: (model: AgentLine["model"]) => AgentLine;
};

export type Replayed = {
  readonly trace: string;
  readonly spans: readonly SpanRecord[];
  /** What the run came to now; null where the replay ended before it. */
  readonly run: Run | null;
  readonly report: ReplayReport;
};

/**
 * Runs the same agent on the same task, by the same code that runs any agent, in the world that the tape holds: no model is
 * called, nothing is waited for and nothing outside of the run is touched. It ends where it first does something else than
 * was recorded. Of the recording nothing is changed. Throws cancelled.
 */
export async function replayRun(deps: ReplayDeps, recording: Recording, task: ReplayTask): Promise<Replayed> {
  const { run: recorded, tape, agent } = recording;
  const cursor = readTapeFrom(tape);
  const time = createTapedTime();
  const tally: Tally = { recomputed: 0, performed: 0, skipped: 0 };
  const { finalStates } = recorded;
  const usual = deps.agentLine(createTapedModel({ tape, cursor, time }, recording.model));
  const recorder = keepRecorder(usual.tracing);
  const { tools } = task;
  const world = {
    tape,
    cursor,
    time,
    tally,
    finalStates,
    tools,
    bind: deps.bind,
    openLive: usual.openRollout,
  };
  const line: AgentLine = {
    ...usual,
    tracing: recorder.tracing,
    sleep: time.sleep,
    openRollout: async (system, options) => openTapedRollout(world, system, options),
  };
  const { input, seed } = recorded;
  const asked = { id: task.id, input, seed, signal: task.signal, initialState: recording.initialState };
  const { result: run, networkCalls } = await countNetwork(async () =>
    runAgent(line, agent, asked).then(
      (finished) => finished.run,
      (error: unknown) => {
        if (error instanceof ReplayStopped) return null;
        throw error;
      },
    ),
  );
  const firstDivergence = findFirst({ cursor, recorded, run });
  const { trace, spans } = recorder.taken();
  return {
    trace,
    spans: firstDivergence === null ? spans : spans.map(toDiverged(firstDivergence)),
    run,
    report: {
      isIdentical: firstDivergence === null,
      ...cursor.counts(),
      ...{ recomputed: tally.recomputed, unmatched: cursor.left().length, networkCalls },
      effects: { performed: tally.performed, skipped: tally.skipped },
      runtime: { recorded: recorded.closure, now: agent.closureId },
      firstDivergence,
    },
  };
}

type Compared = { readonly cursor: TapeCursor; readonly recorded: Run; readonly run: Run | null };

/** The first by its place in the run: what is left over, and what it came to, only where everything else is the same. */
function findFirst({ cursor, recorded, run }: Compared): Divergence | null {
  const [first] = cursor.divergences();
  if (first !== undefined) return first;
  const [left] = cursor.left();
  if (left !== undefined) return { path: left, class: "missing", fields: [], expected: left, got: null };
  if (run === null) return null;
  const held = diverge({ path: "run", expected: cameTo(recorded), got: cameTo(run) }, "outcome");
  return held.as === "divergence" && held.divergence.fields.length > 0 ? held.divergence : null;
}

/** What a run is worth is decided by these. Its bill and its times are those of another day. */
function cameTo({ output, error, steps, finalStates = {} }: Run): Json {
  return { output, error, steps, finalStates: finalStates as JsonObject };
}

function toDiverged({ path, class: kind }: Divergence): (span: SpanRecord) => SpanRecord {
  return (span) =>
    span.parent === null ? { ...span, error: span.error ?? `diverged at ${path}: ${kind}` } : span;
}

/** The recorder of the one trace that is made here: a run that was stopped does not hand its spans over itself. */
function keepRecorder(tracing: AgentLine["tracing"]) {
  let kept: TraceRecorder | null = null;
  return {
    tracing: {
      ...tracing,
      record: (...asked: Parameters<AgentLine["tracing"]["record"]>) => {
        kept = tracing.record(...asked);
        return kept;
      },
    },
    taken: (): Pick<Replayed, "trace" | "spans"> => {
      if (kept === null) throw new Error("a run that was replayed has a trace");
      return { trace: kept.trace, spans: kept.spans() };
    },
  };
}
