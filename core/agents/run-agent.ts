import type { Span } from "@opentelemetry/api";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import type { Json } from "#core/base/json.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import { addSpend, NO_SPEND, type Spend } from "#core/domain/spend.ts";
import type { Run, SpanRecord } from "#core/domain/run.ts";
import { callModel, type ModelAnswer, type ModelLine } from "#core/models/call-model.ts";
import type { ModelTurn } from "#core/models/collect-turn.ts";
import type { ChatMessage, ChatRequest } from "#core/models/provider.ts";
import type { Sleep } from "#core/models/retry.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { failSpan, type SpanListener, type TraceRecorder, type Tracing } from "#core/recording/tracing.ts";
import type { Callable, RunDesk } from "#core/resources/callable.ts";
import { callTools } from "./call-tools.ts";
import type { PreparedAgent } from "./prepare-agent.ts";
import { startRunClock, type RunClock } from "./run-clock.ts";
import { renderPrompt, withStandingText, type TaskInput } from "./render-prompt.ts";

/** What a run needs of the world, bound to that run alone; made by whoever composes the program. */
export type Rollout = {
  /** Tools and environment actions, on a fresh environment of this run. */
  readonly callables: readonly Callable[];
  /** Rules of the environments and what memory serves. */
  readonly standingText: readonly string[];
  readonly close: () => void;
};

export type AgentLine = {
  readonly model: ModelLine;
  readonly tracing: Tracing;
  /** For stamps. */
  readonly clock: Clock;
  /** For durations: one that does not go back. */
  readonly ticks: Clock;
  readonly sleep: Sleep;
  readonly openRollout: (
    agent: PreparedAgent,
    run: { readonly desk: RunDesk; readonly seed: number },
  ) => Rollout;
};

export type AgentTask = {
  /** The run's id: derived, so that the same work is the same run. */
  readonly id: string;
  readonly input: TaskInput;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Made from a test item: its trace is nobody's to read, not even while it runs. */
  readonly isSealed?: boolean;
  /** The session it is run for. */
  readonly session?: string | undefined;
  readonly onSpan?: SpanListener;
  readonly onText?: (text: string) => void;
};

export type FinishedRun = { readonly run: Run; readonly spans: readonly SpanRecord[] };

/**
 * Runs a prepared agent on one task. What goes wrong inside (step, token and time limits, an unreachable model after
 * its retries) is the run's error: an answer like any other, and a wrong one. Only cancellation, an exhausted budget
 * and defects of our own are thrown.
 */
export async function runAgent(line: AgentLine, agent: PreparedAgent, task: AgentTask): Promise<FinishedRun> {
  const recorder = line.tracing.record(task.id, {
    listener: task.onSpan,
    attributes: { [AUTOGENESIS.closure]: agent.closureId },
  });
  const root = recorder.start({
    name: `invoke_agent ${agent.agent.key.slice("agent/".length)}`,
    kind: "internal",
    attributes: rootAttributes(agent, task),
  });
  const startedAt = line.clock.now();
  const startedTick = line.ticks.now();
  const outcome = await attempt(line, agent, { ...task, recorder, root }).catch((error: unknown) => {
    // A run that is called off is not kept, but its trace is over: an open one would stand among the live ones.
    root.end();
    throw error;
  });
  if (outcome.error !== null) failSpan(root, outcome.error);
  root.setAttribute(AUTOGENESIS.output, JSON.stringify(outcome.output));
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
  return { run, spans: recorder.spans() };
}

type Outcome = Pick<Run, "output" | "error" | "steps" | "spend">;
type OpenTask = AgentTask & { readonly recorder: TraceRecorder; readonly root: Span };

async function attempt(line: AgentLine, agent: PreparedAgent, task: OpenTask): Promise<Outcome> {
  const desk: RunDesk = { output: undefined, todo: [] };
  const rollout = line.openRollout(agent, { desk, seed: task.seed });
  const time = startRunClock(agent.agent.content.limits.timeoutMs, {
    clock: line.ticks,
    sleep: line.sleep,
  });
  const progress: Progress = { steps: 0, spend: NO_SPEND, tokens: 0 };
  try {
    const signal = AbortSignal.any([task.signal, time.signal]);
    const output = await converse(line, { agent, task: { ...task, signal }, desk, rollout, time, progress });
    return { output, error: null, ...billOf(progress) };
  } catch (thrown) {
    if (task.signal.aborted) throw new AppError("cancelled", "The run was cancelled.", { cause: thrown });
    const error = time.signal.aborted ? timeoutError(agent) : thrown;
    if (!isOutcome(error)) throw error;
    const { code, message } = toErrorReport(error);
    return { output: null, error: { code, message }, ...billOf(progress) };
  } finally {
    time.pause();
    rollout.close();
  }
}

/** `tokens` are those of answers: what attempts cost that failed is no fault of the agent, and only on its bill. */
type Progress = { steps: number; spend: Spend; tokens: number };

