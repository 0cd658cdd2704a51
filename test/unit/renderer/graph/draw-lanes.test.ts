import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawDots, drawEdges, listInRange } from "#renderer/graph/draw-lanes.ts";
import type { Drawing } from "#renderer/graph/drawing.ts";
import { isStrip, toRange, toScreen, type Viewport } from "#renderer/graph/geometry.ts";
import { traceLines } from "#renderer/graph/lane-lines.ts";
import { layOutLanes, placeOf, type LaneShape } from "#renderer/graph/lay-out-lanes.ts";
import { edgesOf, randomHistory } from "#test/support/random-history.ts";
import { namePalette, recordCanvas, useRecordedPaths, type Spot } from "./recorded-canvas.ts";

useRecordedPaths();

const LOOKS = [
  { colour: "live", isHollow: false },
  { colour: "never", isHollow: true },
];
/** Near, as dots, as a strip, and with many columns on a pixel. */
const ZOOMS = [1, 0.3, 0.03, 0.001];

function toDrawing(shape: LaneShape): Drawing {
  const count = shape.parents.length;
  const layout = layOutLanes(shape, count - 1);
  const isDashed = Uint8Array.from({ length: count }, (_, node) => node % 2);
  return {
    ids: Array.from({ length: count }, String),
    indexOf: Number,
    layout,
    lines: traceLines(shape, layout, isDashed),
    looks: LOOKS,
    lookOf: isDashed,
    selected: new Set(),
    flag: { node: count - 1, text: "head" },
    tags: [],
    scores: {
      nodes: new Int32Array(),
      shares: new Float64Array(),
      lows: new Float64Array(),
      highs: new Float64Array(),
    },
  };
}

/** All of it, drawn at a zoom on a canvas that is large enough. */
function drawAll(shape: LaneShape, zoom: number) {
  const drawing = toDrawing(shape);
  const viewport: Viewport = { x: 0, y: 0, zoom };
  const range = toRange(viewport, { width: 20_000, height: 20_000 });
  const { context, drawn } = recordCanvas();
  const view = { range, viewport, palette: namePalette };
  drawEdges(context, drawing, view);
  drawDots(context, drawing, view);
  return { drawn, drawing, at: (node: number): Spot => toScreen(placeOf(drawing.layout, node), viewport) };
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1;

describe.each(ZOOMS)("a history at a zoom of %d", (zoom) => {
  it("has a line at both ends of every edge, along the lane or into the other, dashed where it should be", () => {
    fc.assert(
      fc.property(randomHistory(), (shape) => {
        const { drawn, at } = drawAll(shape, zoom);
        for (const [child, parent] of edgesOf(shape)) {
          const [from, to] = [at(parent), at(child)];
          const found = drawn.strokes.some(({ spots, isDashed }) => {
            const [first, last] = [spots[0], spots.at(-1)];
            if (first === undefined || last === undefined || isDashed !== (child % 2 === 1)) return false;
            if (first.y !== from.y || last.y !== to.y) return false;
            // Along a lane others may go on with it; into another it ends at the node, and begins at or after its parent.
            return from.y === to.y
              ? first.x <= from.x && last.x >= to.x
              : isNear(last.x, to.x) && first.x >= from.x - 1 && first.x <= to.x + 1;
          });
          expect(found, `${parent} to ${child}`).toBe(true);
        }
      }),
    );
  });

  it("shows every node in its colour where it stands", () => {
    fc.assert(
      fc.property(randomHistory(), (shape) => {
        const { drawn, drawing, at } = drawAll(shape, zoom);
        for (let node = 0; node < shape.parents.length; node += 1) {
          const { x, y } = at(node);
          const look = LOOKS[drawing.lookOf[node] ?? 0];
          const isDot = drawn.discs.some(
            (disc) =>
              disc.x === x && disc.y === y && (look?.isHollow === true || disc.colour === look?.colour),
          );
          const isBar = drawn.rects.some(
            (bar) =>
              bar.colour === look?.colour &&
              isNear(bar.x + bar.width / 2, x) &&
              bar.y < y + 1 &&
              bar.y + bar.height > y,
          );
          expect(isStrip(zoom) ? isBar : isDot, `node ${node}`).toBe(true);
        }
      }),
    );
  });
});

it("zoomed out, a flag tells where head is", () => {
  for (const zoom of [0.3, 0.03, 0.001]) {
    const { drawn, drawing, at } = drawAll(
      { parents: Int32Array.of(-1, 0, 1, 2), merges: new Int32Array() },
      zoom,
    );
    const { x, y } = at(drawing.flag.node);
    const stem = drawn.rects.find(
      (rect) => rect.colour === "--text" && Math.abs(rect.x + rect.width / 2 - x) < 1,
    );
    expect(stem === undefined ? Infinity : stem.y + stem.height).toBeLessThanOrEqual(y);
    expect(stem?.y).toBeGreaterThanOrEqual(0);
  }
});

it("of many nodes on one pixel that look alike one is drawn: the work hangs on the width of the screen", () => {
  // A line of nodes, each with one beside it.
  const parents = Int32Array.from({ length: 20_000 }, (_, at) => (at % 2 === 0 ? at - 2 : at - 1));
  parents[0] = -1;
  const { drawn } = drawAll({ parents, merges: new Int32Array() }, 0.0003);
  const pixels = Math.round(10_000 * 176 * 0.0003);
  for (const things of [drawn.rects, drawn.strokes]) {
    // A bar on either lane and a line between them on each pixel, and little else.
    expect(things.length).toBeGreaterThan(pixels - 2);
    expect(things.length).toBeLessThan(2 * pixels + 10);
  }
});

describe("the nodes in a range", () => {
  const drawing = toDrawing({ parents: Int32Array.of(-1, 0, 1, 2, 0), merges: new Int32Array() });

  it("are those within its columns and lanes, in order", () => {
    const range = { firstColumn: 1, lastColumn: 2, firstLane: 0, lastLane: 0 };
    const inside = [0, 1, 2, 3, 4].filter((node) => {
      const { column, lane } = placeOf(drawing.layout, node);
      return column >= 1 && column <= 2 && lane === 0;
    });
    expect(listInRange(drawing, range, 10)).toEqual(inside);
    expect(inside.length).toBeGreaterThan(0);
  });

  it("are none to be shown one by one where there are more than the page can hold", () => {
    const all = { firstColumn: 0, lastColumn: 9, firstLane: 0, lastLane: 9 };
    expect([listInRange(drawing, all, 5)?.length, listInRange(drawing, all, 4)]).toEqual([5, null]);
  });
});
