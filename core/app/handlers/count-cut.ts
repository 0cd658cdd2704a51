import type { ItemOutcome } from "#core/evaluation/run-item.ts";
import { GEN_AI } from "#core/recording/gen-ai.ts";
import type { Store } from "#core/store/store.ts";

/** Where an agent does not say how many output tokens its model may take, what is shorter than that was hardly cut. */
const LEAST_LIMIT = 1024;

/** Tokenizers differ, and some figures are our own counting: from so much of the limit on a run is looked at. */
const SHARE = 0.5;

/** How many answers are texts that were cut at the limit of output tokens: they are scored as they are [M34]. */
export function countCut(
  { traces }: Store,
  outcomes: readonly ItemOutcome[],
  limit: number = LEAST_LIMIT,
): number {
  return outcomes.filter(({ run }) => {
    if (run.error !== null || run.spend.outputTokens < SHARE * limit) return false;
    const last = traces.spans(run.trace).findLast(({ attributes }) => GEN_AI.finishReasons in attributes);
    return JSON.stringify(last?.attributes[GEN_AI.finishReasons] ?? null).includes('"length"');
  }).length;
}
