import { expect, it } from "vitest";
import {
  advisedItems,
  smallestShownPoints,
  warnOfFewItems,
} from "#core/domain/statistics/what-items-show.ts";

const CASES: ReadonlyArray<readonly [items: number, points: number | null]> = [
  [50, 17.3],
  [100, 12.4],
  [200, 8.8],
  [0, null],
  [30, null],
];

it.each(CASES)("%d validation items show changes from %s points on", (items, points) => {
  const shown = smallestShownPoints(items);
  if (points === null) expect(shown).toBeNull();
  else expect(shown).toBeCloseTo(points, 1);
});

it("a set that can show nothing is never said to show large effects", () => {
  expect(warnOfFewItems(7)).toBe("7 validation items: so few can show no change, whatever its size.");
  expect(warnOfFewItems(50)).toBe(
    "50 validation items: only a change of about 17 points or more can be shown.",
  );
  expect(warnOfFewItems(100)).toBeNull();
});

it("the advice is enough for a change of five points", () => {
  expect(smallestShownPoints(advisedItems())).toBeLessThanOrEqual(5);
  expect(smallestShownPoints(advisedItems() - 50)).toBeGreaterThan(5);
});
