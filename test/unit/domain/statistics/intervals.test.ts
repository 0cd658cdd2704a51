import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accuracyInterval } from "#core/domain/statistics/accuracy-interval.ts";
import { clusterRobustError } from "#core/domain/statistics/cluster-error.ts";
import { meanInterval, standardErrorOfMean } from "#core/domain/statistics/mean-interval.ts";
import { mcnemarExact } from "#core/domain/statistics/mcnemar.ts";
import { tangoInterval } from "#core/domain/statistics/tango.ts";
import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import { newcombeInterval } from "#test/support/newcombe.ts";

describe("what is no proportion is refused, not turned into an interval", () => {
  it.each([
    [0, 0],
    [-1, 10],
    [11, 10],
    [1, -1],
  ])("Wilson's: %i of %i", (successes, trials) => {
    expect(() => wilsonInterval(successes, trials, 0.95)).toThrow("is not a proportion");
  });

  it.each([
    [0, 0, 0],
    [6, 5, 10],
    [1, 0, -1],
  ])("Tango's: %i fixed and %i broken of %i", (fixed, broken, items) => {
    expect(() => tangoInterval({ fixed, broken }, items, 0.95)).toThrow("flips among");
  });

  it("at the edge of what is one, both have an interval", () => {
    const ends = [
      tangoInterval({ fixed: 5, broken: 5 }, 10, 0.95),
      wilsonInterval(1, 1, 0.95),
      wilsonInterval(0, 1, 0.95),
    ];
    expect(ends.map(({ low, high }) => low < high)).toEqual([true, true, true]);
  });
});

