import { expect, it } from "vitest";
import { changeOf, type ItemChange } from "#core/domain/item-change.ts";

type Arms = readonly [before: number, after: number];

/** Of nine fields. */
const CASES: ReadonlyArray<readonly [...Arms, ItemChange | null]> = [
  [9, 9, null],
  [5, 5, null],
  [8, 9, "fixed"],
  [9, 3, "broken"],
  // What moves the graded score alone decides by items better and worse, so it is an item like any other.
  [5, 6, "better"],
  [6, 5, "worse"],
];

it.each(CASES)(
  "[A20] an item with %i of nine fields right before and %i after is %s",
  (before, after, change) => {
    const item = { item: "v-1", baseline: before / 9, candidate: after / 9 };
    expect(changeOf({ ...item, baselineCorrect: before === 9, candidateCorrect: after === 9 })).toBe(change);
  },
);

it("[A20] rounding moves nothing", () => {
  const scores = { item: "v-1", baselineCorrect: false, candidateCorrect: false };
  expect(changeOf({ ...scores, baseline: 0.1 + 0.2, candidate: 0.3 })).toBeNull();
});
