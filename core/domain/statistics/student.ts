import { assert } from "#core/base/assert.ts";
import { bisect, middleOf } from "./bisect.ts";
import { regularizedBeta } from "./incomplete-beta.ts";

/** P(T > t) for t ≥ 0 and T of Student's distribution (DLMF 8.17.2 through the beta function). */
function upperTail(t: number, degreesOfFreedom: number): number {
  const square = t * t;
  const total = degreesOfFreedom + square;
  // Near the centre the small share is square/total; taking 1 − it first would lose its digits.
  return square < degreesOfFreedom
    ? (1 - regularizedBeta(square / total, 0.5, degreesOfFreedom / 2)) / 2
    : regularizedBeta(degreesOfFreedom / total, degreesOfFreedom / 2, 0.5) / 2;
}

/** The t with P(T ≤ t) = p, for p in (0, 1) and degreesOfFreedom > 0. */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  assert(p > 0 && p < 1, `a Student quantile needs a probability inside (0, 1), got ${p}`);
  assert(degreesOfFreedom > 0, `Student's distribution needs degrees of freedom, got ${degreesOfFreedom}`);
  if (p < 0.5) return -studentQuantile(1 - p, degreesOfFreedom);
  let high = 1;
  while (upperTail(high, degreesOfFreedom) > 1 - p) high *= 2;
  return middleOf(bisect((t) => upperTail(t, degreesOfFreedom) > 1 - p, { low: 0, high }, 0));
}