describe("Tango's interval", () => {
  // 17, 4, 200: the upper end was computed to 50 digits.
  it.each([
    [1, 7, 21, 0.95, -0.517232276421, -0.026003032481],
    [17, 4, 200, 0.95, 0.022166049169, 0.114911260168],
    [15, 5, 100, 0.95, 0.013446760869, 0.192396505064],
    [0, 0, 200, 0.95, -0.018845326377, 0.018845326377],
    [5, 0, 200, 0.95, 0.005683540463, 0.057178340407],
    [0, 1, 44, 0.9, -0.095662426399, 0.036516938418],
  ])("of %i fixed, %i broken, n %i at %f is [%f, %f]", (fixed, broken, items, confidence, low, high) => {
    const interval = tangoInterval({ fixed, broken }, items, confidence);
    expect(Math.abs(interval.low - low)).toBeLessThan(1e-11);
    expect(Math.abs(interval.high - high)).toBeLessThan(1e-11);
  });

  it("agrees with the values printed in Fagerland 2014 and Tango 1998", () => {
    const bentur = tangoInterval({ fixed: 1, broken: 7 }, 21, 0.95);
    expect([bentur.low.toFixed(3), bentur.high.toFixed(3)]).toEqual(["-0.517", "-0.026"]);
    const tango = tangoInterval({ fixed: 0, broken: 1 }, 44, 0.9);
    expect([tango.low.toFixed(3), tango.high.toFixed(3)]).toEqual(["-0.096", "0.037"]);
  });

  it("mirrors when the arms are swapped, holds its estimate, and stays inside [−1, 1]", () => {
    const table = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(60)).filter(([f, b, rest]) => f + b + rest > 0);
    fc.assert(
      fc.property(table, ([fixed, broken, rest]) => {
        const items = fixed + broken + rest;
        const interval = tangoInterval({ fixed, broken }, items, 0.95);
        const mirrored = tangoInterval({ fixed: broken, broken: fixed }, items, 0.95);
        expect(mirrored.low).toBe(-interval.high);
        expect(interval.low).toBeLessThanOrEqual((fixed - broken) / items);
        expect(interval.high).toBeGreaterThanOrEqual((fixed - broken) / items);
        expect(interval.low).toBeGreaterThanOrEqual(-1);
        expect(interval.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("excludes 0 exactly when McNemar's z rejects", () => {
    for (let fixed = 0; fixed <= 30; fixed += 1) {
      for (let broken = 0; broken <= 30; broken += 1) {
        const { low, high } = tangoInterval({ fixed, broken }, 100, 0.95);
        const rejects = (fixed - broken) ** 2 > 1.959963984540054 ** 2 * (fixed + broken);
        expect(low > 0 || high < 0).toBe(rejects);
      }
    }
  });

  it("lies near Newcombe's method 10, which needs the whole table", () => {
    const newcombe = newcombeInterval({ bothRight: 1, fixed: 1, broken: 7, bothWrong: 12 }, 0.95);
    expect(newcombe.low).toBeCloseTo(-0.506920226686, 10);
    expect(newcombe.high).toBeCloseTo(-0.025559124165, 10);
    const tango = tangoInterval({ fixed: 1, broken: 7 }, 21, 0.95);
    expect(Math.abs(tango.low - newcombe.low)).toBeLessThan(0.02);
    expect(Math.abs(tango.high - newcombe.high)).toBeLessThan(0.02);
    expect(mcnemarExact({ fixed: 1, broken: 7 })).toBeGreaterThan(0.05);
  });
});

describe("Wilson's interval", () => {
  it.each([
    [169, 200, 0.788393094077, 0.888603630723],
    [0, 50, 0, 0.071347599133],
    [50, 50, 1 - 0.071347599133, 1],
  ])("of %i in %i is [%f, %f]", (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials, 0.95);
    expect(interval.low).toBeCloseTo(low, 10);
    expect(interval.high).toBeCloseTo(high, 10);
  });
});

describe("the interval of an accuracy", () => {
  const right = (count: number, of: number, groupOf: (at: number) => string | undefined) =>
    Array.from({ length: of }, (_, at) => ({
      itemId: `i${at}`,
      group: groupOf(at),
      value: at < count ? 1 : 0,
    }));

  it("is Wilson's where every item stands alone", () => {
    expect(
      accuracyInterval(
        right(169, 200, () => undefined),
        0.95,
      ),
    ).toEqual(wilsonInterval(169, 200, 0.95));
  });

  it("is wider where items of one conversation err together: they are fewer witnesses than items", () => {
    const items = right(100, 200, (at) => `g${Math.floor(at / 10)}`);
    const { low, high } = accuracyInterval(items, 0.95);
    // 20 groups, each all right or all wrong: SE = √(20/19 · 20 · 5² / 200²), t(0.975, 19) = 2.093024054.
    const half = 2.0930240544082634 * Math.sqrt(((20 / 19) * 20 * 25) / 40_000);
    expect([low, high]).toEqual([expect.closeTo(0.5 - half, 10), expect.closeTo(0.5 + half, 10)]);
    const wilson = wilsonInterval(100, 200, 0.95);
    expect(high - low).toBeGreaterThan(3 * (wilson.high - wilson.low));
  });

  it("claims no certainty where all items are alike, nor anything of one group or none", () => {
    const all = right(30, 30, (at) => `g${at % 3}`);
    expect(accuracyInterval(all, 0.95)).toEqual(wilsonInterval(3, 3, 0.95));
    const one = right(5, 10, () => "g");
    expect([accuracyInterval(one, 0.95), accuracyInterval([], 0.95)]).toEqual([
      { low: 0, high: 1 },
      { low: 0, high: 1 },
    ]);
  });
});

describe("the mean over units", () => {
  it("has Student's interval", () => {
    // numpy and scipy on 0.1 … 0.5: mean 0.3, SE 0.0707106781, t(0.975, 4) = 2.7764451052.
    const interval = meanInterval([0.1, 0.2, 0.3, 0.4, 0.5], 0.95);
    expect(interval?.low).toBeCloseTo(0.3 - 2.7764451051977987 * Math.sqrt(0.005), 12);
    expect(interval?.high).toBeCloseTo(0.3 + 2.7764451051977987 * Math.sqrt(0.005), 12);
  });

  it("has none under two units", () => {
    expect(meanInterval([0.4], 0.95)).toBeNull();
    expect(standardErrorOfMean([])).toBeNull();
  });
});

describe("the cluster-robust error", () => {
  const values = [1, 0, 0, -1, 0, 1, 1, 1];
  const groups = ["0", "0", "1", "1", "1", "2", "3", "3"];
  const items = values.map((value, index) => ({ itemId: `i${index}`, group: groups[index], value }));

  it("carries the factor G/(G − 1)", () => {
    const error = clusterRobustError(items) ?? 0;
    expect(Math.abs(error - 0.368873566)).toBeLessThan(1e-9);
    expect(Math.abs(error / Math.sqrt(4 / 3) - 0.31945388)).toBeLessThan(1e-9);
  });

  it("equals the usual error when every item stands alone", () => {
    const alone = items.map(({ itemId, value }) => ({ itemId, value }));
    expect(clusterRobustError(alone)).toBeCloseTo(standardErrorOfMean(values) ?? 0, 12);
    expect(clusterRobustError(items.slice(0, 2))).toBeNull();
  });
});
