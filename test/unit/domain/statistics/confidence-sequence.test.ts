import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidenceSequence } from "#core/domain/statistics/confidence-sequence.ts";
import type { SequenceOptions } from "#core/domain/statistics/confidence-sequence.ts";
import { startEProcess } from "#core/domain/statistics/e-process.ts";
import type { Hypothesis } from "#core/domain/statistics/e-process.ts";
import { binaryDifferences } from "./examples.ts";

const LEVELS = { alphaLower: 0.05, alphaUpper: 0.05 } as const;
const EVERY: SequenceOptions = { ...LEVELS, looks: "every" };
const step = fc.constantFrom(-1, -0.5, -1 / 9, 0, 0, 0, 1 / 9, 0.5, 1);

function hasCrossed(differences: readonly number[], hypothesis: Hypothesis): boolean {
  const process = startEProcess({ ...hypothesis, alpha: 0.05 });
  for (const difference of differences) process.feed(difference);
  return process.crossedAt() !== null;
}

describe("the confidence sequence", () => {
  it.each([
    [17, 4, 0.004176818434, 0.137703653059],
    [30, 10, 0.012756584728, 0.195415368009],
  ])("after one look at %i fixed, %i broken of 200 is [%f, %f]", (fixed, broken, low, high) => {
    const interval = confidenceSequence(binaryDifferences(fixed, broken, 200), { ...LEVELS, looks: "last" });
    // Its own tolerance is 1e-10.
    expect(Math.abs(interval.low - low)).toBeLessThan(1e-9);
    expect(Math.abs(interval.high - high)).toBeLessThan(1e-9);
  });

  it("claims nothing before the first item", () => {
    expect(confidenceSequence([], EVERY)).toEqual({ low: -1, high: 1 });
  });

  it("never widens as items come in", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 40 }), (list) => {
        const before = confidenceSequence(list.slice(0, -1), EVERY);
        const after = confidenceSequence(list, EVERY);
        expect(after.low).toBeGreaterThanOrEqual(before.low - 1e-9);
        expect(after.high).toBeLessThanOrEqual(before.high + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it("is the running intersection of its single looks", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (list) => {
        const looks = list.map((_, index) =>
          confidenceSequence(list.slice(0, index + 1), { ...LEVELS, looks: "last" }),
        );
        const every = confidenceSequence(list, EVERY);
        expect(every.low).toBeCloseTo(Math.max(...looks.map((look) => look.low)), 9);
        expect(every.high).toBeCloseTo(Math.min(...looks.map((look) => look.high)), 9);
      }),
      { numRuns: 30 },
    );
  });

  // Bisection alone could stop at −5e-11 where the process at 0 has just crossed.
  it("lies above a pivot exactly when the process there has crossed", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (list) => {
        const improved = hasCrossed(list, { tests: "at-most", mean: 0 });
        const small = hasCrossed(list, { tests: "at-least", mean: 0.02 });
        const interval = confidenceSequence(list, {
          ...EVERY,
          lowerPivots: [{ mean: 0, hasCrossed: improved }],
          upperPivots: [{ mean: 0.02, hasCrossed: small }],
        });
        expect(interval.low > 0).toBe(improved);
        expect(interval.high < 0.02).toBe(small);
      }),
      { numRuns: 60 },
    );
  });

  it("agrees with crossing without being told, up to its tolerance", () => {
    const list = binaryDifferences(9, 0, 30);
    const { low } = confidenceSequence(list, EVERY);
    expect(hasCrossed(list, { tests: "at-most", mean: low - 1e-9 })).toBe(true);
    expect(hasCrossed(list, { tests: "at-most", mean: low + 1e-9 })).toBe(false);
  });

  it("has no lower end at level 0", () => {
    expect(confidenceSequence(binaryDifferences(30, 0), { ...EVERY, alphaLower: 0 }).low).toBe(-1);
  });
});
