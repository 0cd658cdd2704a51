import { assert } from "#core/base/assert.ts";
import type { RolloutRequest, RolloutResult, SystemContent } from "#core/domain/rollout.ts";
import type { ModelLine } from "#core/models/model-line.ts";
import { runAgent, type AgentLine } from "./run-agent.ts";

/** Where rollouts over one line to a model are made, whichever thread that is. */
export type RolloutLine = {
  readonly model: ModelLine;
  /** As `performRollout`. */
  readonly perform: (request: RolloutRequest, signal: AbortSignal) => Promise<RolloutResult>;
};

/**
 * Makes one rollout over a line to its model. The same request yields the same result but for its times, whoever makes
 * it; what went wrong inside is in the result. Throws as `runAgent` does: cancelled, an exhausted budget, and what ends
 * more than this rollout.
 */
export async function performRollout(
  line: AgentLine,
  request: RolloutRequest,
  signal: AbortSignal,
): Promise<RolloutResult> {
  const { agent, limits, id, input, initialState, seed, session, isSealed } = request;
  const { provider } = line.model;
  assert(provider.id === agent.closure.model.provider, `a line to ${agent.closure.model.provider}`);
  const task = { id, input, initialState, seed, session, isSealed, signal };
  const { run, spans, tape } = await runAgent(line, withLimits(agent, limits), task);
  return { run, output: run.output, spans, tape, spend: run.spend };
}

/** A request for a rollout of this agent, within its own limits and by its own model. */
export function toRolloutRequest(
  agent: SystemContent,
  task: Omit<RolloutRequest, "agent" | "limits" | "model">,
): RolloutRequest {
  const { limits, model } = agent.agent.content;
  const { provider, name, baseUrl } = model;
  const choice = { provider, name, ...(baseUrl === undefined ? {} : { baseUrl }) };
  return { ...task, agent, limits, model: choice };
}

function withLimits(system: SystemContent, limits: RolloutRequest["limits"]): SystemContent {
  const { agent } = system;
  if (limits === agent.content.limits) return system;
  const content = { ...agent.content, limits: { ...agent.content.limits, ...limits } };
  return { ...system, agent: { ...agent, content } };
}
