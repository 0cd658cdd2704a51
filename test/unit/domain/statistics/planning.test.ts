import { describe, expect, it } from "vitest";
import { BugError } from "#core/base/assert.ts";
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
