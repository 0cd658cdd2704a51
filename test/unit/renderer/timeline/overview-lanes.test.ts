import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLanes, paintLane } from "#renderer/timeline/overview-lanes.ts";
import { createForest, type SpanForest } from "#renderer/timeline/span-forest.ts";
import type { TimeWindow } from "#renderer/timeline/time-window.ts";
import { NOW_US, spanColumns } from "./random-forest.ts";

const MOST = 6;

/** The slow way: which pixels of a lane any span touches. */
function coveredPixels(
  forest: SpanForest,
  depth: number,
  window: TimeWindow,
  width: number,
): readonly boolean[] {
  const covered = new Array<boolean>(width).fill(false);
  const usPerPx = (window.toUs - window.fromUs) / width;
  for (let place = 0; place < forest.size; place += 1) {
    if (Math.min(forest.depth[place]!, MOST - 1) !== depth) continue;
    const [startUs, endUs] = [forest.startUs[place]!, forest.endUs[place]!];
    if (endUs < window.fromUs || startUs > window.toUs) continue;
    const first = Math.floor((startUs - window.fromUs) / usPerPx);
    const last = Math.max(first + 1, Math.ceil((endUs - window.fromUs) / usPerPx));
    for (let pixel = Math.max(0, first); pixel < Math.min(width, last); pixel += 1) covered[pixel] = true;
  }
  return covered;
}

describe("the overview", () => {
  it("skipping by search paints exactly the pixels that going through every span would", () => {
    const window = fc
      .tuple(fc.integer({ min: -50, max: 900 }), fc.integer({ min: 2, max: 1500 }))
      .map(([fromUs, width]) => ({ fromUs, toUs: fromUs + width }));
    fc.assert(
      fc.property(spanColumns, window, fc.integer({ min: 1, max: 120 }), (columns, shown, width) => {
        const forest = createForest(columns, NOW_US);
        const lanes = createLanes(forest, { most: MOST, colourOf: () => 0 });
        for (const [depth, lane] of lanes.entries()) {
          const pixels = new Uint8Array(width);
          paintLane(lane, shown, pixels);
          expect(Array.from(pixels, (pixel) => pixel > 0)).toEqual(
            coveredPixels(forest, depth, shown, width),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it("keeps the colour of the span that begins first where several share a pixel", () => {
    const forest = createForest(
      { parents: [-1, 0, 0, 0], startUs: [0, 10, 11, 500], endUs: [1000, 12, 13, 900] },
      NOW_US,
    );
    const lane = createLanes(forest, { most: 4, colourOf: (place) => place })[1]!;
    const pixels = new Uint8Array(10);
    paintLane(lane, { fromUs: 0, toUs: 1000 }, pixels);
    expect([...pixels]).toEqual([2, 0, 0, 0, 0, 4, 4, 4, 4, 0]);
  });
});
