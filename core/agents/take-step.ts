import { AppError } from "#core/base/app-error.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { addSpend, type Spend } from "#core/domain/spend.ts";
import { callModel, type ModelCallContext } from "#core/models/call-model.ts";
import type { ModelTurn } from "#core/models/collect-turn.ts";
import type { AskedModel, ModelAnswer, ModelLine } from "#core/models/model-line.ts";
import type { ChatMessage, ChatRequest } from "#core/models/provider.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import type { EffectRecorder, RolloutCallable } from "./effects.ts";
import type { PreparedAgent } from "./prepare-agent.ts";
import { requireAnswer } from "./require-answer.ts";
import type { RunClock } from "./run-clock.ts";

/** `tokens` are those of answers: what attempts cost that failed is no fault of the agent, and only on its bill. */
export type Progress = {
  steps: number;
  spend: Spend;
  tokens: number;
  /** How many calls each model answered, where several might. */
  answeredBy: Record<string, number>;
};

export type StepLine = Pick<ModelCallContext, "recorder" | "parent" | "signal"> & {
  readonly model: ModelLine | AskedModel;
  readonly agent: PreparedAgent;
  /** The run's: where its calls are noted, and what their seeds follow from. */
  readonly run: { readonly id: string; readonly seed: number; readonly isSealed?: boolean };
  readonly effects: Pick<EffectRecorder, "ask">;
  readonly time: RunClock;
  readonly progress: Progress;
};

export type Saying = {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly RolloutCallable[];
};

/**
 * Asks the agent's model once, within the agent's limits, and puts it on the run's bill. Throws step-limit, token-limit,
 * what `requireAnswer` throws, and whatever the call throws.
 */
export async function takeStep(line: StepLine, saying: Saying): Promise<ModelTurn> {
  const { agent, progress } = line;
  const { maxSteps, maxTokens } = agent.agent.content.limits;
  if (progress.steps >= maxSteps) {
    throw new AppError("step-limit", `The agent did not finish within ${maxSteps} steps.`, {
      hint: "Raise the agent's step limit, or make its prompt say when it is done.",
    });
  }
  progress.steps += 1;
  const { turn, spend, by } = await ask(line, saying);
  if (by !== undefined) progress.answeredBy[by.model] = (progress.answeredBy[by.model] ?? 0) + 1;
  progress.spend = addSpend(progress.spend, spend);
  progress.tokens += spend.inputTokens + spend.outputTokens;
  if (progress.tokens > maxTokens) {
    throw new AppError(
      "token-limit",
      `The agent used ${progress.tokens} tokens, over its limit of ${maxTokens}.`,
      {
        hint: "Raise the agent's token limit, or shorten its prompt.",
      },
    );
  }
  requireAnswer(turn, { messages: saying.messages, limit: agent.agent.content.sampling.maxOutputTokens });
  return turn;
}

/** The run's own time goes on while an attempt runs that succeeds, and in none of the waiting around it. */
async function ask(line: StepLine, saying: Saying): Promise<ModelAnswer> {
  const { model, agent, run, effects, time, progress, recorder, parent, signal } = line;
  const request = toRequest(line, saying);
  const { steps: step } = progress;
  time.pause();
  try {
    return await effects.ask({ step, request, signal }, async (hearing) =>
      callModel(model, request, {
        ...hearing,
        path: `${run.id}/${progress.steps}`,
        recorder,
        parent,
        attributes: {
          [AUTOGENESIS.resource]: agent.prompt.key,
          [AUTOGENESIS.resourceVersion]: agent.prompt.version,
        },
        signal,
        isSealed: run.isSealed,
        attempts: {
          onBegin: time.go,
          onFail: (cost) => {
            time.takeBack();
            progress.spend = addSpend(progress.spend, cost);
          },
        },
      }),
    );
  } finally {
    time.go();
  }
}

function toRequest({ agent, run, progress }: StepLine, { messages, tools }: Saying): ChatRequest {
  const { model, sampling } = agent.agent.content;
  const offered = tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    parameters: inputSchema,
  }));
  return {
    model: model.name,
    messages: [...messages],
    ...(offered.length === 0 ? {} : { tools: offered }),
    sampling: { ...toSampling(sampling), seed: keyedSeed(run.seed, progress.steps) },
  };
}

function toSampling({
  temperature,
  topP,
  maxOutputTokens,
}: AgentContent["sampling"]): ChatRequest["sampling"] {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
  };
}
