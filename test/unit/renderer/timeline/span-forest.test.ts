import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createForest, type SpanColumns } from "#renderer/timeline/span-forest.ts";
import { chain, NOW_US, spanColumns } from "./random-forest.ts";

/** The outline as text: one line per place, the row's number under its parent. */
function outline(columns: SpanColumns): readonly string[] {
  const forest = createForest(columns, NOW_US);
  return Array.from(forest.rowAt, (row, place) => `${"  ".repeat(forest.depth[place] ?? 0)}${row}`);
}

const CASES: ReadonlyArray<readonly [title: string, columns: SpanColumns, expected: readonly string[]]> = [
  ["an empty trace has no lines", { parents: [], startUs: [], endUs: [] }, []],
  [
    "children come in order of start, whatever order they were recorded in",
    { parents: [-1, 0, 0], startUs: [0, 20, 10], endUs: [30, 25, 15] },
    ["0", "  2", "  1"],
  ],
  [
    "siblings that start together keep the order in which they were recorded",
    { parents: [-1, 0, 0, 0], startUs: [0, 5, 5, 5], endUs: [9, 9, 9, 9] },
    ["0", "  1", "  2", "  3"],
  ],
  [
    "a span whose parent is not in the trace stands at the top",
    { parents: [-1, 7], startUs: [0, 1], endUs: [2, 2] },
    ["0", "1"],
  ],
  [
    "spans that are each other's parents are still shown",
    { parents: [1, 0, 2], startUs: [0, 1, 2], endUs: [2, 2, 2] },
    ["2", "0", "  1"],
  ],
];

describe("the outline of a trace", () => {
  it.each(CASES)("%s", (_title, columns, expected) => {
    expect(outline(columns)).toEqual(expected);
  });

  it("shows every span exactly once, below its parent and after its elder siblings", () => {
    fc.assert(
      fc.property(spanColumns, (columns) => {
        const { rowAt, placeOf, parent, depth, end, size } = createForest(columns, NOW_US);
        expect([...rowAt].toSorted((a, b) => a - b)).toEqual([...rowAt.keys()]);
        for (let place = 0; place < size; place += 1) {
          const above = parent[place]!;
          expect(placeOf[rowAt[place]!]).toBe(place);
          expect(above === -1 ? -1 : rowAt[above]).toBe(columns.parents[rowAt[place]!]);
          expect(above === -1 || (above < place && end[above]! >= end[place]!)).toBe(true);
          expect(depth[place]).toBe(above === -1 ? 0 : depth[above]! + 1);
        }
      }),
    );
  });

  it("each is counted among its siblings, roots among the roots", () => {
    fc.assert(
      fc.property(spanColumns, (columns) => {
        const { parent, nth, siblings, size } = createForest(columns, NOW_US);
        for (let place = 0; place < size; place += 1) {
          const peers = [...parent.keys()].filter((other) => parent[other] === parent[place]);
          expect([nth[place], siblings[place]]).toEqual([peers.indexOf(place) + 1, peers.length]);
        }
      }),
    );
  });

  it("an open span reaches to now, and one whose clock went back has no negative length", () => {
    const { startUs, endUs, toUs } = createForest({ parents: [-1, 0], startUs: [0, 9], endUs: [-1, 4] }, 50);
    expect([...startUs]).toEqual([0, 9]);
    expect([...endUs]).toEqual([50, 9]);
    expect(toUs).toBe(50);
  });

  it("nesting deeper than any stack is no trouble", () => {
    const forest = createForest(chain(100_000), NOW_US);
    expect(forest.depth.at(-1)).toBe(99_999);
    expect(forest.end[0]).toBe(100_000);
  });
});
