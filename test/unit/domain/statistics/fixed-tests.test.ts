import { describe, expect, it } from "vitest";
import { mcnemarExact, mcnemarMidP } from "#core/domain/statistics/mcnemar.ts";
import { signFlipTest } from "#core/domain/statistics/sign-flip.ts";
import { binaryDifferences, SIX_DIFFERENCES } from "./examples.ts";

describe("McNemar's exact test", () => {
  it.each([
    [17, 4, 0.007197380065918],
    [15, 5, 0.041389465332031],
    [9, 2, 0.0654296875],
    [5, 0, 0.0625],
    [1, 7, 0.0703125],
    [59, 121, 4.4344492637551645e-6],
    [0, 0, 1],
    [3, 3, 1],
  ])("of %i fixed and %i broken has p = %f", (fixed, broken, expected) => {
    const p = mcnemarExact({ fixed, broken });
    expect(Math.abs(p / expected - 1)).toBeLessThan(1e-9);
    expect(mcnemarExact({ fixed: broken, broken: fixed })).toBe(p);
  });

  it.each([
    [17, 4, 0.004343509674072],
    [1, 7, 0.0390625],
    [0, 0, 1],
  ])("of %i fixed and %i broken has mid-p = %f", (fixed, broken, expected) => {
    expect(mcnemarMidP({ fixed, broken })).toBeCloseTo(expected, 10);
  });
});

describe("the sign-flip test", () => {
  it("counts all flips of a few differences", () => {
    expect(signFlipTest(SIX_DIFFERENCES, [])).toEqual({ oneSided: 0.125, twoSided: 0.25, method: "exact" });
  });

  it.each([
    [9, 2],
    [5, 0],
    [1, 7],
    [15, 5],
  ])("equals McNemar on binary differences: %i fixed, %i broken of 40", (fixed, broken) => {
    const { twoSided, method } = signFlipTest(binaryDifferences(fixed, broken, 40), []);
    expect(method).toBe("exact");
    expect(twoSided).toBeCloseTo(mcnemarExact({ fixed, broken }), 10);
  });

  // 0.1 + 0.2 and 0.3 differ in the last bit; as ties they must still count.
  it("counts sums that differ only by rounding as ties", () => {
    expect(signFlipTest([0.1, 0.2, -0.3], []).oneSided).toBe(5 / 8);
  });

  it("samples flips beyond 20 differences: seeded, near the exact value, never 0", () => {
    const differences = binaryDifferences(17, 4, 200);
    const sampled = signFlipTest(differences, ["a"]);
    expect(sampled.method).toBe("seeded");
    expect(Math.abs(sampled.twoSided - mcnemarExact({ fixed: 17, broken: 4 }))).toBeLessThan(0.003);
    expect(signFlipTest(differences, ["a"])).toEqual(sampled);
    expect(signFlipTest(differences, ["b"])).not.toEqual(sampled);
    expect(signFlipTest(binaryDifferences(60, 0), []).oneSided).toBe(1 / 10_000);
  });

  it("finds nothing in no differences", () => {
    expect(signFlipTest([0, 0], [])).toEqual({ oneSided: 1, twoSided: 1, method: "exact" });
  });
});
