import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMicros, listTicks, toMicros, toPx } from "#renderer/timeline/time-scale.ts";
import {
  fitWindow,
  panWindow,
  windowAround,
  windowBetween,
  zoomWindow,
  type TimeWindow,
} from "#renderer/timeline/time-window.ts";

const bounds = fc
  .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 100_000_000 }))
  .map(([fromUs, width]): TimeWindow => ({ fromUs, toUs: fromUs + width }));
const step = fc.oneof(
  fc.record({
    factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ pan: fc.double({ min: -3, max: 3, noNaN: true }) }),
);

describe("the window over a trace", () => {
  it("never leaves the trace and never becomes empty, whatever keys are pressed", () => {
    fc.assert(
      fc.property(bounds, fc.array(step, { maxLength: 30 }), (whole, steps) => {
        const outer = fitWindow(whole);
        let window = outer;
        for (const each of steps) {
          if ("pan" in each) window = panWindow(window, each.pan, whole);
          else {
            const anchorUs = window.fromUs + each.share * (window.toUs - window.fromUs);
            window = zoomWindow(window, { factor: each.factor, anchorUs, bounds: whole });
          }
          expect(window.toUs - window.fromUs).toBeGreaterThan(1.9);
          expect(window.fromUs).toBeGreaterThanOrEqual(outer.fromUs - 1e-6);
          expect(window.toUs).toBeLessThanOrEqual(outer.toUs + 1e-6);
        }
      }),
    );
  });

  it("what is under the pointer stays under it while zooming in", () => {
    const window = { fromUs: 1000, toUs: 2000 };
    const next = zoomWindow(window, { factor: 4, anchorUs: 1300, bounds: { fromUs: 0, toUs: 10_000 } });
    expect(toPx(1300, next, 800)).toBeCloseTo(toPx(1300, window, 800));
    expect(next.toUs - next.fromUs).toBe(250);
  });

  it("a drag is the same from either side, and a click is not an empty window", () => {
    const whole = { fromUs: 0, toUs: 1000 };
    expect(windowBetween(700, 200, whole)).toEqual(windowBetween(200, 700, whole));
    expect(windowBetween(999.5, 999.5, whole)).toEqual({ fromUs: 998, toUs: 1000 });
    expect(windowAround({ fromUs: 400, toUs: 500 }, whole)).toEqual({ fromUs: 390, toUs: 510 });
  });

  it("pixels and times are each other's inverse", () => {
    fc.assert(
      fc.property(
        bounds,
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 0, max: 4000 }),
        (whole, width, px) => {
          const window = fitWindow(whole);
          expect(toPx(toMicros(px, window, width), window, width)).toBeCloseTo(px, 4);
        },
      ),
    );
  });

  it("there are never more ticks than room, and at least two once there is any", () => {
    fc.assert(
      fc.property(bounds, fc.integer({ min: 2, max: 20 }), (whole, most) => {
        const ticks = listTicks(fitWindow(whole), most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
      }),
    );
    expect(listTicks({ fromUs: 0, toUs: 3817 }, 8)).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000, 3500]);
  });
});

const DURATIONS: ReadonlyArray<readonly [us: number, text: string]> = [
  [0, "0 µs"],
  [339, "339 µs"],
  [1805, "1.80 ms"],
  [3817, "3.82 ms"],
  [99_960, "100 ms"],
  [999_600, "1.00 s"],
  [42_400_000, "42.4 s"],
  [65_000_000, "1:05"],
  [3_725_000_000, "1:02:05"],
];

it.each(DURATIONS)("%d microseconds read %s", (us, text) => {
  expect(formatMicros(us)).toBe(text);
});
