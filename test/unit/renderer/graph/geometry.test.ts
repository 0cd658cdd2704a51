import { describe, expect, it } from "vitest";
import {
  AXIS,
  centreOn,
  fitAll,
  furthestZoom,
  isAllInView,
  toExtent,
  toPoint,
  toScreen,
} from "#renderer/graph/geometry.ts";

const COUNTS = [1, 4, 5, 30, 305, 10_000, 100_000];
const SIZE = { width: 884, height: 544 };
const framed = (columns: number) => ({ size: SIZE, extent: toExtent({ columns, lanes: 2 }) });

describe("a history fitted into the drawing", () => {
  it.each(COUNTS)("of %i columns is whole in view, no further out than one may look", (columns) => {
    const frame = framed(columns);
    const viewport = fitAll(frame.extent, frame.size);
    expect(isAllInView(viewport, frame)).toBe(true);
    expect(viewport.zoom).toBeGreaterThanOrEqual(furthestZoom(frame));
  });

  it.each(COUNTS)("of %i columns ends before the right edge, with what stands at its end", (columns) => {
    const { extent, size } = framed(columns);
    expect(toScreen({ column: columns - 1, lane: 0 }, fitAll(extent, size)).x).toBeLessThanOrEqual(
      size.width - 16,
    );
  });

  it.each(COUNTS)("of %i columns begins beside the axis of scores, not under it", (columns) => {
    const frame = framed(columns);
    const fitted = fitAll(frame.extent, frame.size);
    const near = centreOn(toPoint({ column: 0, lane: 0 }), 0.5, frame);
    for (const viewport of [fitted, near])
      expect(toScreen({ column: 0, lane: 0 }, viewport).x).toBeGreaterThan(AXIS);
  });
});
