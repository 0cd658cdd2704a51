import { SMALL_VALIDATION_SET } from "#core/domain/dataset.ts";
import { itemsForPower, smallestDetectableDifference, USUAL_CHANGE } from "./planning.ts";

/** Of a change worth having, for the advice on how many items would show it. */
const WORTH_HAVING = 0.05;

/** What a validation set of this size can show; null where it can show nothing. Points, 0 to 100. */
export function smallestShownPoints(items: number): number | null {
  const difference = smallestDetectableDifference(items, USUAL_CHANGE);
  return difference === null ? null : difference * 100;
}

/** The same in a sentence for whoever is about to measure by a small set; null for a set that shows enough. */
export function warnOfFewItems(items: number): string | null {
  if (items >= SMALL_VALIDATION_SET) return null;
  const points = smallestShownPoints(items);
  const some = `${items} validation ${items === 1 ? "item" : "items"}`;
  return points === null
    ? `${some}: so few can show no change, whatever its size.`
    : `${some}: only a change of about ${points.toFixed(0)} points or more can be shown.`;
}

/** Items that show a change of five points, rounded up to a number one can remember. */
export function advisedItems(): number {
  const needed = itemsForPower(WORTH_HAVING, USUAL_CHANGE);
  return Math.ceil(needed / 50) * 50;
}
