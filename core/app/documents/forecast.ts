import type { ForecastDocument } from "#core/contract/evaluations.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import type { Split } from "#core/domain/dataset.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { prepareAgent } from "#core/agents/prepare-agent.ts";
import { isOnRecord } from "#core/evaluation/run-item.ts";
import { looks, readOpenSplit, SEALED_LOOKS } from "#core/evaluation/sealed-split.ts";
import { isOwnMachine } from "#core/models/own-machine.ts";
import type { Store } from "#core/store/store.ts";
import { chooseAgent, chooseDataset, refuseBothUnclear } from "#core/app/defaults.ts";
import type { AppContext } from "#core/app/context.ts";
import { modelOf } from "#core/app/models/agent-model.ts";
import { hearKeys } from "#core/app/models/hear-keys.ts";
import { openModels } from "#core/app/models/open-models.ts";
import { overlaidView } from "#core/app/registry/overlaid-view.ts";

export type Forecasting = {
  readonly dataset?: string | undefined;
  readonly agent?: string | undefined;
  readonly split: Split;
  readonly commit: string;
  readonly limit?: number | undefined;
  readonly seed: number;
  readonly model?: ModelChoice | undefined;
  readonly fresh: boolean;
  readonly edits?: readonly AskedEdit[] | undefined;
};

/** So many of an agent's newest runs tell what the next ones will take. */
const REMEMBERED_RUNS = 500;

/**
 * What an evaluation would take: how many of its runs are on record, and what the others would come to by what runs of this
 * agent by this model took so far. Nothing is called, and no test item is looked at [A22].
 */
export function forecastEvaluation(context: AppContext, asked: Forecasting): ForecastDocument {
  const { store, config, secrets, runtime } = context;
  const { commit } = asked;
  const view = overlaidView(context, commit, asked.edits);
  refuseBothUnclear(context, view, asked);
  const key = chooseAgent(context, view, asked.agent);
  const model = hearKeys(context, asked.model) ?? modelOf(view, key);
  const { provider } = openModels(model, secrets, { ...config, school: context });
  const { implementations } = runtime;
  const agent = prepareAgent(view, key, { provider, model, implementations });
  const dataset = chooseDataset(context, asked.dataset);
  const { split, limit = Number.POSITIVE_INFINITY } = asked;
  const items = Math.min(countItems(store, dataset.name, split), limit);
  const onRecord = countOnRecord(store, agent, { ...asked, dataset: dataset.name });
  const toRun = items - (onRecord ?? 0);
  const perRun = costPerRun(store, agent);
  return {
    ...{ agent: key, commit, model: `${model.provider}/${model.name}`, dataset: dataset.name, split },
    isSimulated: provider.isSimulated,
    isOwnMachine: isOwnMachine(provider.endpointOrigin),
    ...{ items, onRecord, toRun, perRun },
    usd: usdOf(toRun, perRun),
    looks: split === "test" ? { spent: looks(store, dataset.name), budget: SEALED_LOOKS } : null,
  };
}

function countItems(store: Store, dataset: string, split: Split): number {
  return store.datasets.counts(dataset)[split];
}

/** Null where that would be a look. */
function countOnRecord(
  store: Store,
  agent: PreparedAgent,
  { dataset, split, limit, seed, fresh }: Forecasting & { readonly dataset: string },
): number | null {
  if (fresh) return 0;
  if (split === "test") return null;
  return readOpenSplit(store, dataset, split)
    .slice(0, limit)
    .filter((item) =>
      isOnRecord(store, agent, { item, seed: keyedSeed("evaluate", seed, item.id), repetition: 0 }),
    ).length;
}

/** Of this system, else of whatever this agent was by this model; null where it never ran. */
function costPerRun(store: Store, { closure, closureId }: PreparedAgent): ForecastDocument["perRun"] {
  const all = store.runs.costsOf(closure.agent, REMEMBERED_RUNS);
  const own = all.filter((run) => run.closure === closureId);
  const byModel = new Map<string, boolean>();
  const isSameModel = (id: string): boolean => {
    const known = byModel.get(id);
    if (known !== undefined) return known;
    const other = store.runs.closure(id)?.model;
    const isSame = other?.provider === closure.model.provider && other.name === closure.model.name;
    byModel.set(id, isSame);
    return isSame;
  };
  const runs = own.length > 0 ? own : all.filter((run) => isSameModel(run.closure));
  if (runs.length === 0) return null;
  const sum = runs.reduce<{ readonly tokens: number; readonly usd: number | null }>(
    (total, { tokens, usd }) => ({
      tokens: total.tokens + tokens,
      usd: total.usd === null || usd === null ? null : total.usd + usd,
    }),
    { tokens: 0, usd: 0 },
  );
  const n = runs.length;
  return { runs: n, tokens: sum.tokens / n, usd: sum.usd === null ? null : sum.usd / n };
}

function usdOf(toRun: number, perRun: ForecastDocument["perRun"]): number | null {
  if (toRun === 0) return 0;
  return perRun === null || perRun.usd === null ? null : toRun * perRun.usd;
}
