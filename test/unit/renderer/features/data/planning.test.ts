import { expect, it } from "vitest";
import { advisedItems, smallestShownPoints } from "#renderer/features/data/planning.ts";

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

it("the advice is enough for a change of five points", () => {
  expect(smallestShownPoints(advisedItems())).toBeLessThanOrEqual(5);
  expect(smallestShownPoints(advisedItems() - 50)).toBeGreaterThan(5);
});
