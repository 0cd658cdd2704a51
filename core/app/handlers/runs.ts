import { AppError } from "#core/base/app-error.ts";
import { DEFAULT_HINTS } from "#core/base/default-hints.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import type { Dataset, Item, Split } from "#core/domain/dataset.ts";
import { tellFailure } from "#core/domain/scoring/tell-failure.ts";
import { evaluateItems } from "#core/evaluation/evaluate-items.ts";
import { estimateOf } from "#core/evaluation/estimate.ts";
import type { ItemOutcome } from "#core/evaluation/run-item.ts";
import { openSealedSplit, readOpenItems, readOpenSplit } from "#core/evaluation/sealed-split.ts";
import { stopWhereSilent } from "#core/evaluation/stop-where-silent.ts";
import { withoutSaid } from "#core/models/endpoint-said.ts";
import { isOwnMachine } from "#core/models/own-machine.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { toWrite, type AppContext } from "#core/app/context.ts";
import { runsContract } from "#core/contract/runs.ts";
import { chooseDataset, refuseBothUnclear } from "#core/app/defaults.ts";
import { refuseMisplaced, slotsOf } from "#core/app/prompt-places.ts";
import { toSpendDocument } from "#core/app/documents/documents.ts";
import { sumAnsweredBy } from "#core/app/documents/answered-by.ts";
import { keepEvaluation, type EvaluationToKeep } from "#core/app/documents/evaluations.ts";
import type { OpenAgent } from "#core/app/models/open-agent.ts";
import { countCut } from "./count-cut.ts";
import { askPrompt } from "./ask-prompt.ts";
import { refuseSingleItems } from "./refuse-single-items.ts";
import { nextNumber, runOnce, workWith } from "./run-once.ts";
import { tryTool } from "./try-tool.ts";
import { commitNamed } from "./named-commit.ts";
import { hasEdits, type RegistryChoice } from "./view-to-run.ts";
import { NEVER } from "#core/app/never-aborted.ts";

const CONCURRENCY = 4;

const os = toWrite(runsContract);

export const runsHandlers = {
  run: os.run.handler(async ({ input, context, signal = NEVER }) => runOnce(context, input, signal)),
  prompt: os.prompt.handler(async ({ input, context, signal = NEVER }) => askPrompt(context, input, signal)),
  tool: os.tool.handler(async ({ input, context, signal = NEVER }) => tryTool(context, input, signal)),
  evaluate: os.evaluate.handler(async ({ input, context, signal }) => {
    const { store } = context;
    refuseBothUnclear(context, viewAtCommit(store, commitNamed(store, input.at)), input);
    const { name: named } = chooseDataset(context, input.dataset);
    refuseSingleItems(context, { ...input, dataset: named });
    let found: { readonly dataset: Dataset; readonly items: readonly Item[] } | null = null;
    const scope = `evaluate/${context.clock.now()}/${nextNumber()}`;
    const { open, outcomes, dataset } = await workWith(context, input, async (opened) => {
      // Once, and after the model is known to be one: a look at test items is counted.
      found ??= findItems(context, opened, input);
      const evaluating = { ...input, ...found, scope, signal: signal ?? NEVER };
      const made = await evaluateAll(context, opened, evaluating).catch((error: unknown) => {
        throw input.split === "test" ? inOurWords(error) : error;
      });
      return { open: opened, outcomes: made, dataset: found.dataset };
    });
    const { split, minAccuracy } = input;
    const evaluation = toEvaluation({ dataset: dataset.name, split, minAccuracy, open, outcomes });
    keepEvaluation(
      context.store,
      context.clock.now(),
      toKeep(context, input, { open, outcomes, evaluation }),
    );
    // Of what no series shows there is no other event: whoever lists evaluations looks again.
    context.hub.emit(null, {
      type: "evaluation-progress",
      body: { done: evaluation.n, total: evaluation.n },
    });
    context.hub.wake();
    return evaluation;
  }),
};

