import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { logEValue, startEProcess } from "#core/domain/statistics/e-process.ts";
import type { EProcess, EProcessSpec } from "#core/domain/statistics/e-process.ts";
import { agrapaLogE } from "#test/support/agrapa.ts";
import { drawFlips } from "#test/prove/statistics-samples.ts";
import { binaryDifferences, GRADED_EXAMPLE } from "./examples.ts";

const difference = fc.double({ min: -1, max: 1, noNaN: true });
const differences = fc.array(difference, { maxLength: 60 });
const mean = fc.double({ min: -0.9, max: 0.9, noNaN: true });

describe("an e-process that could mean nothing is refused", () => {
  const spec: EProcessSpec = { tests: "at-most", mean: 0, alpha: 0.1 };
  it.each([-1, 1, 1.5, Number.NaN])("a null mean of %f", (mean) => {
    expect(() => startEProcess({ ...spec, mean })).toThrow("a null mean lies inside");
  });
  it.each([-0.01, 1.01, Number.NaN])("a level of %f", (alpha) => {
    expect(() => startEProcess({ ...spec, alpha })).toThrow("a level lies in");
  });
  it.each([
    [-0.99, 0],
    [0.99, 1],
  ])("and one of mean %f and level %f is not", (mean, alpha) => {
    expect(startEProcess({ ...spec, mean, alpha }).logE()).toBeCloseTo(0, 12);
  });
});

describe("the e-process", () => {
  it.each([
    [17, 4, 3.45901394],
    [8, 0, 4.038962979],
    [30, 10, 4.146749246],
    [2, 12, -2.424266892],
  ])("of %i fixed and %i broken has ln E⁺(0) = %f", (fixed, broken, expected) => {
    const logE = logEValue(binaryDifferences(fixed, broken), { tests: "at-most", mean: 0 });
    expect(Math.abs(logE - expected)).toBeLessThan(1e-9);
  });

  it.each([
    [0, 1.138775702149],
    [0.05, 0.830420622124],
  ])("of graded differences at m = %f has ln E⁺ = %f", (nullMean, expected) => {
    expect(logEValue(GRADED_EXAMPLE, { tests: "at-most", mean: nullMean })).toBeCloseTo(expected, 10);
  });

  // The fewest flips that reach the first level of 24: one fixed item less must not reach it.
  it.each([
    [8, 0],
    [11, 1],
    [13, 2],
    [16, 3],
    [20, 5],
    [29, 10],
  ])("first reaches 37.8 at %i fixed against %i broken", (fixed, broken) => {
    const eValue = (count: number): number =>
      Math.exp(logEValue(binaryDifferences(count, broken), { tests: "at-most", mean: 0 }));
    expect(eValue(fixed)).toBeGreaterThanOrEqual(37.76);
    expect(eValue(fixed - 1)).toBeLessThan(37.76);
  });

  it("does not depend on the order of items", () => {
    fc.assert(
      fc.property(differences, mean, (list, nullMean) => {
        const hypothesis = { tests: "at-most", mean: nullMean } as const;
        const sorted = list.toSorted((a, b) => a - b);
        expect(logEValue(sorted, hypothesis)).toBeCloseTo(logEValue(list, hypothesis), 9);
      }),
    );
  });

  it("tests Δ ≥ m exactly as it tests Δ ≤ −m on the negated differences", () => {
    fc.assert(
      fc.property(differences, mean, (list, nullMean) => {
        const negated = list.map((value) => -value);
        const below = logEValue(list, { tests: "at-least", mean: nullMean });
        expect(below).toBe(logEValue(negated, { tests: "at-most", mean: -nullMean }));
      }),
    );
  });

  it("falls in the null mean and rises in each difference", () => {
    fc.assert(
      fc.property(differences, difference, mean, (list, extra, nullMean) => {
        const at = (m: number, last: number): number =>
          logEValue([...list, last], { tests: "at-most", mean: m });
        expect(at(nullMean + 0.05, extra)).toBeLessThanOrEqual(at(nullMean, extra) + 1e-12);
        expect(at(nullMean, Math.min(1, extra + 0.1))).toBeGreaterThanOrEqual(at(nullMean, extra) - 1e-12);
      }),
    );
  });

  // What makes it an e-process: under the null no step gains on average. A wrong divisor breaks this.
  it("has a mean factor of at most 1 under the null, at every bet", () => {
    fc.assert(
      fc.property(difference, difference, mean, (one, other, nullMean) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        fc.pre(low < nullMean && nullMean < high && high - low > 1e-6);
        const chance = (nullMean - low) / (high - low);
        const factor = (value: number): number =>
          Math.exp(logEValue([value], { tests: "at-most", mean: nullMean }));
        expect(chance * factor(high) + (1 - chance) * factor(low)).toBeCloseTo(1, 9);
      }),
    );
  });

  it("starts at 1, keeps its peak, and stays crossed once it has crossed", () => {
    const process = startEProcess({ tests: "at-most", mean: 0, alpha: 0.05 });
    expect([process.logE(), process.peakLogE(), process.crossedAt()]).toEqual([0, 0, null]);
    feedAll(process, binaryDifferences(8, 0));
    expect(process.crossedAt()).toBe(7);
    const peak = process.peakLogE();
    feedAll(process, binaryDifferences(0, 12));
    expect([process.peakLogE(), process.crossedAt()]).toEqual([peak, 7]);
    expect(process.logE()).toBeLessThan(0);
  });

  it("has a peak equal to the largest value over all looks", () => {
    fc.assert(
      fc.property(differences, (list) => {
        const process = startEProcess({ tests: "at-most", mean: 0, alpha: 0.05 });
        feedAll(process, list);
        const looks = list.map((_, index) => logEValue(list.slice(0, index + 1), process.snapshot()));
        expect(process.peakLogE()).toBe(Math.max(0, ...looks));
      }),
    );
  });

  it("never crosses at level 0, whatever comes", () => {
    const process = startEProcess({ tests: "at-most", mean: 0, alpha: 0 });
    feedAll(process, binaryDifferences(2_000, 0));
    expect(process.crossedAt()).toBeNull();
  });
});

