import type { AgentLine } from "#core/agents/run-agent.ts";
import { openProvider } from "#core/app/models/models.ts";
import { createRuntime } from "#core/app/runtime.ts";
import { monotonicClock, sleep, systemClock } from "#core/app/system.ts";
import type { RolloutRequest } from "#core/domain/rollout.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { createLedger } from "#core/models/ledger.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";

/** A line for rollouts of one request, made of the request alone: no workspace, no store. */
export function openRolloutLine({
  model,
}: RolloutRequest): AgentLine & { readonly close: () => Promise<void> } {
  const runtime = createRuntime(systemClock, createNodeProcessHost());
  const line = runtime.agentLine({
    provider: openProvider(model, { find: () => null }, {}),
    ledger: createLedger({
      caps: {},
      spent: NO_SPEND,
      elapsedMs: 0,
      clock: monotonicClock,
      mayCostUnknown: true,
    }),
    tape: {
      find: () => null,
      put: () => undefined,
      drop: () => undefined,
      charge: () => undefined,
      endRun: () => undefined,
    },
    withPlace: async (work) => work(),
    sleep,
    priceUsd: () => 0,
    retry: async (attempt) => attempt(),
  });
  return { ...line, close: runtime.close };
}
