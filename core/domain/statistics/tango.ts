import { assert } from "#core/base/assert.ts";
import { bisect, middleOf } from "./bisect.ts";
import type { Interval } from "./interval.ts";
import type { Flips } from "./mcnemar.ts";
import { normalQuantile } from "./normal.ts";

/**
 * Tango's score interval for a paired difference of proportions (Tango 1998): all θ that the score test at θ
 * does not reject. At θ = 0 it is McNemar's z, and with no flips it stays honest. `items` counts all pairs.
 * For ungrouped binary items run once; anything else takes the interval of a mean.
 */
export function tangoInterval(flips: Flips, items: number, confidence: number): Interval {
  const { fixed, broken } = flips;
  assert(items > 0 && fixed + broken <= items, `${fixed} + ${broken} flips among ${items} items`);
  const z = normalQuantile((1 + confidence) / 2);
  return {
    low: -upperLimit({ fixed: broken, broken: fixed }, items, z),
    high: upperLimit(flips, items, z),
  };
}

function upperLimit({ fixed, broken }: Flips, items: number, z: number): number {
  const isInside = (theta: number): boolean => {
    const distance = fixed - broken - items * theta;
    const variance = 2 * brokenShareAt(theta, { fixed, broken }, items) + theta * (1 - theta);
    return distance * distance <= z * z * items * variance;
  };
  return middleOf(bisect(isInside, { low: (fixed - broken) / items, high: 1 }, 1e-15));
}

/** The share of broken items that is most likely when the true difference is theta. */
function brokenShareAt(theta: number, { fixed, broken }: Flips, items: number): number {
  const linear = -fixed - broken + (2 * items - fixed + broken) * theta;
  const constant = -broken * theta * (1 - theta);
  const root = Math.sqrt(Math.max(0, linear * linear - 8 * items * constant));
  // The two forms are equal; each is used where it does not subtract nearly equal numbers.
  return linear > 0 ? (-2 * constant) / (root + linear) : (root - linear) / (4 * items);
}
