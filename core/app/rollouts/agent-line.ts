import type { Clock } from "#core/base/clock.ts";
import { openRollout } from "#core/agents/open-rollout.ts";
import type { AgentLine } from "#core/agents/run-agent.ts";
import { monotonicClock, sleep } from "#core/app/system.ts";
import type { Tracing } from "#core/recording/tracing.ts";
import type { Sandbox } from "#core/sandbox/sandbox.ts";

/** What this program can do for code tools beyond computing: nothing. A tool that asks for more is not built. */
export const CAPABILITIES = {};

export type AgentLineParts = {
  readonly tracing: Tracing;
  readonly sandbox: Sandbox;
  /** For stamps. */
  readonly clock: Clock;
};

/** What agents are run with over a model, in whichever thread of this program. */
export function createAgentLine({
  tracing,
  sandbox,
  clock,
}: AgentLineParts): <M extends AgentLine["model"]>(model: M) => AgentLine & { readonly model: M } {
  return (model) => ({
    model,
    tracing,
    clock,
    ticks: monotonicClock,
    sleep,
    openRollout: async (agent, options) =>
      openRollout({ sandbox, host: CAPABILITIES, sleep }, agent, options),
  });
}
