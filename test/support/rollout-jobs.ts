import { prepareAgent } from "#core/agents/prepare-agent.ts";
import { toRolloutRequest } from "#core/agents/perform-rollout.ts";
import { openModelLine, openProvider } from "#core/app/models/models.ts";
import type { Job } from "#core/app/rollouts/sent-rollouts.ts";
import { monotonicClock } from "#core/app/system.ts";
import { assertDefined } from "#core/base/assert.ts";
import { NO_SPEND, type Caps } from "#core/domain/spend.ts";
import { readTrain } from "#core/evaluation/sealed-split.ts";
import { createLedger, type Ledger } from "#core/models/ledger.ts";
import { createPriceTable } from "#core/models/prices.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { TestWorkspace } from "./test-workspace.ts";

const SIMULATED = { provider: "simulated", name: "desk-1" };

type Asked = { readonly task?: string; readonly provider?: ModelProvider; readonly caps?: Caps };

export type TestJob = Job & { readonly ledger: Ledger };

let jobs = 0;

/** A rollout of the clerk on a train item, and whoever pays for it. */
export function jobOn(desk: TestWorkspace, at: number, asked: Asked = {}): TestJob {
  const { task, caps = {}, provider = openProvider(SIMULATED, { find: () => null }, {}) } = asked;
  const { runtime } = desk.workspace.contextFor(desk.workspace.person);
  const view = viewAtCommit(desk.store, desk.store.headBranch.commit());
  const name = provider.isSimulated ? "desk-1" : "test-model";
  const agent = prepareAgent(view, "agent/order-clerk", {
    provider,
    model: { provider: provider.id, name },
    implementations: runtime.implementations,
  });
  const item = assertDefined(readTrain(desk.store, "order-desk")[at], "a train item");
  jobs += 1;
  const request = toRolloutRequest(agent, {
    id: jobs.toString(16).padStart(32, "0"),
    input: task === undefined ? item.input : { ...(item.input as Record<string, string>), message: task },
    seed: at,
    repetition: 0,
    isSealed: false,
  });
  const ledger = createLedger({
    caps,
    spent: NO_SPEND,
    elapsedMs: 0,
    clock: monotonicClock,
    mayCostUnknown: true,
  });
  const { replica, ...line } = openModelLine(desk.store, provider, {
    ledger,
    modelName: name,
    prices: createPriceTable(),
  });
  return { request, line: { ...line, tape: line.runTape }, replica, ledger };
}
