import { describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { bcaInterval, bcaLimits } from "#core/domain/statistics/bca.ts";
import { meanInterval } from "#core/domain/statistics/mean-interval.ts";
import { SIX_DIFFERENCES } from "./examples.ts";

describe("BCa", () => {
  it("of all 6⁶ resamples agrees with scipy in bias, acceleration, levels and limits", () => {
    const limits = bcaLimits(SIX_DIFFERENCES, allResampleMeans(SIX_DIFFERENCES), 0.95);
    expect(limits?.bias).toBeCloseTo(0.01300199618, 10);
    expect(limits?.acceleration).toBeCloseTo(0.012420012642, 10);
    expect(limits?.levels.low).toBeCloseTo(0.029513544972, 10);
    expect(limits?.levels.high).toBeCloseTo(0.979101137912, 10);
    expect(limits?.low).toBeCloseTo(-0.020833333, 9);
    expect(limits?.high).toBeCloseTo(0.5, 9);
  });

  it("is the same for the same key and another for another", () => {
    const values = sample(40);
    const first = bcaInterval(values, { confidence: 0.95, key: ["x"] });
    expect(first?.method).toBe("bca");
    expect(bcaInterval(values, { confidence: 0.95, key: ["x"] })).toEqual(first);
    expect(bcaInterval(values, { confidence: 0.95, key: ["y"] })).not.toEqual(first);
  });

  it("lies near Student's interval on tame data", () => {
    const values = sample(100);
    const student = meanInterval(values, 0.95);
    const bca = bcaInterval(values, { confidence: 0.95, key: [] });
    expect(Math.abs((bca?.low ?? 9) - (student?.low ?? 0))).toBeLessThan(0.01);
    expect(Math.abs((bca?.high ?? 9) - (student?.high ?? 0))).toBeLessThan(0.01);
  });

  it.each([
    ["few-units", sample(19)],
    ["degenerate", Array.from({ length: 30 }, () => 0.25)],
  ])("is Student's interval and says %s where it is not defined", (because, values) => {
    expect(bcaInterval(values, { confidence: 0.95, key: [] })).toEqual({
      ...meanInterval(values, 0.95),
      method: "t",
      because,
    });
  });

  it("is undefined where every resample lies on one side of the estimate", () => {
    expect(bcaLimits(SIX_DIFFERENCES, Float64Array.of(0.5, 0.6), 0.95)).toBeNull();
  });

  it("needs two units", () => {
    expect(bcaInterval([0.5], { confidence: 0.95, key: [] })).toBeNull();
  });
});

function sample(count: number): readonly number[] {
  const random = keyedRandom("bca-test");
  return Array.from({ length: count }, () => (random.next() + random.next() - 1) / 2);
}

function allResampleMeans(values: readonly number[]): Float64Array {
  const count = values.length;
  return Float64Array.from({ length: count ** count }, (_, resample) => {
    let sum = 0;
    for (let draw = 0, rest = resample; draw < count; draw += 1, rest = Math.floor(rest / count)) {
      sum += values[rest % count] as number;
    }
    return sum / count;
  });
}