function billOf({ steps, spend }: Progress): Pick<Outcome, "steps" | "spend"> {
  return { steps, spend };
}

type Talk = {
  readonly agent: PreparedAgent;
  readonly task: OpenTask;
  readonly desk: RunDesk;
  readonly rollout: Rollout;
  readonly time: RunClock;
  readonly progress: Progress;
};

async function converse(line: AgentLine, talk: Talk): Promise<Json> {
  const { agent, task, desk, rollout, progress } = talk;
  const { limits } = agent.agent.content;
  const callables = new Map(rollout.callables.map((callable) => [callable.name, callable]));
  const messages = withStandingText(renderPrompt(agent.prompt.content, task.input), rollout.standingText);
  while (progress.steps < limits.maxSteps) {
    const turn = await takeTurn(line, talk, messages);
    if (turn.toolCalls.length === 0) return turn.text;
    messages.push({ role: "assistant", content: turn.text, toolCalls: turn.toolCalls });
    const { recorder, root: parent, signal } = task;
    messages.push(...(await callTools({ callables, recorder, parent, signal }, turn.toolCalls)));
    if (desk.output !== undefined) return desk.output;
  }
  throw new AppError("step-limit", `The agent did not finish within ${limits.maxSteps} steps.`, {
    hint: "Raise the agent's step limit, or make its prompt say when it is done.",
  });
}

async function takeTurn(line: AgentLine, talk: Talk, messages: readonly ChatMessage[]): Promise<ModelTurn> {
  const { agent, progress } = talk;
  progress.steps += 1;
  const { turn, spend } = await ask(line, talk, messages);
  progress.spend = addSpend(progress.spend, spend);
  progress.tokens += spend.inputTokens + spend.outputTokens;
  const { maxTokens } = agent.agent.content.limits;
  if (progress.tokens > maxTokens) {
    throw new AppError(
      "token-limit",
      `The agent used ${progress.tokens} tokens, over its limit of ${maxTokens}.`,
      {
        hint: "Raise the agent's token limit, or shorten its prompt.",
      },
    );
  }
  return turn;
}

/** The run's own time goes on while an attempt runs that succeeds, and in none of the waiting around it. */
async function ask(line: AgentLine, talk: Talk, messages: readonly ChatMessage[]): Promise<ModelAnswer> {
  const { agent, task, time, progress } = talk;
  time.pause();
  try {
    return await callModel(line.model, toRequest(talk, messages), {
      path: `${task.id}/${progress.steps}`,
      recorder: task.recorder,
      parent: task.root,
      attributes: {
        [AUTOGENESIS.resource]: agent.prompt.key,
        [AUTOGENESIS.resourceVersion]: agent.prompt.version,
      },
      signal: task.signal,
      ...(task.onText === undefined ? {} : { onText: task.onText }),
      attempts: {
        onBegin: time.go,
        onFail: (cost) => {
          time.takeBack();
          progress.spend = addSpend(progress.spend, cost);
        },
      },
    });
  } finally {
    time.go();
  }
}

function toRequest({ agent, task, rollout, progress }: Talk, messages: readonly ChatMessage[]): ChatRequest {
  const { model, sampling, loop } = agent.agent.content;
  const { temperature, topP, maxOutputTokens } = sampling;
  const tools = rollout.callables.map(({ name, description, inputSchema }) => ({
    name,
    description,
    parameters: inputSchema,
  }));
  return {
    model: model.name,
    messages: [...messages],
    ...(loop === "chat" || tools.length === 0 ? {} : { tools }),
    sampling: {
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { topP }),
      ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
      seed: keyedSeed(task.seed, progress.steps),
    },
  };
}

/** Errors that are the run's own result; the others end more than this run. */
function isOutcome(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  return ![
    "budget-exhausted",
    "price-unknown",
    "cancelled",
    "workspace-damaged",
    "disk-full",
    "model-key-missing",
    "model-account-refused",
    "model-unknown",
  ].includes(error.code);
}

function timeoutError(agent: PreparedAgent): AppError {
  const { timeoutMs } = agent.agent.content.limits;
  return new AppError("time-limit", `The agent did not finish within ${timeoutMs / 1000} seconds.`, {
    hint: "Raise the agent's time limit, or look at its trace for what took so long.",
  });
}

function rootAttributes(agent: PreparedAgent, task: AgentTask): Record<string, string | number | boolean> {
  return {
    [GEN_AI.operation]: "invoke_agent",
    [GEN_AI.agentName]: agent.agent.key,
    [GEN_AI.agentDescription]: agent.agent.content.description,
    [AUTOGENESIS.run]: task.id,
    [AUTOGENESIS.closureBody]: JSON.stringify(agent.closure),
    [AUTOGENESIS.seed]: task.seed,
    [AUTOGENESIS.input]: JSON.stringify(task.input),
    ...(task.session === undefined ? {} : { [AUTOGENESIS.session]: task.session }),
    ...(task.isSealed === true ? { [AUTOGENESIS.sealed]: true } : {}),
  };
}