type EvaluationAsked = {
  readonly split: Split;
  readonly seed: number;
  readonly fresh: boolean;
  readonly limit?: number | undefined;
  readonly items?: readonly string[] | undefined;
  readonly edits?: RegistryChoice["edits"];
};
type Came = {
  readonly open: OpenAgent;
  readonly outcomes: readonly ItemOutcome[];
  readonly evaluation: ReturnType<typeof toEvaluation>;
};

/** An evaluation as it goes on record. */
function toKeep(
  { caller }: Pick<AppContext, "caller">,
  { split, seed, fresh, limit, items, edits }: EvaluationAsked,
  { open: { commit, agent, ledger }, outcomes, evaluation }: Came,
): EvaluationToKeep {
  const { provider, name } = agent.agent.content.model;
  const { accuracy, score, interval, n, correct, errors, cached, dataset } = evaluation;
  const { calls, inputTokens, outputTokens, usd } = ledger.spent();
  return {
    ...{
      by: { ...caller },
      agent: agent.agent.key,
      commit,
      closure: agent.closureId,
      hasEdits: hasEdits({ edits }),
    },
    ...{ model: `${provider}/${name}`, dataset, split, seed, isFresh: fresh },
    isPart: limit !== undefined || items !== undefined,
    isChosen: items !== undefined,
    estimate: { accuracy, score, interval, n },
    ...{ correct, errors, cached, spend: { calls, inputTokens, outputTokens, usd }, outcomes },
  };
}

/** An endpoint may repeat what it was asked, which of test items is for nobody [A5]. */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, message, hint, way, retryable } = error;
  return new AppError(code, withoutSaid(message), { hint, way, retryable });
}

type Items = { readonly dataset: Dataset; readonly items: readonly Item[] };

/** Throws dataset-invalid where there are none, or where they do not fit the agent. */
function findItems(
  context: AppContext,
  { agent }: OpenAgent,
  { dataset: name, split, limit, items: named }: ItemChoice,
): Items {
  const dataset = chooseDataset(context, name);
  const places = { agent: agent.agent.key, slots: slotsOf(agent.prompt.content) };
  // Items of one dataset are made alike: the sealed ones are not looked at to find out that they do not fit.
  if (split === "test") refuseMisplaced(places, readOpenItems(context.store, dataset.name));
  const items = pickItems(readItems(context, dataset.name, split), named).slice(0, limit);
  if (items.length === 0) {
    throw new AppError("dataset-invalid", `The split ${split} of ${dataset.name} has no items.`, {
      hint: "Name another split, or import more items.",
      way: "name-split",
    });
  }
  refuseMisplaced(places, items);
  return { dataset, items };
}

/** Those that are named, else all of them. Throws input-invalid where one is none of them. */
function pickItems(items: readonly Item[], named: readonly string[] | undefined): readonly Item[] {
  if (named === undefined) return items;
  const wanted = new Set(named);
  const picked = items.filter(({ id }) => wanted.has(id));
  if (picked.length === wanted.size) return picked;
  const known = new Set(items.map(({ id }) => id));
  const strange = named.filter((id) => !known.has(id));
  throw new AppError("input-invalid", `These are no items of the split: ${strange.slice(0, 5).join(", ")}.`, {
    hint: "Name items by their ids, as the dataset lists them.",
  });
}

type ItemChoice = {
  readonly dataset?: string | undefined;
  readonly items?: readonly string[] | undefined;
  readonly split: Split;
  readonly limit?: number | undefined;
};

type Evaluating = Items & {
  readonly seed: number;
  readonly fresh?: boolean | undefined;
  readonly scope: string;
  readonly signal: AbortSignal;
};

