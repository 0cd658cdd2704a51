import {
  itemsForPower,
  smallestDetectableDifference,
  USUAL_CHANGE,
} from "#core/domain/statistics/planning.ts";

/** Of a change worth having, for the advice on how many items would show it. */
const WORTH_HAVING = 0.05;

/** What a validation set of this size can show; null where it can show nothing. Points, 0 to 100. */
export function smallestShownPoints(items: number): number | null {
  const difference = smallestDetectableDifference(items, USUAL_CHANGE);
  return difference === null ? null : difference * 100;
}

/** Items that show a change of five points, rounded up to a number one can remember. */
export function advisedItems(): number {
  const needed = itemsForPower(WORTH_HAVING, USUAL_CHANGE);
  return Math.ceil(needed / 50) * 50;
}
