import { assert } from "#core/base/assert.ts";
import type { Interval } from "./interval.ts";
import { normalQuantile } from "./normal.ts";

/** Wilson's score interval for one proportion (Wilson 1927). */
export function wilsonInterval(successes: number, trials: number, confidence: number): Interval {
  assert(
    trials > 0 && successes >= 0 && successes <= trials,
    `${successes} of ${trials} is not a proportion`,
  );
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return {
    low: successes === 0 ? 0 : (centre - half) / scale,
    high: successes === trials ? 1 : (centre + half) / scale,
  };
}