async function evaluateAll(
  { hub }: AppContext,
  { line, agent }: OpenAgent,
  { dataset, items, seed, fresh, scope, signal }: Evaluating,
): Promise<readonly ItemOutcome[]> {
  const outcomes: ItemOutcome[] = [];
  const inOrder = evaluateItems(line, agent, {
    dataset,
    items,
    seedOf: (item) => keyedSeed("evaluate", seed, item.id),
    repetitions: 1,
    concurrency: CONCURRENCY,
    scope,
    ...(fresh === undefined ? {} : { isFresh: fresh }),
    signal,
  });
  // A model that is out of reach has no score: the command fails instead.
  const goOn = "Then evaluate again: what was answered is kept.";
  const silence = { concurrency: CONCURRENCY, first: CONCURRENCY, goOn };
  for await (const finished of stopWhereSilent(inOrder, silence)) {
    outcomes.push(...finished);
    hub.emit(null, { type: "evaluation-progress", body: { done: outcomes.length, total: items.length } });
  }
  return outcomes;
}

function readItems(context: AppContext, dataset: string, split: Split): readonly Item[] {
  const { store, caller, clock } = context;
  if (split !== "test") return readOpenSplit(store, dataset, split);
  return openSealedSplit(store, {
    dataset,
    by: caller,
    reason: "evaluate, asked for by hand",
    at: clock.now(),
  });
}

type Evaluated = {
  readonly dataset: string;
  readonly split: Split;
  readonly minAccuracy: number | undefined;
  readonly open: OpenAgent;
  readonly outcomes: readonly ItemOutcome[];
};

function toEvaluation({ dataset, split, minAccuracy, open, outcomes }: Evaluated) {
  const { agent, line, ledger } = open;
  const { provider } = line.agents.model;
  const estimate = estimateOf(outcomes);
  const answeredBy = sumAnsweredBy(outcomes.map(({ run }) => run));
  const cut = countCut(line.store, outcomes, agent.agent.content.sampling.maxOutputTokens);
  return {
    dataset,
    split,
    n: estimate.n,
    correct: outcomes.filter(({ score }) => score.isCorrect).length,
    errors: outcomes.filter((outcome) => whyError(outcome, split) !== null).length,
    errorReasons: countReasons(outcomes, split),
    ...(cut === 0 ? {} : { cut }),
    accuracy: estimate.accuracy,
    score: estimate.score,
    interval: [...estimate.interval] as [number, number],
    closure: agent.closureId,
    isSimulated: provider.isSimulated,
    isOwnMachine: isOwnMachine(provider.endpointOrigin),
    cached: outcomes.filter(({ isCached }) => isCached).length,
    ...(answeredBy === null ? {} : { answeredBy }),
    ...(minAccuracy === undefined ? {} : { isEnough: estimate.accuracy >= minAccuracy }),
    spend: toSpendDocument(ledger.spent()),
  };
}

const MOST_REASONS = 5;

/**
 * The commonest reasons why items failed, and what to do about each. An endpoint's words differ from call to call: those of
 * the first stand for all, and none for test items, which they may repeat [A5].
 */
function countReasons(outcomes: readonly ItemOutcome[], split: Split) {
  const reasons = new Map<string, { readonly reason: string; count: number; readonly hint?: string }>();
  for (const outcome of outcomes) {
    const reason = whyError(outcome, split);
    if (reason === null) continue;
    const ours = withoutSaid(reason);
    const code = outcome.run.error?.code;
    const hint = code === undefined ? {} : { hint: DEFAULT_HINTS[code] };
    const known = reasons.get(ours) ?? { reason: split === "test" ? ours : reason, count: 0, ...hint };
    known.count += 1;
    reasons.set(ours, known);
  }
  return [...reasons.values()].toSorted((a, b) => b.count - a.count).slice(0, MOST_REASONS);
}

/** Why an item counts as wrong though nothing was compared; what code says of sealed items could tell of them. */
function whyError({ run, score }: ItemOutcome, split: Split): string | null {
  if (run.error !== null) return run.error.message;
  if (score.failure === undefined) return null;
  const what = `The scorer failed: ${tellFailure(score.failure)}`;
  return split === "test" || score.reason === undefined ? `${what}.` : `${what}: ${score.reason}`;
}
