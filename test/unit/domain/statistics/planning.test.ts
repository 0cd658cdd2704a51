import { describe, expect, it } from "vitest";
import { BugError } from "#core/base/assert.ts";
import { correctForJudge } from "#core/domain/statistics/judge-correction.ts";
import { calibrationItems, noiseFloor } from "#core/domain/statistics/noise-floor.ts";
import {
  itemsForPower,
  smallestDetectableDifference,
  USUAL_POWER,
} from "#core/domain/statistics/planning.ts";

describe("planning at a fixed n", () => {
  it.each([
    [0.2, 0.1, 154.5986],
    [0.12, 0.1, 91.7928],
    [0.3, 0.1, 233.0945],
    [0.2, 0.05, 625.5473],
    [0.2, -0.1, 154.5986],
  ])("p_d %f and Δ %f need %f items", (discordantShare, difference, expected) => {
    expect(itemsForPower(difference, { discordantShare, ...USUAL_POWER })).toBeCloseTo(expected, 4);
  });

  it.each([
    [50, 0.1730417],
    [100, 0.1238193],
    [200, 0.0880727],
  ])("%i items at p_d 0.2 find %f", (items, expected) => {
    const target = { discordantShare: 0.2, ...USUAL_POWER };
    const difference = smallestDetectableDifference(items, target);
    expect(difference).toBeCloseTo(expected, 7);
    expect(itemsForPower(difference ?? 0, target)).toBeCloseTo(items, 6);
  });

  it("says when even the largest possible difference would be missed", () => {
    expect(smallestDetectableDifference(20, { discordantShare: 0.2, ...USUAL_POWER })).toBeNull();
    expect(() => itemsForPower(0.3, { discordantShare: 0.2, ...USUAL_POWER })).toThrow(BugError);
  });
});

describe("the noise floor", () => {
  const rows = ["111", "101", "000", "010", "111"].map((row) => row.split("").map(Number));

  it("estimates the variance between repetitions without bias", () => {
    const noise = noiseFloor({ rows, items: 200, repetitions: 1 });
    expect(noise.withinVariance).toBeCloseTo(0.133333333, 9);
    expect(noise.halfWidth).toBeCloseTo(1.959963984540054 * Math.sqrt((2 * 0.4) / 3 / 200), 12);
    expect(noise.expectedFlips).toBeCloseTo(53.333333333, 9);
  });

  it("shrinks with repetitions and is 0 for a deterministic agent", () => {
    const once = noiseFloor({ rows, items: 50, repetitions: 1 });
    const fourTimes = noiseFloor({ rows, items: 50, repetitions: 4 });
    expect(fourTimes.halfWidth).toBeCloseTo(once.halfWidth / 2, 12);
    const still = noiseFloor({ rows: [[0.3, 0.3]], items: 50, repetitions: 1 });
    expect(still).toEqual({ withinVariance: 0, halfWidth: 0, expectedFlips: 0 });
  });

  it("needs two equally long runs, on at most 50 items by default", () => {
    expect(() => noiseFloor({ rows: [[1], [0]], items: 2, repetitions: 1 })).toThrow(BugError);
    expect(() => noiseFloor({ rows: [[1, 0], [0]], items: 2, repetitions: 1 })).toThrow(BugError);
    expect([calibrationItems(30), calibrationItems(400)]).toEqual([30, 50]);
  });
});

describe("a model judge", () => {
  const good = { rightCalledRight: 36, rightTotal: 40, wrongCalledWrong: 16, wrongTotal: 20 };

  it("shows the difference that it would show if it never erred", () => {
    const corrected = correctForJudge(0.07, good);
    expect(corrected).toMatchObject({ usable: true });
    expect(corrected.usable && corrected.difference).toBeCloseTo(0.1, 12);
  });

  it.each([
    ["few-labels", { ...good, rightTotal: 25, rightCalledRight: 25, wrongTotal: 24 }],
    ["one-class-missing", { ...good, rightTotal: 60, wrongTotal: 0, wrongCalledWrong: 0 }],
    ["poor-judge", { ...good, wrongCalledWrong: 10, rightCalledRight: 38 }],
  ])("is refused as %s", (because, sample) => {
    expect(correctForJudge(0.07, sample)).toMatchObject({ usable: false, because });
  });
});
