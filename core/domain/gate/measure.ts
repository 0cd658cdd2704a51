import type { CompleteUnit } from "./units.ts";
import { differenceOf, differencesOf, meanOfItems } from "#core/domain/statistics/pairing.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

/**
 * What a gate follows of each unit. `correct`: items right in everything. `score`: the graded score. `net`: better,
 * worse or the same by the graded score, whatever by how much; where scores are binary it is `correct`.
 */
export const MEASURES = ["correct", "net", "score"] as const;
export type Measure = (typeof MEASURES)[number];

/** What figures of a measure are of, in the same words wherever they are shown. */
export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  correct: "fully right",
  net: "better than worse",
  score: "mean score",
};

/** Scores are shares of small numbers: what is nearer to nothing than this is rounding. */
const ROUNDING = 1e-9;

/** Candidate minus baseline of one item by a measure, in [−1, 1]. */
export function itemDifference(outcome: PairedOutcome, measure: Measure): number {
  return measure === "net" ? signOf(differenceOf(outcome, "score")) : differenceOf(outcome, measure);
}

/** The same of a whole unit: the mean over its items, and for `net` the sign of that mean. */
export function unitDifference({ outcomes }: CompleteUnit, measure: Measure): number {
  if (measure === "net") return signOf(meanOfItems(differencesOf(outcomes, "score")));
  return meanOfItems(differencesOf(outcomes, measure));
}

/** A mean that is not below nothing, but for rounding. */
export function isNotBelowZero(mean: number): boolean {
  return mean >= -ROUNDING;
}

function signOf(difference: number): number {
  return Math.abs(difference) < ROUNDING ? 0 : Math.sign(difference);
}
