import {
  itemsForPower,
  smallestDetectableDifference,
  USUAL_POWER,
} from "#core/domain/statistics/planning.ts";

/** Fewer validation items than this can hardly show anything, and the view says so loudly. */
export const FEW_ITEMS = 100;

/** The share of items that a change usually moves, either way; what the planning figures rest on. */
const MOVED_SHARE = 0.2;

/** Of a change worth having, for the advice on how many items would show it. */
const WORTH_HAVING = 0.05;

/** What a validation set of this size can show; null where it can show nothing. Points, 0 to 100. */
export function smallestShownPoints(items: number): number | null {
  const difference = smallestDetectableDifference(items, { discordantShare: MOVED_SHARE, ...USUAL_POWER });
  return difference === null ? null : difference * 100;
}

/** Items that show a change of five points, rounded up to a number one can remember. */
export function advisedItems(): number {
  const needed = itemsForPower(WORTH_HAVING, { discordantShare: MOVED_SHARE, ...USUAL_POWER });
  return Math.ceil(needed / 50) * 50;
}