describe("the grid of bets beside aGRAPA's plug-in bets", () => {
  it("finds a true +10 points more often: .46 / .77 against .39 / .69 at n = 100 / 200", () => {
    const sequences = 400;
    const hits = { grid100: 0, grid200: 0, agrapa100: 0, agrapa200: 0 };
    for (let sequence = 0; sequence < sequences; sequence += 1) {
      const random = keyedRandom("agrapa", sequence);
      const list = drawFlips({ discordantShare: 0.2, difference: 0.1 }, 200, random);
      const process = startEProcess({ tests: "at-most", mean: 0, alpha: 0.05 });
      feedAll(process, list);
      const gridAt = process.crossedAt() ?? Infinity;
      const agrapaAt = agrapaLogE(list, 0).findIndex((logE) => logE >= Math.log(20));
      hits.grid100 += Number(gridAt <= 100);
      hits.grid200 += Number(gridAt <= 200);
      hits.agrapa100 += Number(agrapaAt !== -1 && agrapaAt < 100);
      hits.agrapa200 += Number(agrapaAt !== -1);
    }
    const expected = { grid100: 0.46, grid200: 0.77, agrapa100: 0.39, agrapa200: 0.69 };
    for (const [name, share] of Object.entries(expected)) {
      // Three standard errors of a share at 400 sequences.
      expect(Math.abs(hits[name as keyof typeof hits] / sequences - share)).toBeLessThan(0.075);
    }
    expect(hits.grid200).toBeGreaterThan(hits.agrapa200);
  });
});

function feedAll(process: EProcess, list: readonly number[]): void {
  for (const value of list) process.feed(value);
}
