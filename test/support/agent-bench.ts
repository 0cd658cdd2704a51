import { assertDefined } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { prepareAgent, type PreparedAgent } from "#core/agents/prepare-agent.ts";
import { performRollout, type RolloutLine } from "#core/agents/perform-rollout.ts";
import { runAgent, type AgentLine, type AgentTask, type FinishedRun } from "#core/agents/run-agent.ts";
import { openModelLine } from "#core/app/models/models.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { createLedger } from "#core/models/ledger.ts";
import { createPriceTable } from "#core/models/prices.ts";
import type { Scoring } from "#core/evaluation/score-output.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { applyEdits, type Edit } from "#core/resources/edits.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import { providerFor } from "./openai-client.ts";
import type { ServerRequest } from "./openai-server.ts";
import type { ServerReply } from "./openai-wire.ts";
import type { TestWorkspace } from "./test-workspace.ts";

/** Runs agents of a workspace against a provider, with the program's own runtime: real tools, real sandbox. */
export type AgentBench = {
  readonly line: AgentLine & RolloutLine;
  readonly provider: ModelProvider;
  readonly score: Scoring;
  readonly view: () => ResourceView;
  readonly prepare: (key?: ResourceKey, view?: ResourceView) => PreparedAgent;
  readonly run: (
    task: Partial<AgentTask> & Pick<AgentTask, "input">,
    agent?: PreparedAgent,
  ) => Promise<FinishedRun>;
};

/** Over all benches: runs of one name would meet each other's recorded calls. */
let runs = 0;

const never = new AbortController().signal;

export function openBench(desk: TestWorkspace, server: { readonly baseUrl: string }): AgentBench {
  const { runtime, store, clock } = desk.workspace.contextFor(desk.workspace.person);
  const provider = providerFor(server);
  const ledger = createLedger({
    caps: {},
    spent: NO_SPEND,
    elapsedMs: 0,
    clock: clock,
    mayCostUnknown: true,
  });
  const model = openModelLine(store, provider, {
    ledger,
    modelName: "test-model",
    prices: createPriceTable(),
  });
  // Without the waits between attempts; that they happen is told elsewhere.
  const agentLine = runtime.agentLine({ ...model, retry: async (attempt) => attempt() });
  const line: AgentBench["line"] = {
    ...agentLine,
    perform: async (request, signal) => performRollout(agentLine, request, signal),
  };
  const view = (): ResourceView => viewAtCommit(store, store.headBranch.commit());
  const prepare: AgentBench["prepare"] = (key = "agent/solver", at = view()) =>
    prepareAgent(at, key, {
      provider,
      model: { provider: provider.id, name: "test-model" },
      implementations: runtime.implementations,
    });
  return {
    line,
    provider,
    score: runtime.score,
    view,
    prepare,
    run: async (task, agent = prepare()) => {
      runs += 1;
      return runAgent(line, agent, { id: `run-${runs}`, seed: runs, signal: never, ...task });
    },
  };
}

/** The view with edits by a person, uncommitted. */
export function edited(desk: TestWorkspace, view: ResourceView, ...edits: readonly Edit[]): ResourceView {
  const { store, clock, countTokens } = desk.workspace.contextFor(desk.workspace.person);
  return applyEdits(view, edits, { store, author: "person", at: clock.now(), countTokens });
}

export function calls(...made: readonly (readonly [name: string, args: JsonObject | string])[]): ServerReply {
  return {
    toolCalls: made.map(([name, args]) => ({
      name,
      argumentsText: typeof args === "string" ? args : JSON.stringify(args),
    })),
  };
}

/** The reply of a scripted conversation after as many turns as the request shows; the last one repeats. */
export function turn(request: ServerRequest, replies: readonly ServerReply[]): ServerReply {
  const taken = request.body.messages.filter(({ role }) => role === "assistant").length;
  return assertDefined(replies[Math.min(taken, replies.length - 1)], "a scripted reply");
}

export function done(output: string): ServerReply {
  return calls(["done", { output }]);
}
