import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countErrorsBelow, measureSelfTimes, sumUsage } from "#renderer/timeline/measure-spans.ts";
import { createForest, type SpanColumns, type SpanForest } from "#renderer/timeline/span-forest.ts";
import { NOW_US, spanColumns } from "./random-forest.ts";

/** The slow way: every microsecond in which no child runs. */
function countSelf({ parent, startUs, endUs, size }: SpanForest, place: number): number {
  let self = 0;
  for (let us = startUs[place]!; us < endUs[place]!; us += 1) {
    let isCovered = false;
    for (let child = 0; child < size; child += 1) {
      if (parent[child] === place && startUs[child]! <= us && us < endUs[child]!) isCovered = true;
    }
    if (!isCovered) self += 1;
  }
  return self;
}

const SELF: ReadonlyArray<readonly [title: string, columns: SpanColumns, expected: readonly number[]]> = [
  [
    "children side by side are both taken off",
    { parents: [-1, 0, 0], startUs: [0, 10, 30], endUs: [50, 20, 40] },
    [30, 10, 10],
  ],
  [
    "children at the same time are taken off once",
    { parents: [-1, 0, 0], startUs: [0, 10, 15], endUs: [50, 30, 40] },
    [20, 20, 25],
  ],
  [
    "a child that outlives its parent takes off only what lies inside",
    { parents: [-1, 0], startUs: [0, 40], endUs: [50, 90] },
    [40, 50],
  ],
  [
    "a grandchild takes nothing off its grandparent",
    { parents: [-1, 0, 1], startUs: [0, 10, 12], endUs: [50, 20, 18] },
    [40, 4, 6],
  ],
];

describe("self time", () => {
  it.each(SELF)("%s", (_title, columns, expected) => {
    expect([...measureSelfTimes(createForest(columns, NOW_US))]).toEqual(expected);
  });

  it("is what is left when every microsecond of every child is crossed out", () => {
    fc.assert(
      fc.property(spanColumns, (columns) => {
        const forest = createForest(columns, NOW_US);
        const slowly = Array.from({ length: forest.size }, (_, place) => countSelf(forest, place));
        expect([...measureSelfTimes(forest)]).toEqual(slowly);
      }),
      { numRuns: 25 },
    );
  });
});

describe("errors below", () => {
  it("every failed span is counted by each of its ancestors, and not by itself", () => {
    fc.assert(
      fc.property(spanColumns, fc.array(fc.nat(39)), (columns, picked) => {
        const forest = createForest(columns, NOW_US);
        const failed = [...new Set(picked.filter((row) => row < forest.size))];
        const expected = new Array<number>(forest.size).fill(0);
        for (const row of failed) {
          let above = forest.parent[forest.placeOf[row]!]!;
          for (; above !== -1; above = forest.parent[above]!) expected[above] = expected[above]! + 1;
        }
        expect([...countErrorsBelow(forest, (row) => failed.includes(row))]).toEqual(expected);
      }),
    );
  });
});

describe("usage", () => {
  const columns = { parents: [-1, 0, 0, 1], startUs: [0, 1, 5, 2], endUs: [9, 4, 8, 3] };

  it("adds up to the root, and marks what calls no model", () => {
    const usage = { tokens: [-1, 0, -1, 40], usd: [0, 0, 0, 0.5] };
    const totals = sumUsage(createForest(columns, NOW_US), usage);
    expect({ tokens: [...totals.tokens], usd: [...totals.usd] }).toEqual({
      tokens: [40, 40, 40, -1],
      usd: [0.5, 0.5, 0.5, 0],
    });
  });

  it("one unknown price makes what contains it unknown, never cheaper", () => {
    const usage = { tokens: [-1, -1, 2, 40], usd: [0, 0, 0.25, NaN] };
    const { usd } = sumUsage(createForest(columns, NOW_US), usage);
    expect([...usd]).toEqual([NaN, NaN, NaN, 0.25]);
  });
});
