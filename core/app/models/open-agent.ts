import { prepareAgent, type PreparedAgent } from "#core/agents/prepare-agent.ts";
import type { CapChanges, ModelChoice, UnknownPrice } from "#core/domain/session.ts";
import { NO_SPEND, type Caps } from "#core/domain/spend.ts";
import { takePaid, type EvaluationLine } from "#core/evaluation/run-item.ts";
import { createLedger, type Ledger } from "#core/models/ledger.ts";
import type { ResourceView } from "#core/resources/view.ts";
import { modelOf } from "./agent-model.ts";
import type { AppContext } from "#core/app/context.ts";
import { chooseAgent } from "#core/app/defaults.ts";
import { openModelLine } from "./models.ts";
import { pricesIn } from "./prices-in.ts";
import { namedFirst, openModels, refuseUnknownPrices } from "./open-models.ts";
import { changeCaps, refuseEmptyCaps } from "#core/domain/caps.ts";
import { usualWorkers } from "#core/config/usual-workers.ts";
import { hearKeys } from "./hear-keys.ts";
import { hearUnknownPrice } from "./unknown-price.ts";

type AgentChoice = {
  readonly agent?: string | undefined;
  /** The commit at which it is taken. */
  readonly commit: string;
  /** What the registry holds: that commit's state, or what edits would make of it. */
  readonly view: ResourceView;
  /** Versions of it that are stored with its runs. */
  readonly drafts?: EvaluationLine["drafts"];
  readonly model?: ModelChoice | undefined;
  /** Over the workspace's caps; null takes one of those away. */
  readonly caps?: CapChanges;
  /** Heard of a person alone. */
  readonly unknownPrice?: UnknownPrice | undefined;
  /** In how many threads; what the workspace says where nothing is said. */
  readonly workers?: number | undefined;
};

export type OpenAgent = {
  /** The one it was taken at: head may have moved on since. */
  readonly commit: string;
  readonly agent: PreparedAgent;
  /** The one that is asked, as CONNECTION/NAME. */
  readonly model: { readonly name: string; readonly isSimulated: boolean };
  readonly line: EvaluationLine;
  /** Counts everything that this opening spends; its caps hold for it alone. */
  readonly ledger: Ledger;
};

/**
 * An agent as it is at a commit or after edits of it, ready to run outside a session, within the workspace's caps. Throws
 * price-unknown, before anything is called, for a model whose price nobody has said and nobody let pass. This is the way of every
 * command that calls a model outside a session [B12]. Opened again for the same work, it goes on with the bill of before.
 */
export function openAgent(
  context: AppContext,
  choice: AgentChoice,
  again?: Pick<OpenAgent, "ledger">,
): OpenAgent {
  const { store, ticks, runtime, secrets, config } = context;
  const { commit, view, drafts } = choice;
  const { unknownPrice } = hearUnknownPrice(context, choice);
  const caps = changeCaps(config.caps, choice.caps ?? {});
  refuseEmptyCaps(caps);
  const key = chooseAgent(context, view, choice.agent);
  const model = hearKeys(context, choice.model) ?? modelOf(view, key);
  const opened = openModels(model, secrets, { ...config, school: context });
  const { provider } = opened;
  const prices = pricesIn(config);
  const mayCostUnknown = [unknownPrice, config.unknownPrice].includes("allow");
  refuseUnknownPrices(opened, { prices, caps, mayCostUnknown });
  const ledger = again?.ledger ?? openLedger(caps, { ticks, mayCostUnknown });
  const modelLine = openModelLine(store, provider, {
    ledger,
    prices,
    ...namedFirst(opened),
    standIn: config.simulated,
  });
  const runLine = { ...modelLine, tape: modelLine.runTape };
  const { replica } = modelLine;
  const { workers = usualWorkers(config) } = choice;
  const { implementations } = runtime;
  return {
    commit,
    model: { name: `${model.provider}/${model.name}`, isSimulated: provider.isSimulated },
    agent: prepareAgent(view, key, { provider, model, implementations }),
    line: {
      store,
      agents: runtime.rolloutLine(runLine, { replica, workers }),
      inFlight: runtime.inFlight,
      score: runtime.score,
      take: takePaid,
      ...(drafts === undefined ? {} : { drafts }),
    },
    ledger,
  };
}

function openLedger(
  caps: Caps,
  { ticks, mayCostUnknown }: Pick<AppContext, "ticks"> & { readonly mayCostUnknown: boolean },
): Ledger {
  return createLedger({ caps, spent: NO_SPEND, elapsedMs: 0, clock: ticks, mayCostUnknown });
}
