import { describe, expect, it } from "vitest";
import { gateConfigSchema, metricFor } from "#core/domain/gate/config.ts";
import type { GatePlan } from "#core/domain/gate/plan.ts";
import type { GateContext } from "#core/domain/gate/report.ts";
import { judgeOutcomes } from "#test/support/judge-outcomes.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

const USED_UP: GateContext = { remainingItems: 0, invariants: [{ id: "schema", holds: true }] };
const MORE: GateContext = { ...USED_UP, remainingItems: 100 };
const UNSAFE: GateContext = { ...MORE, invariants: [{ id: "schema", holds: false }] };

/** 1/α_t = 46.6: late in a session of 24 iterations, or early in a longer one. */
const LEVEL = 1 / 46.6;

function planFor(config: object = {}, level = LEVEL): GatePlan {
  return { config: gateConfigSchema.parse({ minEffect: 0.01, ...config }), level, groupSizes: {} };
}

/** So many items with so many of nine fields right before and after. */
type Kind = readonly [count: number, before: number, after: number];

const RIGHT: Kind[1] = 9;
/** Lacked one field of nine, lacks none now. */
const repaired = (count: number): Kind => [count, 8, RIGHT];
/** Fully right, and now lacking one field. */
const broken = (count: number): Kind => [count, RIGHT, 8];
/** One field more or less, and not fully right either way. */
const improved = (count: number): Kind => [count, 6, 7];
const worsened = (count: number): Kind => [count, 6, 5];

/** The kinds spread evenly over so many items; the rest do not move. */
function spread(items: number, ...kinds: readonly Kind[]): readonly PairedOutcome[] {
  const places = new Map<number, Kind>();
  for (const kind of kinds) {
    const [count] = kind;
    for (let at = 0; at < count; at += 1) {
      let place = Math.floor(((at + 0.5) * items) / count);
      while (places.has(place)) place = (place + 1) % items;
      places.set(place, kind);
    }
  }
  return Array.from({ length: items }, (_, index) => {
    const [, before, after] = places.get(index) ?? [0, RIGHT, RIGHT];
    return outcome(`item-${index}`, before, after);
  });
}

function outcome(itemId: string, before: number, after: number, group?: string): PairedOutcome {
  return {
    itemId,
    ...(group === undefined ? {} : { group }),
    baseline: before / 9,
    candidate: after / 9,
    baselineCorrect: before === RIGHT ? 1 : 0,
    candidateCorrect: after === RIGHT ? 1 : 0,
  };
}

