import { isArchivedDataset } from "#core/evaluation/delete-dataset.ts";
import { countSearchRuns } from "#core/domain/optimizers/table.ts";
import { readTrain } from "#core/evaluation/sealed-split.ts";
import { beginAgain } from "#core/models/begin-again.ts";
import { priceOf } from "#core/models/prices.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { modelOf } from "#core/app/models/agent-model.ts";
import { chooseAgent, chooseDataset } from "#core/app/defaults.ts";
import { pricesIn } from "#core/app/models/prices-in.ts";
import { openModels } from "#core/app/models/open-models.ts";
import { openAgent, type OpenAgent } from "#core/app/models/open-agent.ts";
import { usualSession } from "#core/app/sessions/usual-session.ts";
import {
  choosePracticeItems,
  forecast,
  PRACTICE_ITEMS,
  runPractice,
  toExample,
} from "#core/app/documents/practice.ts";

const NO_CAPS = { maxUsd: null, maxTokens: null, maxCalls: null, maxSeconds: null } as const;

type Asked = { readonly mayCall: boolean };

/**
 * The first screen's example: a few train items run as the workspace's agent is now, and the one that tells most. A model
 * that is not simulated is called only where somebody said so. Throws what opening the agent does.
 */
export async function practise(context: AppContext, input: Asked, signal: AbortSignal | undefined) {
  const missing = findMissing(context);
  if (missing !== null) return { state: "empty" as const, missing };
  const commit = context.store.headBranch.commit();
  const view = viewAtCommit(context.store, commit);
  const agent = chooseAgent(context, view, undefined);
  const choice = modelOf(view, agent);
  const model = `${choice.provider}/${choice.name}`;
  const { provider, models } = openModels(choice, context.secrets, context.config);
  const dataset = chooseDataset(context, undefined);
  if (!provider.isSimulated && !input.mayCall) {
    const prices = pricesIn(context.config);
    const isPriceKnown = models.every((each) => priceOf(prices, each.provider, each.model) !== null);
    return { state: "ask" as const, agent, model, runs: PRACTICE_ITEMS, isPriceKnown };
  }
  const items = choosePracticeItems(context.store, dataset);
  // Whoever was asked was told where the price is not known. The stand-in costs nothing, and shows what it does unasked.
  const chosen = {
    commit,
    view,
    unknownPrice: "allow" as const,
    ...(provider.isSimulated ? { caps: NO_CAPS } : {}),
  };
  const scope = `practice/${context.clock.now()}`;
  const until = signal ?? new AbortController().signal;
  let open: OpenAgent | undefined;
  const outcomes = await beginAgain(async () => {
    open = openAgent(context, chosen, open);
    return runPractice({ open, dataset, items, scope, signal: until });
  });
  const example = toExample(outcomes);
  if (example === null) return { state: "empty" as const, missing: "dataset" as const };
  const { validation } = context.store.datasets.counts(dataset.name);
  const train = readTrain(context.store, dataset.name).length;
  const { optimizer } = usualSession({ workspace: context.config.session, scorer: dataset.scorer });
  return {
    state: "ready" as const,
    agent,
    model,
    isSimulated: provider.isSimulated,
    dataset: dataset.name,
    right: outcomes.filter(({ score }) => score.isCorrect).length,
    of: outcomes.length,
    example,
    ahead: forecast(outcomes, { search: countSearchRuns(optimizer, { train }), validation }),
  };
}

/** A workspace that began empty, which is no failure. */
function findMissing(context: AppContext): "agent" | "dataset" | null {
  const { store } = context;
  const view = viewAtCommit(store, store.headBranch.commit());
  if (view.listUsable("agent").length === 0) return "agent";
  if (store.datasets.list().every(({ name }) => isArchivedDataset(store, name))) return "dataset";
  chooseAgent(context, view, undefined);
  return null;
}
