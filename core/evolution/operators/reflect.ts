import { z } from "zod";
import { assertDefined } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import { hypothesisSchema, type Hypothesis } from "#core/domain/proposal.ts";
import type { Item } from "#core/domain/dataset.ts";
import type { Run, SpanRecord } from "#core/domain/run.ts";
import { variablesOf } from "#core/domain/variable.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { askOperator } from "#core/evolution/ask-operator.ts";
import { toMaterial } from "#core/models/material.ts";
import type { RejectedSummary } from "#core/evolution/rejected.ts";
import { resultAnswer } from "#core/evolution/result-answer.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { Observation } from "#core/evolution/observations.ts";
import { readHypotheses, type ReadHypotheses } from "./read-hypotheses.ts";

export type ReflectRequest = {
  readonly view: ResourceView;
  readonly iteration: number;
  readonly part: string;
  readonly observations: readonly Observation[];
  /** What was tried before and did not make it, for the reflector to learn from. */
  readonly rejected: readonly RejectedSummary[];
  readonly hints: readonly string[];
  /** How many hypotheses it is asked for. */
  readonly most: number;
  /** How many failing and passing traces it is shown at most. */
  readonly shown: { readonly failures: number; readonly successes: number };
};

/** The answer of a step that reflects: hypotheses, most confident first, or why there are none. */
export const reflectAnswer = resultAnswer(z.array(hypothesisSchema).readonly());

const replySchema = z.object({ hypotheses: z.array(hypothesisSchema).max(50) });

/** Hypotheses about what the failures in the traces have in common, most confident first. */
export async function reflect(
  context: SessionContext,
  request: ReflectRequest,
): Promise<Result<readonly Hypothesis[], string>> {
  const { config } = context.session;
  const { observations, shown } = request;
  const failing = observations.filter(({ isCorrect }) => !isCorrect).slice(0, shown.failures);
  const passing = observations.filter(({ isCorrect }) => isCorrect).slice(0, shown.successes);
  if (failing.length === 0) return { ok: true, value: [] };
  const reply = await askOperator<ReadHypotheses>(context, {
    prompt: "reflector",
    view: request.view,
    values: {
      variables: toMaterial(learnableVariables(request.view, config.agent)),
      traces: toMaterial([...failing, ...passing].map((observation) => toTrace(context, observation))),
      rejected: toMaterial(request.rejected),
      insights: toMaterial(insightsOf(request.view, config.agent)),
      hint: toMaterial(request.hints),
      count: String(request.most),
    },
    output: { name: "hypotheses", schema: replySchema, read: readHypotheses },
    leftOutOf: ({ leftOut }) => leftOut,
    iteration: request.iteration,
    operator: "reflect",
    part: request.part,
  });
  if (!reply.ok) return reply;
  return { ok: true, value: mostConfidentFirst(reply.value.hypotheses) };
}

/** As given among equals. Whoever selects takes them from the front. */
export function mostConfidentFirst(hypotheses: readonly Hypothesis[]): readonly Hypothesis[] {
  return hypotheses.toSorted((a, b) => b.confidence - a.confidence);
}

/** Θ: every learnable variable of the agent and of what it uses. */
export function learnableVariables(view: ResourceView, agent: ResourceKey) {
  const keys = [agent, ...dependenciesOf(view.get(agent).resource)];
  return keys.flatMap((resource) =>
    variablesOf(view.get(resource).resource)
      .filter((variable) => variable.learnable)
      .map(({ pointer, type, value, maxTokens }) => ({
        resource,
        pointer,
        type,
        value,
        ...(maxTokens === null ? {} : { tokenLimit: maxTokens }),
      })),
  );
}

function insightsOf(view: ResourceView, agent: ResourceKey): readonly string[] {
  return dependenciesOf(view.get(agent).resource).flatMap((key) => {
    const { resource } = view.get(key);
    return resource.kind === "memory" ? resource.content.records.map(({ text }) => text) : [];
  });
}

/** A whole train run: what came in, what was wanted, what came out, and every call on the way. */
function toTrace(context: SessionContext, { item: id, run: runId, score }: Observation) {
  const { store } = context.line;
  const item = assertDefined(store.datasets.item(context.dataset.name, id), `item ${id}`);
  const run = assertDefined(store.runs.find(runId), `run ${runId}`);
  return describeRun({ item, run, spans: store.traces.spans(run.trace), score });
}

type TrainRun = {
  readonly item: Pick<Item, "input" | "expected">;
  readonly run: Pick<Run, "id" | "output" | "error">;
  readonly spans: readonly SpanRecord[];
  readonly score: number;
};

export function describeRun({ item, run, spans, score }: TrainRun) {
  return {
    span: assertDefined(spans[0], `the root span of run ${run.id}`).span,
    input: item.input,
    expected: item.expected,
    got: run.output,
    score,
    ...(run.error === null ? {} : { error: run.error.message }),
    steps: spans.filter((span) => span.attributes[GEN_AI.operation] === "execute_tool").map(toStep),
  };
}

function toStep({ attributes, error }: SpanRecord): Json {
  return {
    tool: attributes[GEN_AI.toolName] ?? "",
    version: attributes[AUTOGENESIS.resourceVersion] ?? null,
    arguments: attributes[GEN_AI.toolArguments] ?? "",
    result: attributes[GEN_AI.toolResult] ?? "",
    ...(error === null ? {} : { error }),
  };
}
