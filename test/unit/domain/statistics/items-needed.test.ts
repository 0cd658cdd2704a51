import { describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { logEValue } from "#core/domain/statistics/e-process.ts";
import { roughUnitsNeeded, unitsStillNeeded } from "#core/domain/statistics/items-needed.ts";
import { drawFlips } from "#test/prove/statistics-samples.ts";
import { binaryDifferences, GRADED_EXAMPLE } from "./examples.ts";

describe("items still needed", () => {
  it.each([
    [15, 5, 0.05, { evenOdds: 55, likely: 157 }],
    [9, 2, 0.02, { evenOdds: 114, likely: 244 }],
  ])("after %i fixed, %i broken of 100 at level %f", (fixed, broken, alpha, expected) => {
    const differences = binaryDifferences(fixed, broken, 100);
    expect(unitsStillNeeded({ differences, nullMean: 0, alpha })).toEqual(expected);
  });

  it.each([
    ["nothing has come in", []],
    ["as many broke as were fixed", binaryDifferences(5, 5, 50)],
    ["more broke than were fixed", binaryDifferences(2, 9, 50)],
    ["graded scores fell", GRADED_EXAMPLE.map((value) => -value)],
  ])("sees no sign of improvement when %s", (_name, differences) => {
    expect(unitsStillNeeded({ differences, nullMean: 0, alpha: 0.05 })).toBeNull();
  });

  // Copies of the same data are the forecast made true: at even odds it must reach the level there, not before.
  it("forecasts graded scores as they were", () => {
    const needed = unitsStillNeeded({ differences: GRADED_EXAMPLE, nullMean: 0, alpha: 1e-4 });
    const tenfold = Array.from({ length: 20 }, () => GRADED_EXAMPLE).flat();
    const logEAfter = (more: number): number =>
      logEValue(tenfold.slice(0, GRADED_EXAMPLE.length + more), { tests: "at-most", mean: 0 });
    const wholeCopies = Math.ceil((needed?.evenOdds ?? 0) / GRADED_EXAMPLE.length) * GRADED_EXAMPLE.length;
    expect(logEAfter(wholeCopies)).toBeGreaterThanOrEqual(Math.log(1e4));
    expect(logEAfter(wholeCopies - GRADED_EXAMPLE.length)).toBeLessThan(Math.log(1e4));
    expect(needed?.likely).toBeGreaterThan(needed?.evenOdds ?? Infinity);
  });

  it("counts towards no-worse from the data's distance to the margin", () => {
    const differences = binaryDifferences(0, 0, 100);
    const needed = unitsStillNeeded({ differences, nullMean: -0.02, alpha: 0.05 });
    expect(needed?.evenOdds).toBeGreaterThan(0);
    expect(unitsStillNeeded({ differences, nullMean: 0, alpha: 0.05 })).toBeNull();
  });

  it("is right about four times in five, and half of the time", () => {
    const differences = binaryDifferences(15, 5, 100);
    const needed = unitsStillNeeded({ differences, nullMean: 0, alpha: 0.05 });
    // The world as the forecast sees it: half a count added to both kinds.
    const fixed = 15.5 / 101;
    const broken = 5.5 / 101;
    const rates = { discordantShare: fixed + broken, difference: fixed - broken };
    const hitRate = (more: number): number => {
      let hits = 0;
      for (let trial = 0; trial < 1_000; trial += 1) {
        const extra = drawFlips(rates, more, keyedRandom("needed", more, trial));
        const logE = logEValue([...differences, ...extra], { tests: "at-most", mean: 0 });
        if (logE >= Math.log(20)) hits += 1;
      }
      return hits / 1_000;
    };
    expect(hitRate(needed?.likely ?? 0)).toBeGreaterThan(0.78);
    expect(hitRate(needed?.likely ?? 0)).toBeLessThan(0.87);
    expect(hitRate(needed?.evenOdds ?? 0)).toBeGreaterThan(0.45);
    expect(hitRate(needed?.evenOdds ?? 0)).toBeLessThan(0.57);
  });

  it("gives the rough rule for planning", () => {
    const rough = roughUnitsNeeded({ alpha: 0.05, discordantShare: 0.2, fixedAmongDiscordant: 0.75 });
    const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
    expect(rough).toBeCloseTo((Math.log(20) + 2) / (0.2 * (Math.LN2 - entropy)), 9);
    expect(roughUnitsNeeded({ alpha: 0.05, discordantShare: 0.2, fixedAmongDiscordant: 1 })).toBeCloseTo(
      (Math.log(20) + 2) / (0.2 * Math.LN2),
      9,
    );
  });
});