describe("[A12] the verdict by either metric", () => {
  it.each([33, 34, 40, 12])("accepts %i fixed and none broken of 400, each by one field of nine", (fixed) => {
    const outcomes = spread(400, repaired(fixed));
    expect(judgeOutcomes(planFor(), outcomes, USED_UP)).toMatchObject({
      verdict: "accept",
      reason: "more-items-right",
      effect: fixed / 400,
      flips: { fixed, broken: 0 },
    });
    // The graded mean alone left these undecided: they move it by a ninth of what they move people by.
    const byScore = judgeOutcomes(planFor({ metric: "score", minEffect: 0.005 }), outcomes, USED_UP);
    expect([byScore.verdict, byScore.reason]).toEqual(["undecided", "pool-used-up"]);
  });

  it.each([
    // verdict, reason, settled, what came, plan, context
    ["accept", "more-items-right", true, spread(400, repaired(40)), planFor(), MORE],
    ["accept", "more-items-better", true, spread(400, improved(60)), planFor(), MORE],
    ["accept", "more-items-better", true, spread(400, improved(80), worsened(8)), planFor(), USED_UP],
    ["reject", "invariant-failed", true, spread(400, repaired(40)), planFor(), UNSAFE],
    // Many small gains do not buy whole items.
    ["reject", "harmful", true, spread(400, improved(80), broken(20)), planFor(), MORE],
    ["reject", "harmful", true, spread(400, broken(40)), planFor(), MORE],
    // Items are better than worse and none is lost, but those that are worse lost much more.
    ["reject", "harmful", true, spread(400, [60, 6, 7], [40, 7, 0]), planFor(), MORE],
    ["reject", "not-worth-having", true, spread(800), planFor(), MORE],
    ["reject", "real-but-too-small", true, spread(2000, repaired(30)), planFor({ minEffect: 0.05 }), MORE],
    ["undecided", "horizon-passed", true, spread(400, repaired(40)), planFor({}, 0), MORE],
    ["undecided", "more-items-needed", false, spread(60, repaired(5)), planFor(), MORE],
    ["undecided", "pool-used-up", true, spread(60, repaired(5)), planFor(), USED_UP],
    ["undecided", "more-items-needed", false, [], planFor(), MORE],
    [
      "undecided",
      "effect-below-minimum",
      false,
      spread(400, repaired(12)),
      planFor({ minEffect: 0.04 }),
      MORE,
    ],
    [
      "undecided",
      "effect-below-minimum",
      true,
      spread(400, repaired(12)),
      planFor({ minEffect: 0.04 }),
      USED_UP,
    ],
    // Under about 150 items whole items cannot be cleared, so only `correct` can accept.
    ["undecided", "whole-items-in-doubt", false, spread(100, improved(40)), planFor(), MORE],
    ["undecided", "whole-items-in-doubt", true, spread(100, improved(40)), planFor(), USED_UP],
    ["undecided", "more-broken-than-fixed", false, spread(300, improved(60), broken(2)), planFor(), MORE],
    // More whole items, and a graded mean that fell, not by so much that harm is shown.
    ["undecided", "mean-score-lower", false, spread(400, repaired(20), [5, 6, 0]), planFor(), MORE],
    [
      "undecided",
      "guard-worse",
      true,
      spread(400, repaired(40), broken(8)),
      planFor({ guards: [{ id: "wholes", metric: "correct", margin: 0.02, itemIds: lostItems() }] }),
      MORE,
    ],
  ] as const)("is %s because of %s (settled: %s)", (verdict, reason, isSettled, outcomes, plan, context) => {
    const report = judgeOutcomes(plan, outcomes, context);
    expect({ verdict: report.verdict, reason: report.reason, isSettled: report.isSettled }).toEqual({
      verdict,
      reason,
      isSettled,
    });
  });

  it("spends half of the level on each, and neither half on the other's evidence", () => {
    const report = judgeOutcomes(planFor(), spread(400, improved(60)), USED_UP);
    expect(
      report.measures.map(({ measure, decides, evidence }) => [measure, decides, evidence.levelNeeded]),
    ).toEqual([
      ["correct", true, 2 * 46.6],
      ["net", true, 2 * 46.6],
      ["score", false, 20],
    ]);
    expect(report.evidence.crossedAtUnit).toBeNull();
    expect(report.measures[1]?.evidence.crossedAtUnit).not.toBeNull();
  });

  it("judges a no-worse variant on whole items alone, with the graded mean as its guard", () => {
    const plan = planFor({ objective: "no-worse" });
    expect(judgeOutcomes(plan, spread(400), MORE)).toMatchObject({
      verdict: "accept",
      reason: "no-worse-shown",
    });
    // What only gets small things right has shown nothing about whole items that were not there.
    expect(judgeOutcomes(plan, spread(400, broken(40)), MORE)).toMatchObject({
      verdict: "reject",
      reason: "harmful",
    });
    const report = judgeOutcomes(plan, spread(400, [60, 6, 2]), MORE);
    expect([report.verdict, report.reason]).toEqual(["undecided", "guard-worse"]);
  });
});

/** The items that `spread(400, repaired(40), broken(8))` breaks. */
function lostItems(): readonly string[] {
  return spread(400, repaired(40), broken(8))
    .filter(({ candidateCorrect }) => candidateCorrect === 0)
    .map(({ itemId }) => itemId);
}

