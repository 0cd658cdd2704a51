import type { Estimate } from "#core/domain/estimate.ts";
import { accuracyInterval } from "#core/domain/statistics/accuracy-interval.ts";
import { meanOf } from "#core/domain/statistics/pairing.ts";
import type { ItemOutcome } from "./run-item.ts";

const CONFIDENCE = 0.95;

/** Accuracy over all items with its 95 % interval, which heeds groups, and the mean score. An error is a wrong answer. */
export function estimateOf(outcomes: readonly ItemOutcome[]): Estimate {
  return estimateScored(
    outcomes.map(({ item, score }) => ({
      itemId: item.id,
      group: item.group,
      score: score.value,
      isCorrect: score.isCorrect,
    })),
  );
}

export type Scored = {
  readonly itemId: string;
  readonly group: string | null;
  readonly score: number;
  readonly isCorrect: boolean;
};

/** The same of items of which only the scores are at hand. */
export function estimateScored(scored: readonly Scored[]): Estimate {
  const n = scored.length;
  if (n === 0) return { accuracy: 0, score: 0, interval: [0, 1], n };
  const correct = scored.filter(({ isCorrect }) => isCorrect).length;
  const values = scored.map(({ itemId, group, isCorrect }) => ({
    itemId,
    group: group ?? undefined,
    value: isCorrect ? 1 : 0,
  }));
  const { low, high } = accuracyInterval(values, CONFIDENCE);
  return { accuracy: correct / n, score: meanOf(scored.map(({ score }) => score)), interval: [low, high], n };
}
