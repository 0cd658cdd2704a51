import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawScores } from "#renderer/graph/draw-scores.ts";
import { AXIS, toScreenX } from "#renderer/graph/geometry.ts";
import type { Scores } from "#renderer/graph/scores.ts";
import { namePalette, recordCanvas, useRecordedPaths } from "./recorded-canvas.ts";

useRecordedPaths();

const WIDTH = 1200;

type Measured = { readonly share: number; readonly low: number; readonly high: number };

/** One node for each column, each with a score; what is drawn of them at a zoom. */
function draw(measured: readonly Measured[], zoom: number, selected: readonly number[] = []) {
  const columnOf = Int32Array.from(measured, (_, at) => at);
  const scores: Scores = {
    nodes: columnOf,
    shares: Float64Array.from(measured, ({ share }) => share),
    lows: Float64Array.from(measured, ({ low }) => low),
    highs: Float64Array.from(measured, ({ high }) => high),
  };
  const layout = { columnOf, laneOf: new Int32Array(measured.length), columns: measured.length, lanes: 1 };
  const { context, drawn } = recordCanvas();
  const viewport = { x: AXIS + 8, y: 0, zoom };
  drawScores(
    context,
    { layout, scores, selected: new Set(selected) },
    { viewport, palette: namePalette, width: WIDTH },
  );
  const grid = drawn.strokes
    .filter(({ colour }) => colour === "--border")
    .map(({ spots }) => spots[0]?.y ?? 0);
  const [top, bottom] = [Math.min(...grid), Math.max(...grid)];
  return {
    drawn,
    xOf: (node: number): number => toScreenX(node, viewport),
    /** Half a pixel off at most, as lines of the grid are. */
    yOf: (share: number): number => top + (1 - share) * (bottom - top),
  };
}

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const measured = fc.array(
  fc.tuple(share, share, share).map((three): Measured => {
    const [low = 0, middle = 0, high = 0] = three.toSorted((a, b) => a - b);
    return { low, share: middle, high };
  }),
  { minLength: 1, maxLength: 300 },
);
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1;
const isShown = (x: number): boolean => x > AXIS && x < WIDTH;

describe("scores of versions", () => {
  it.each([1, 0.1])("at a zoom of %d are a dot each in a whisker from end to end", (zoom) => {
    fc.assert(
      fc.property(measured, (all) => {
        const { drawn, xOf, yOf } = draw(all, zoom);
        for (const [node, { low, share: value, high }] of all.entries()) {
          const x = xOf(node);
          if (!isShown(x)) continue;
          const whisker = drawn.strokes.some(
            ({ spots: [from, to] }) =>
              from?.x === x && to?.x === x && isNear(from.y, yOf(low)) && isNear(to.y, yOf(high)),
          );
          expect(whisker, `whisker of ${node}`).toBe(true);
          expect(drawn.discs.some((dot) => dot.x === x && isNear(dot.y, yOf(value)))).toBe(true);
        }
      }),
    );
  });

  it.each([0.05, 0.01, 0.001])("at a zoom of %d are bars that leave none of them out", (zoom) => {
    fc.assert(
      fc.property(measured, (all) => {
        const { drawn, xOf, yOf } = draw(all, zoom);
        const holds = (colour: string, x: number, [from, to]: readonly [number, number]): boolean =>
          drawn.rects.some(
            (bar) =>
              bar.colour === colour &&
              isNear(bar.x + bar.width / 2, x) &&
              bar.y <= from + 1 &&
              bar.y + bar.height >= to - 1,
          );
        for (const [node, { low, share: value, high }] of all.entries()) {
          const x = xOf(node);
          if (!isShown(x)) continue;
          expect(holds("--text-faint", x, [yOf(high), yOf(low)]), `interval of ${node}`).toBe(true);
          expect(holds("--text-soft", x, [yOf(value), yOf(value)]), `share of ${node}`).toBe(true);
        }
      }),
    );
  });

  it("are drawn by pixel where there are more than pixels: the work hangs on the width of the screen", () => {
    const all = Array.from({ length: 50_000 }, (_, at) => ({
      low: 0.2,
      share: 0.3 + (at % 50) / 100,
      high: 0.9,
    }));
    const { drawn } = draw(all, (WIDTH - AXIS) / (50_000 * 176));
    const drawnAtAll = drawn.rects.length + drawn.strokes.length + drawn.discs.length;
    expect(drawnAtAll).toBeGreaterThan(WIDTH - AXIS);
    expect(drawnAtAll).toBeLessThan(2 * WIDTH + 100);
  });

  it.each([1, 0.001])(
    "at a zoom of %d show the selected one by itself, in the colour of what is selected",
    (zoom) => {
      const { drawn, xOf, yOf } = draw(
        [
          { low: 0.5, share: 0.6, high: 0.8 },
          { low: 0, share: 0.1, high: 0.2 },
        ],
        zoom,
        [1],
      );
      const dots = drawn.discs.filter(({ colour }) => colour === "--accent");
      expect(dots).toMatchObject([{ x: xOf(1) }]);
      expect(isNear(dots[0]?.y ?? 0, yOf(0.1))).toBe(true);
    },
  );
});
