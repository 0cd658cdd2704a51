import type { Span } from "@opentelemetry/api";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import { ERROR_CODES } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { TaskInput } from "#core/domain/content/render-prompt.ts";
import type { InitialState } from "#core/domain/initial-state.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import type { Run, SpanRecord } from "#core/domain/run.ts";
import type { RunTape } from "#core/domain/tape.ts";
import type { AskedModel, ModelLine } from "#core/models/model-line.ts";
import type { Sleep } from "#core/models/retry.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { failSpan, type TraceRecorder, type Tracing } from "#core/recording/tracing.ts";
import type { RunDesk } from "#core/resources/callable.ts";
import { callTools, createCallPlaces } from "./call-tools.ts";
import { recordEffects, type EffectRecorder } from "./effects.ts";
import { LOOPS } from "./loops/table.ts";
import type { PreparedAgent } from "./prepare-agent.ts";
import type { EnvironmentFault, Rollout, RolloutOptions } from "./rollout.ts";
import { startRunClock, type RunClock } from "./run-clock.ts";
import { takeStep, type Progress } from "./take-step.ts";

export type AgentLine = {
  /** The line itself, or a way to ask who has it. */
  readonly model: ModelLine | AskedModel;
  readonly tracing: Tracing;
  /** For stamps. */
  readonly clock: Clock;
  /** For durations: one that does not go back. */
  readonly ticks: Clock;
  readonly sleep: Sleep;
  readonly openRollout: (agent: PreparedAgent, options: RolloutOptions) => Promise<Rollout>;
};

export type AgentTask = {
  /** The run's id: derived, so that the same work is the same run. */
  readonly id: string;
  readonly input: TaskInput;
  /** What the environments begin in, where the task says so. */
  readonly initialState?: InitialState | undefined;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Made from a test item: its trace is nobody's to read, not even while it runs. */
  readonly isSealed?: boolean;
  /** The session it is run for. */
  readonly session?: string | undefined;
  /** The run it is a part of, and the span it stands under: both are one trace then. */
  readonly parent?: { readonly recorder: TraceRecorder; readonly span: Span };
};

export type FinishedRun = {
  readonly run: Run;
  /** Those of the run, also where it stands inside another's trace. */
  readonly spans: readonly SpanRecord[];
  readonly tape: RunTape;
};

/**
 * Runs a prepared agent on one task. What goes wrong inside (step, token and time limits, an unreachable model after
 * its retries) is the run's error: an answer like any other, and a wrong one. Only cancellation, an exhausted budget
 * and defects of our own are thrown.
 */
export async function runAgent(line: AgentLine, agent: PreparedAgent, task: AgentTask): Promise<FinishedRun> {
  const attributes = { [AUTOGENESIS.closure]: agent.closureId };
  const { parent } = task;
  const recorder =
    parent === undefined
      ? line.tracing.record(task.id, { attributes })
      : parent.recorder.nest(task.id, { parent: parent.span, attributes });
  const effects = recordEffects(recorder.nowUs);
  const root = recorder.start({
    name: `invoke_agent ${agent.agent.key.slice("agent/".length)}`,
    kind: "internal",
    attributes: rootAttributes(agent, task),
  });
  const startedAt = line.clock.now();
  const startedTick = line.ticks.now();
  const outcome = await attempt(line, agent, { ...task, recorder, root, effects }).catch((error: unknown) => {
    // A run that is called off is not kept, but its trace is over: an open one would stand among the live ones.
    root.end();
    throw error;
  });
  if (outcome.error !== null) failSpan(root, outcome.error);
  root.setAttribute(AUTOGENESIS.output, JSON.stringify(outcome.output));
  if (outcome.finalStates !== undefined)
    root.setAttribute(AUTOGENESIS.finalStates, JSON.stringify(outcome.finalStates));
  root.end();
  const run: Run = {
    id: task.id,
    trace: recorder.trace,
    agent: agent.agent.key,
    closure: agent.closureId,
    input: task.input,
    seed: task.seed,
    startedAt,
    durationMs: Math.round(line.ticks.now() - startedTick),
    ...outcome,
  };
  return { run, spans: recorder.spans(), tape: effects.tape() };
}

type Outcome = Pick<Run, "output" | "error" | "steps" | "spend" | "finalStates" | "answeredBy">;
type OpenTask = AgentTask & {
  readonly recorder: TraceRecorder;
  readonly root: Span;
  readonly effects: EffectRecorder;
};

