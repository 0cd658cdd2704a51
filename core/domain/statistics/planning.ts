import { assert } from "#core/base/assert.ts";
import { bisect, middleOf } from "./bisect.ts";
import { normalQuantile } from "./normal.ts";

type PowerTarget = {
  /** p_d: the share of items that change in either direction. */
  readonly discordantShare: number;
  /** Two-sided level of the fixed-n test. */
  readonly level: number;
  readonly power: number;
};

/** Two-sided 5 %, four chances in five. */
export const USUAL_POWER = { level: 0.05, power: 0.8 } as const;

/** For planning with nothing known yet: a change usually moves a fifth of the items, either way. */
export const USUAL_CHANGE = { discordantShare: 0.2, ...USUAL_POWER } as const;

/**
 * Items for McNemar's test at a fixed n to find a true difference (Connor 1987), not rounded:
 * (z_{1−level/2} √p_d + z_power √(p_d − Δ²))² / Δ².
 */
export function itemsForPower(difference: number, target: PowerTarget): number {
  const { discordantShare } = target;
  const size = Math.abs(difference);
  assert(size > 0 && size <= discordantShare, `a difference of ${difference} needs more discordant items`);
  const spread =
    normalQuantile(1 - target.level / 2) * Math.sqrt(discordantShare) +
    normalQuantile(target.power) * Math.sqrt(discordantShare - size * size);
  return (spread / size) ** 2;
}

/** The smallest true difference that n items find with that power. Null when even p_d itself is too small. */
export function smallestDetectableDifference(items: number, target: PowerTarget): number | null {
  const largest = target.discordantShare;
  if (itemsForPower(largest, target) > items) return null;
  const isTooSmall = (difference: number): boolean => itemsForPower(difference, target) > items;
  return middleOf(bisect(isTooSmall, { low: 0, high: largest }, 1e-14));
}
