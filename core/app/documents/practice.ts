import { keyedRandom, keyedSeed } from "#core/base/keyed-random.ts";
import type { PracticeDocument } from "#core/contract/home.ts";
import type { Dataset, Item } from "#core/domain/dataset.ts";
import { addSpend, NO_SPEND } from "#core/domain/spend.ts";
import { evaluateItems } from "#core/evaluation/evaluate-items.ts";
import type { ItemOutcome } from "#core/evaluation/run-item.ts";
import { readDev, readTrain } from "#core/evaluation/sealed-split.ts";
import { stopWhereSilent } from "#core/evaluation/stop-where-silent.ts";
import type { Store } from "#core/store/store.ts";
import { compareFields } from "./compare-fields.ts";
import type { openAgent } from "#core/app/models/open-agent.ts";

/** Enough for "3 of 10", few enough to be there at once. */
export const PRACTICE_ITEMS = 10;

const CONCURRENCY = 4;

/** Fields wrong in the example that tells most: fewer show little, more say only that all is wrong. */
const TELLING_FIELDS = 3;
/** Characters of message that weigh as much as one field too many or too few. */
const FIELD_IN_CHARACTERS = 90;

/** The same few train items each time, without a pattern of their ids in them. */
export function choosePracticeItems(store: Store, dataset: Dataset): readonly Item[] {
  const train = [...readTrain(store, dataset.name), ...readDev(store, dataset.name)];
  return keyedRandom("practice", dataset.hash).shuffle(train).slice(0, PRACTICE_ITEMS);
}

type Practice = {
  readonly open: ReturnType<typeof openAgent>;
  readonly dataset: Dataset;
  readonly items: readonly Item[];
  /** Of this time alone: what failed on the way to the model is asked for again the next time. */
  readonly scope: string;
  readonly signal: AbortSignal;
};

/** Runs the items, or takes their runs from the cache. Throws what `stopWhereSilent` does where no model answers. */
export async function runPractice({
  open,
  dataset,
  items,
  scope,
  signal,
}: Practice): Promise<readonly ItemOutcome[]> {
  const outcomes: ItemOutcome[] = [];
  const inOrder = evaluateItems(open.line, open.agent, {
    dataset,
    items,
    seedOf: (item) => keyedSeed("practice", item.id),
    repetitions: 1,
    concurrency: CONCURRENCY,
    scope,
    signal,
  });
  const goOn = "Then try again: what was answered is kept.";
  const silence = { concurrency: CONCURRENCY, first: CONCURRENCY, goOn };
  for await (const finished of stopWhereSilent(inOrder, silence)) outcomes.push(...finished);
  return outcomes;
}

type Ready = Extract<PracticeDocument, { state: "ready" }>;

/** The outcome that shows in one look what is wrong: a failed one with a few wrong fields and a short message. */
export function toExample(outcomes: readonly ItemOutcome[]): Ready["example"] | null {
  const wrong = outcomes.filter(({ score }) => !score.isCorrect);
  const [best] = (wrong.length === 0 ? outcomes : wrong).toSorted((a, b) => distance(a) - distance(b));
  if (best === undefined) return null;
  const { item, run, score } = best;
  return {
    item: item.id,
    run: run.id,
    trace: run.trace,
    message: toMessage(item.input),
    output: run.output,
    expected: item.expected,
    isRight: score.isCorrect,
    error: run.error?.message ?? null,
    fields: compareFields({ output: run.output, expected: item.expected, score }),
  };
}

function distance({ item, score, run }: ItemOutcome): number {
  const wrong = Object.values(score.parts).filter((points) => points < 1).length;
  const noAnswer = run.error === null ? 0 : 100 * FIELD_IN_CHARACTERS;
  return Math.abs(wrong - TELLING_FIELDS) * FIELD_IN_CHARACTERS + toMessage(item.input).length + noAnswer;
}

function toMessage(input: Item["input"]): string {
  return typeof input === "string" ? input : Object.values(input).join("\n\n");
}

/**
 * What lies ahead until the first proposal: the runs of the optimizer's search, then at most each validation item in both
 * arms. Cached runs count with what they took when they were made.
 */
export function forecast(
  outcomes: readonly ItemOutcome[],
  { search, validation }: { readonly search: number; readonly validation: number },
): Ready["ahead"] {
  const runs = search + 2 * validation;
  const meanMs = outcomes.reduce((sum, { run }) => sum + run.durationMs, 0) / Math.max(1, outcomes.length);
  const spend = outcomes.map(({ run }) => run.spend).reduce(addSpend, NO_SPEND);
  return {
    runs,
    seconds: (runs * meanMs) / CONCURRENCY / 1000,
    usd: spend.usd === null ? null : (spend.usd / Math.max(1, outcomes.length)) * runs,
  };
}
