import { prepareAgent, type PreparedAgent } from "#core/agents/prepare-agent.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import type { EvaluationLine } from "#core/evaluation/run-item.ts";
import { createUncappedLedger } from "#core/models/ledger.ts";
import { resolveCommit } from "#core/resources/resolve-commit.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { modelOf } from "./agent-model.ts";
import type { AppContext } from "./context.ts";
import { chooseAgent } from "./defaults.ts";
import { openModelLine, openProvider, pricesIn } from "./models.ts";

type AgentChoice = {
  readonly agent?: string | undefined;
  readonly at: string;
  readonly model?: ModelChoice | undefined;
};

/** An agent as it was at a commit, ready to run outside a session: nothing limits what it spends. */
export function openAgent(
  context: AppContext,
  choice: AgentChoice,
): { readonly agent: PreparedAgent; readonly line: EvaluationLine } {
  const { store, clock, runtime, secrets } = context;
  const view = viewAtCommit(store, resolveCommit(store, choice.at));
  const key = chooseAgent(context, view, choice.agent);
  const model = choice.model ?? modelOf(view, key);
  const provider = openProvider(model, secrets);
  const modelLine = openModelLine(store, provider, {
    ledger: createUncappedLedger(clock),
    modelName: model.name,
    prices: pricesIn(context.config),
  });
  const { implementations } = runtime;
  return {
    agent: prepareAgent(view, key, { provider, model, implementations }),
    line: { store, agents: runtime.agentLine(modelLine), inFlight: runtime.inFlight },
  };
}
