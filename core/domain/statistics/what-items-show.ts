import { SMALL_VALIDATION_SET } from "#core/domain/dataset.ts";
import { bisect, middleOf } from "./bisect.ts";
import { itemsForPower, smallestDetectableDifference, USUAL_CHANGE, USUAL_POWER } from "./planning.ts";

/** Of a change worth having, for the advice on how many items would show it. */
const WORTH_HAVING = 0.05;

/** Fewer that all change the same way are no rarer than one chance in twenty: 2 · (1/2)^5 = 0.06. */
const FEWEST_CHANGES = 6;

/**
 * What a validation set of this size can show: of a usual change, which moves a fifth of the items, or, where the set is
 * too small for that, of one that moves more of them, all the same way. Null where it can show nothing. Points, 0 to 100.
 */
export function smallestShownPoints(items: number): number | null {
  const difference = smallestDetectableDifference(items, USUAL_CHANGE) ?? smallestOneWay(items);
  return difference === null ? null : difference * 100;
}

/** Whether a change of so many points is larger than a usual one, so that it is shown where all it moves moves one way. */
export function isOneWayAlone(points: number): boolean {
  return points > USUAL_CHANGE.discordantShare * 100;
}

function smallestOneWay(items: number): number | null {
  if (items < FEWEST_CHANGES) return null;
  const isTooSmall = (share: number): boolean =>
    itemsForPower(share, { ...USUAL_POWER, discordantShare: share }) > items;
  const share = middleOf(bisect(isTooSmall, { low: USUAL_CHANGE.discordantShare, high: 1 }, 1e-14));
  return Math.max(share, FEWEST_CHANGES / items);
}

/** The same in a sentence for whoever is about to measure by a small set; null for a set that shows enough. */
export function warnOfFewItems(items: number): string | null {
  if (items >= SMALL_VALIDATION_SET) return null;
  const points = smallestShownPoints(items);
  const some = `${items} validation ${items === 1 ? "item" : "items"}`;
  if (points === null) return `${some}: so few can show no change, whatever its size.`;
  const assumed = isOneWayAlone(points)
    ? "if it moves items one way alone"
    : `if it moves ${USUAL_CHANGE.discordantShare * 100} items in 100, as changes usually do`;
  return `${some}: only a change of about ${points.toFixed(0)} points or more can be shown, ${assumed}.`;
}

/** Items that show a change of five points, rounded up to a number one can remember. */
export function advisedItems(): number {
  const needed = itemsForPower(WORTH_HAVING, USUAL_CHANGE);
  return Math.ceil(needed / 50) * 50;
}
