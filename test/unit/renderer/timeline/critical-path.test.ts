import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCriticalPath } from "#renderer/timeline/critical-path.ts";
import { createForest, type SpanColumns, type SpanForest } from "#renderer/timeline/span-forest.ts";
import { chain, NOW_US, spanColumns } from "./random-forest.ts";

type Stretch = { readonly place: number; readonly fromUs: number; readonly toUs: number };

/** As one list, the latest stretch of a root first. */
function listStretches(forest: SpanForest): readonly Stretch[] {
  const { place, fromUs, toUs } = findCriticalPath(forest);
  return Array.from(place, (at, index) => ({ place: at, fromUs: fromUs[index]!, toUs: toUs[index]! }));
}

/** "row:from-to", first stretch first. */
function path(columns: SpanColumns): readonly string[] {
  const forest = createForest(columns, NOW_US);
  return listStretches(forest)
    .map(({ place, fromUs, toUs }) => `${forest.rowAt[place]}:${fromUs}-${toUs}`)
    .toReversed();
}

const CASES: ReadonlyArray<readonly [title: string, columns: SpanColumns, expected: readonly string[]]> = [
  ["a lone span is all of it", { parents: [-1], startUs: [0], endUs: [9] }, ["0:0-9"]],
  [
    "one after the other, and the parent in between",
    { parents: [-1, 0, 0], startUs: [0, 10, 30], endUs: [50, 20, 40] },
    ["0:0-10", "1:10-20", "0:20-30", "2:30-40", "0:40-50"],
  ],
  [
    "of two at once the one that ended last counts",
    { parents: [-1, 0, 0], startUs: [0, 10, 12], endUs: [50, 20, 40] },
    ["0:0-12", "2:12-40", "0:40-50"],
  ],
  [
    "it goes down into the child that held things up",
    { parents: [-1, 0, 1], startUs: [0, 10, 15], endUs: [50, 40, 35] },
    ["0:0-10", "1:10-15", "2:15-35", "1:35-40", "0:40-50"],
  ],
  [
    "a child that outlives its parent counts with what lies inside",
    { parents: [-1, 0], startUs: [0, 10], endUs: [30, 90] },
    ["0:0-10", "1:10-30"],
  ],
];

describe("the critical path", () => {
  it.each(CASES)("%s", (_title, columns, expected) => {
    expect(path(columns)).toEqual(expected);
  });

  it("covers each root from end to end without a gap or an overlap, each stretch inside its span", () => {
    fc.assert(
      fc.property(spanColumns, (columns) => {
        const forest = createForest(columns, NOW_US);
        const stretches = listStretches(forest);
        const roots = Array.from(forest.parent, (parent, place) => ({ parent, place })).filter(
          ({ parent }) => parent === -1,
        );
        for (const { place: root } of roots) {
          const own = stretches
            .filter(({ place }) => place >= root && place < forest.end[root]!)
            .toReversed();
          let until = forest.startUs[root]!;
          for (const { place, fromUs, toUs } of own) {
            expect(fromUs).toBe(until);
            expect(fromUs).toBeGreaterThanOrEqual(forest.startUs[place]!);
            expect(toUs).toBeLessThanOrEqual(forest.endUs[place]!);
            until = toUs;
          }
          expect(until).toBe(forest.endUs[root]);
        }
      }),
    );
  });

  it("the stretches of a span hang together, and each of them is its own", () => {
    fc.assert(
      fc.property(spanColumns, (columns) => {
        const forest = createForest(columns, NOW_US);
        const { place, first, next } = findCriticalPath(forest);
        const hung = Array.from(first, (from, of) => {
          const found: number[] = [];
          for (let index = from; index !== -1; index = next[index]!) found.push(index);
          expect(found.every((index) => place[index] === of)).toBe(true);
          return found;
        });
        expect(hung.flat().toSorted((a, b) => a - b)).toEqual([...place.keys()]);
      }),
    );
  });

  it("finds its way through nesting deeper than any stack", () => {
    const forest = createForest(chain(50_000), NOW_US);
    expect(findCriticalPath(forest).place).toHaveLength(99_999);
  });
});
