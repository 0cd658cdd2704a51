import type { Estimate } from "#core/domain/session.ts";
import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import type { ItemOutcome } from "./run-item.ts";

const CONFIDENCE = 0.95;

/** Accuracy over all items with Wilson's 95 % interval, and the mean score. An error is a wrong answer. */
export function estimateOf(outcomes: readonly ItemOutcome[]): Estimate {
  const n = outcomes.length;
  if (n === 0) return { accuracy: 0, score: 0, interval: [0, 1], n };
  const correct = outcomes.filter(({ score }) => score.isCorrect).length;
  const { low, high } = wilsonInterval(correct, n, CONFIDENCE);
  const score = outcomes.reduce((sum, outcome) => sum + outcome.score.value, 0) / n;
  return { accuracy: correct / n, score, interval: [low, high], n };
}
