import { describe, expect, it } from "vitest";
import { bcaInterval } from "#core/domain/statistics/bca.ts";
import { describeDifference } from "#core/domain/statistics/describe-difference.ts";
import { mcnemarExact } from "#core/domain/statistics/mcnemar.ts";
import { meanInterval } from "#core/domain/statistics/mean-interval.ts";
import { signFlipTest } from "#core/domain/statistics/sign-flip.ts";
import { tangoInterval } from "#core/domain/statistics/tango.ts";
import { toBinaryOutcomes } from "#test/prove/statistics-samples.ts";
import { binaryDifferences } from "./examples.ts";

const OPTIONS = { metric: "score", confidence: 0.95, repetitions: 1, key: ["d"] } as const;
const BINARY = toBinaryOutcomes(binaryDifferences(17, 4, 200));

describe("the fixed-n description", () => {
  it("of binary items run once is Tango's interval with McNemar's p", () => {
    expect(describeDifference(BINARY, OPTIONS)).toEqual({
      units: 200,
      effect: 13 / 200,
      interval: tangoInterval({ fixed: 17, broken: 4 }, 200, 0.95),
      method: "tango",
      pValue: mcnemarExact({ fixed: 17, broken: 4 }),
      test: "mcnemar",
    });
  });

  it.each([
    ["repeated items", BINARY, { ...OPTIONS, repetitions: 3 }],
    ["grouped items", BINARY.map((pair) => ({ ...pair, group: pair.itemId })), OPTIONS],
    ["graded scores", BINARY.map((pair) => ({ ...pair, candidate: pair.candidate / 2 })), OPTIONS],
  ])("of %s is BCa with the sign-flip p", (_name, outcomes, options) => {
    const description = describeDifference(outcomes, options);
    expect(description).toMatchObject({ method: "bca", test: "sign-flip", units: 200 });
  });

  it("takes a group as one unit", () => {
    const grouped = BINARY.slice(0, 60).map((pair, index) => ({
      ...pair,
      group: `g${Math.floor(index / 3)}`,
    }));
    const values = Array.from({ length: 20 }, (_, group) => {
      const members = binaryDifferences(17, 4, 200).slice(group * 3, group * 3 + 3);
      return members.reduce((sum, value) => sum + value, 0) / 3;
    });
    const description = describeDifference(grouped, OPTIONS);
    expect(description?.units).toBe(20);
    expect(description?.pValue).toBe(signFlipTest(values, ["d"]).twoSided);
    expect(description?.method).toBe(bcaInterval(values, OPTIONS)?.method);
  });

  it("falls back to Student's interval with few units, and says nothing without any", () => {
    const few = BINARY.slice(15, 22).map((pair) => ({ ...pair, candidate: pair.candidate / 2 }));
    const values = few.map((pair) => pair.candidate - pair.baseline);
    // Units are in id order; the mean and its interval do not depend on it beyond rounding.
    const description = describeDifference(few, OPTIONS);
    expect(description?.method).toBe("t");
    expect(description?.interval?.low).toBeCloseTo(meanInterval(values, 0.95)?.low ?? 9, 12);
    expect(describeDifference([], OPTIONS)).toBeNull();
  });
});
