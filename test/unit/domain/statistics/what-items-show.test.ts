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
  [30, 24.2],
  [8, 75],
  [6, 100],
  [5, null],
];

it.each(CASES)("%d validation items show changes from %s points on", (items, points) => {
  const shown = smallestShownPoints(items);
  if (points === null) expect(shown).toBeNull();
  else expect(shown).toBeCloseTo(points, 1);
});

// A small set shows what changes most of its items: to say that it shows nothing of any size is false.
it("only a set that can show nothing is said to, and any other with what it takes for granted", () => {
  expect(warnOfFewItems(8)).toBe(
    "8 validation items: only a change of about 75 points or more can be shown, if it moves items one way alone.",
  );
  expect(warnOfFewItems(5)).toBe("5 validation items: so few can show no change, whatever its size.");
  expect(warnOfFewItems(50)).toBe(
    "50 validation items: only a change of about 17 points or more can be shown, if it moves 20 items in 100, as changes usually do.",
  );
  expect(warnOfFewItems(100)).toBeNull();
});

it("the advice is enough for a change of five points", () => {
  expect(smallestShownPoints(advisedItems())).toBeLessThanOrEqual(5);
  expect(smallestShownPoints(advisedItems() - 50)).toBeGreaterThan(5);
});
