import { describe, expect, it } from "vitest";
import { BugError } from "#core/base/assert.ts";
import { assessmentLevel, defaultHorizon } from "#core/domain/statistics/e-lond.ts";

const SESSION = { alpha: 0.1, horizon: 24 } as const;

describe("e-LOND", () => {
  it("gives the levels of a session that accepts at t = 1, 4 and 5", () => {
    const acceptsAt = [1, 4, 5];
    const levels = [1, 2, 3, 4, 5, 6].map((assessmentNumber) => {
      const acceptedBefore = acceptsAt.filter((at) => at < assessmentNumber).length;
      return assessmentLevel({ ...SESSION, assessmentNumber, acceptedBefore });
    });
    const expected = [0.026483344, 0.026483344, 0.017655563, 0.013241672, 0.015890007, 0.017655563];
    for (const [index, level] of levels.entries()) expect(level).toBeCloseTo(expected[index] as number, 9);
  });

  it.each([
    [12, 24, 37.8],
    [24, 48, 44.6],
  ])("with %i iterations plans %i assessments, the first at level %f", (iterations, horizon, first) => {
    expect(defaultHorizon(iterations)).toBe(horizon);
    const level = assessmentLevel({ alpha: 0.1, horizon, assessmentNumber: 1, acceptedBefore: 0 });
    expect(1 / level).toBeCloseTo(first, 1);
  });

  it("spends exactly alpha over a session without accepts, and nothing after the horizon", () => {
    const level = (assessmentNumber: number): number =>
      assessmentLevel({ ...SESSION, assessmentNumber, acceptedBefore: 0 });
    const spent = Array.from({ length: 24 }, (_, index) => level(index + 1)).reduce(
      (sum, one) => sum + one,
      0,
    );
    expect(spent).toBeCloseTo(0.1, 12);
    expect(level(25)).toBe(0);
  });

  it.each([
    [0, 0],
    [1.5, 0],
    [3, 3],
    [3, -1],
  ])("refuses assessment %f with %i accepted before", (assessmentNumber, acceptedBefore) => {
    expect(() => assessmentLevel({ ...SESSION, assessmentNumber, acceptedBefore })).toThrow(BugError);
  });
});
