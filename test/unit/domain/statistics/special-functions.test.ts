import { describe, expect, it } from "vitest";
import {
  binomialAtLeast,
  binomialAtMost,
  binomialPoint,
  proportionLowerBound,
  proportionUpperBound,
} from "#core/domain/statistics/binomial.ts";
import { regularizedBeta } from "#core/domain/statistics/incomplete-beta.ts";
import { logGamma } from "#core/domain/statistics/log-gamma.ts";
import { normalCdf, normalQuantile } from "#core/domain/statistics/normal.ts";
import { studentQuantile } from "#core/domain/statistics/student.ts";

// Expected values: scipy 1.17.1. A wrong branch, coefficient or tail shows as a relative error far above 1e-12.
describe("special functions agree with scipy", () => {
  it.each([
    ["ln Γ(1e-5)", () => logGamma(1e-5), 11.512919692895826],
    ["ln Γ(½)", () => logGamma(0.5), 0.5723649429247001],
    ["ln Γ(14.9), just under the series", () => logGamma(14.9), 24.924132002217213],
    ["ln Γ(15), where the series starts", () => logGamma(15), 25.191221182738683],
    ["ln Γ(5000)", () => logGamma(5000), 37582.62631568535],
    ["Φ(−8)", () => normalCdf(-8), 6.22096057427174e-16],
    ["Φ(−3.6), beyond the switch", () => normalCdf(-3.6), 0.0001591085901575337],
    ["Φ(−3.5), before the switch", () => normalCdf(-3.5), 0.00023262907903552504],
    ["Φ(−1)", () => normalCdf(-1), 0.15865525393145707],
    ["Φ(2)", () => normalCdf(2), 0.9772498680518208],
    ["Φ⁻¹(1e-300)", () => normalQuantile(1e-300), -37.0470962993612],
    ["Φ⁻¹(0.01)", () => normalQuantile(0.01), -2.3263478740408408],
    ["Φ⁻¹(0.975)", () => normalQuantile(0.975), 1.959963984540054],
    ["I_0.5(10, 3)", () => regularizedBeta(0.5, 10, 3), 0.019287109375],
    ["I_0.1(½, ½)", () => regularizedBeta(0.1, 0.5, 0.5), 0.20483276469913345],
    ["I_0.999(200, ½)", () => regularizedBeta(0.999, 200, 0.5), 0.527244107025235],
    ["t quantile, 1 degree", () => studentQuantile(0.975, 1), 12.706204736174694],
    ["t quantile, 49 degrees", () => studentQuantile(0.975, 49), 2.0095752371292388],
    ["t quantile, lower side", () => studentQuantile(0.025, 49), -2.0095752371292388],
    ["t quantile, half a degree", () => studentQuantile(0.6, 0.5), 0.39797542678479],
    ["P(Bin(21, ½) = 4)", () => binomialPoint(4, 21, 0.5), 0.0028538703918457],
  ])("%s", (_name, compute, expected) => {
    expect(Math.abs(compute() / expected - 1)).toBeLessThan(1e-11);
  });
});

describe("exact bounds of a proportion", () => {
  it("puts the two tails of a binomial together to one", () => {
    for (let successes = 0; successes <= 30; successes += 1) {
      const total = binomialAtMost(successes, 30, 0.3) + binomialAtLeast(successes + 1, 30, 0.3);
      expect(total).toBeCloseTo(1, 12);
    }
  });

  // The fail rule of the proof: a bound on the wrong side, or two-sided, moves these counts.
  it.each([
    [123, 0.05, true],
    [124, 0.05, false],
    [232, 0.1, true],
    [233, 0.1, false],
  ])("%i errors of 2,000 against a target of %f pass: %s", (errors, target, passes) => {
    expect(proportionLowerBound(errors, 2_000, 0.99) <= target).toBe(passes);
  });

  it("has no lower bound at none and no upper bound at all", () => {
    expect(proportionLowerBound(0, 10, 0.99)).toBe(0);
    expect(proportionUpperBound(10, 10, 0.99)).toBe(1);
    expect(proportionUpperBound(0, 10, 0.95)).toBeCloseTo(1 - 0.05 ** 0.1, 10);
  });
});

it.each([0, 1, -0.1, 1.1, Number.NaN])("a normal quantile of %f is refused", (p) => {
  expect(() => normalQuantile(p)).toThrow("inside (0, 1)");
});