async function attempt(line: AgentLine, agent: PreparedAgent, task: OpenTask): Promise<Outcome> {
  const time = startRunClock(agent.agent.content.limits.timeoutMs, {
    clock: line.ticks,
    sleep: line.sleep,
  });
  const progress: TaskProgress = { steps: 0, spend: NO_SPEND, tokens: 0, answeredBy: {}, finalStates: {} };
  try {
    const signal = AbortSignal.any([task.signal, time.signal]);
    const output = await converseIn(line, agent, { ...task, time, progress, signal, cancelled: task.signal });
    return { output, error: null, ...billOf(progress) };
  } catch (thrown) {
    if (task.signal.aborted) throw new AppError("cancelled", "The run was cancelled.", { cause: thrown });
    if (time.signal.aborted) task.effects.end(progress.steps);
    const error = time.signal.aborted ? timeoutError(agent) : thrown;
    if (!isOutcome(error)) throw error;
    const { code, message } = toErrorReport(error);
    return { output: null, error: { code, message }, ...billOf(progress) };
  } finally {
    time.pause();
  }
}

type TaskProgress = Progress & { finalStates: NonNullable<Run["finalStates"]> };
type TimedTask = OpenTask & {
  readonly time: RunClock;
  readonly progress: TaskProgress;
  readonly cancelled: AbortSignal;
};

/** The conversation, in a rollout of its own that is closed on every way out. Its `signal` ends with the run's time too. */
async function converseIn(line: AgentLine, agent: PreparedAgent, task: TimedTask): Promise<Json> {
  const { recorder, root: parent, cancelled, effects, time, progress, signal, seed, initialState } = task;
  const desk: RunDesk = { output: undefined, todo: [] };
  const onFault = (fault: EnvironmentFault): void => tellFault(task, fault);
  const rollout = await line.openRollout(agent, { desk, seed, initialState, signal, effects, onFault });
  tellStandingText(task);
  try {
    const step = { model: line.model, agent, run: task, effects, time, progress, recorder, parent, signal };
    const places = createCallPlaces(() => progress.steps);
    const callables = new Map(rollout.callables.map((callable) => [callable.name, callable]));
    return await LOOPS[agent.agent.content.loop].converse({
      agent,
      input: task.input,
      rollout,
      desk,
      ask: async (messages, tools) => takeStep(step, { messages, tools }),
      call: async (calls) => callTools({ callables, recorder, parent, signal, places }, calls),
    });
  } finally {
    // What this takes is not the agent's.
    time.pause();
    // A run that is called off is not kept.
    if (!cancelled.aborted) progress.finalStates = await rollout.observe();
    await rollout.close();
  }
}

/** In a model's messages it is one text with the prompt: here it is told apart. */
function tellStandingText({ root, effects }: OpenTask): void {
  const { texts } = effects.tape();
  if (texts.length > 0) root.setAttribute(AUTOGENESIS.standingText, JSON.stringify(texts));
}

/** A span of its own: the run's answer stands, and whoever looks at the trace sees what was left behind. */
function tellFault({ recorder, root }: OpenTask, fault: EnvironmentFault): void {
  const { doing, resource, version, message } = fault;
  const span = recorder.start({
    name: `${doing}_environment ${splitResourceKey(resource).name}`,
    kind: "internal",
    attributes: { [AUTOGENESIS.resource]: resource, [AUTOGENESIS.resourceVersion]: version },
    parent: root,
  });
  failSpan(span, { code: "environment-failed", message });
  span.end();
}

function billOf({ steps, spend, finalStates, answeredBy }: TaskProgress): Omit<Outcome, "output" | "error"> {
  return {
    steps,
    spend,
    ...(Object.keys(finalStates).length === 0 ? {} : { finalStates }),
    ...(Object.keys(answeredBy).length === 0 ? {} : { answeredBy }),
  };
}

/** Errors that are the run's own result; the others end more than this run. */
function isOutcome(error: unknown): boolean {
  return error instanceof AppError && ERROR_CODES[error.code].blames !== "host";
}

function timeoutError(agent: PreparedAgent): AppError {
  const { timeoutMs } = agent.agent.content.limits;
  return new AppError("time-limit", `The agent did not finish within ${timeoutMs / 1000} seconds.`, {
    hint: "Raise the agent's time limit, or look at its trace for what took so long.",
  });
}

/** What only the root span has, the closure whole among it [T2]. */
function rootAttributes(agent: PreparedAgent, task: AgentTask): Record<string, string | number | boolean> {
  return {
    [GEN_AI.operation]: "invoke_agent",
    [GEN_AI.agentName]: agent.agent.key,
    [GEN_AI.agentDescription]: agent.agent.content.description,
    [AUTOGENESIS.run]: task.id,
    [AUTOGENESIS.closureBody]: JSON.stringify(agent.closure),
    [AUTOGENESIS.seed]: task.seed,
    [AUTOGENESIS.input]: JSON.stringify(task.input),
    ...(task.initialState === undefined
      ? {}
      : { [AUTOGENESIS.initialState]: JSON.stringify(task.initialState) }),
    ...(task.session === undefined ? {} : { [AUTOGENESIS.session]: task.session }),
    ...(task.isSealed === true ? { [AUTOGENESIS.sealed]: true } : {}),
  };
}