describe("[A13] what is drawn of either metric", () => {
  it("is an interval for each half, items fully right first, and each agrees with its half", () => {
    const { measures, effect, interval } = judgeOutcomes(planFor(), spread(400, improved(60)), USED_UP);
    const [correct, net, score] = measures;
    expect([effect, interval]).toEqual([correct?.effect, correct?.interval]);
    expect(correct).toMatchObject({ effect: 0, moves: { fixed: 0, broken: 0 } });
    expect(correct?.interval.low).toBeLessThan(0);
    expect(net).toMatchObject({
      effect: 60 / 400,
      moves: { fixed: 60, broken: 0 },
      forecast: { kind: "reached" },
    });
    expect(net?.interval.low).toBeGreaterThan(0);
    expect(score?.effect).toBeCloseTo(60 / 400 / 9, 12);
  });

  it("forecasts the way that is nearest, and of a way the last level that it waits for", () => {
    const onlyFields = judgeOutcomes(planFor(), spread(100, improved(40)), { ...MORE, remainingItems: 500 });
    // By net the level is reached; whole items are not cleared yet.
    expect(onlyFields.measures[1]?.forecast).toEqual({ kind: "reached" });
    expect(onlyFields.forecast).toMatchObject({ kind: "items", hasEnoughLeft: true });
    const whole = judgeOutcomes(planFor(), spread(100, repaired(5)), { ...MORE, remainingItems: 300 });
    expect(whole.forecast).toEqual(whole.measures[0]?.forecast);
    expect(judgeOutcomes(planFor(), spread(100, broken(3)), MORE).forecast.kind).toBe(
      "no-sign-of-improvement",
    );
    expect(judgeOutcomes(planFor({}, 0), spread(100, repaired(5)), MORE).forecast.kind).toBe("closed");
  });
});

describe("units", () => {
  it("a group is one vote: the sign of its mean graded difference, in which rounding is no gain", () => {
    const outcomes = [
      // Together 8/9 − 7/9 + 6/9 − 7/9, which is nothing but for the last bit.
      ...[outcome("a1", 7, 8, "a"), outcome("a2", 7, 6, "a")],
      ...[outcome("b1", 6, 8, "b"), outcome("b2", 7, 6, "b")],
      ...[outcome("c1", 6, 8, "c"), outcome("c2", 7, 4, "c")],
    ];
    const plan = { ...planFor(), groupSizes: { a: 2, b: 2, c: 2 } };
    const net = judgeOutcomes(plan, outcomes, USED_UP).measures[1];
    expect(net).toMatchObject({ measure: "net", effect: 0, moves: { fixed: 3, broken: 3 } });
    const withoutLoss = judgeOutcomes({ ...plan, groupSizes: { a: 2, b: 2 } }, outcomes.slice(0, 4), USED_UP);
    expect(withoutLoss.measures[1]?.effect).toBe(1 / 2);
  });

  it("repetitions are averaged before a sign is taken", () => {
    const often: PairedOutcome = {
      itemId: "i",
      baseline: (0.1 + 0.2) / 2,
      candidate: 0.15,
      baselineCorrect: 1 / 3,
      candidateCorrect: 2 / 3,
    };
    const report = judgeOutcomes(planFor(), [often], MORE);
    expect(report.measures.map(({ effect }) => effect)).toEqual([1 / 3, 0, expect.closeTo(0, 12)]);
  });
});

it("[A15] where nobody says, the metric is what the scorer can tell", () => {
  const scorers = [
    { type: "exact" },
    { type: "numeric", tolerance: 0 },
    { type: "regex", flags: "" },
    { type: "json-fields" },
  ] as const;
  expect(scorers.map(metricFor)).toEqual(["correct", "correct", "correct", "either"]);
});
