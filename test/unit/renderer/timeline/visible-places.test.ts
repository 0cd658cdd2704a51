import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createForest } from "#renderer/timeline/span-forest.ts";
import { findLine, listParents, listVisiblePlaces, reveal } from "#renderer/timeline/visible-places.ts";
import { NOW_US, spanColumns } from "./random-forest.ts";

const withCollapsed = fc.tuple(spanColumns, fc.array(fc.nat(39)));

describe("what is on screen", () => {
  it("a span shows exactly when nothing above it is collapsed", () => {
    fc.assert(
      fc.property(withCollapsed, ([columns, picked]) => {
        const forest = createForest(columns, NOW_US);
        const collapsed = new Set(picked);
        const expected: number[] = [];
        for (let place = 0; place < forest.size; place += 1) {
          let isHidden = false;
          for (let above = forest.parent[place]!; above !== -1; above = forest.parent[above]!) {
            isHidden ||= collapsed.has(above);
          }
          if (!isHidden) expected.push(place);
        }
        expect([...listVisiblePlaces(forest, collapsed)]).toEqual(expected);
      }),
    );
  });

  it("a hidden span is found at the line of the ancestor that hides it", () => {
    fc.assert(
      fc.property(withCollapsed, ([columns, picked]) => {
        const forest = createForest(columns, NOW_US);
        const visible = listVisiblePlaces(forest, new Set(picked));
        for (let place = 0; place < forest.size; place += 1) {
          let shown = place;
          while (!visible.includes(shown)) shown = forest.parent[shown]!;
          expect(visible[findLine(visible, place)]).toBe(shown);
        }
      }),
    );
  });

  it("revealing a span opens what is above it and nothing else", () => {
    fc.assert(
      fc.property(spanColumns, fc.nat(39), (columns, picked) => {
        const forest = createForest(columns, NOW_US);
        const place = picked % forest.size;
        const open = reveal(forest, listParents(forest), place);
        expect([...listVisiblePlaces(forest, open)]).toContain(place);
        expect([...listParents(forest)].filter((each) => !open.has(each)).every((each) => each < place)).toBe(
          true,
        );
      }),
    );
  });
});
