import { describe, expect, it } from "vitest";
import { BugError } from "#core/base/assert.ts";
import { gateConfigSchema } from "#core/domain/gate/config.ts";
import type { GateContext } from "#core/domain/gate/report.ts";
import { openGate } from "#core/domain/gate/gate.ts";
import { judgeOutcomes } from "#test/support/judge-outcomes.ts";
import type { GatePlan } from "#core/domain/gate/plan.ts";
import { assessmentLevel } from "#core/domain/statistics/e-lond.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";
import { toBinaryOutcomes } from "#test/prove/statistics-samples.ts";
import { binaryDifferences } from "#test/unit/domain/statistics/examples.ts";

const LEVEL = assessmentLevel({ alpha: 0.1, horizon: 24, assessmentNumber: 1, acceptedBefore: 0 });
const MORE: GateContext = { remainingItems: 100, invariants: [{ id: "schema", holds: true }] };
const USED_UP: GateContext = { ...MORE, remainingItems: 0 };
const BROKEN_INVARIANT: GateContext = { ...MORE, invariants: [{ id: "locked", holds: false }] };

function planFor(config: object, level = LEVEL): GatePlan {
  return { config: gateConfigSchema.parse({ metric: "correct", ...config }), level, groupSizes: {} };
}

function flips(fixed: number, broken: number, items?: number): readonly PairedOutcome[] {
  return toBinaryOutcomes(binaryDifferences(fixed, broken, items));
}

/** Of 100 items; with the gains first, E would have crossed on the way. */
function lossesFirst(fixed: number, broken: number): readonly PairedOutcome[] {
  return flips(fixed, broken, 100).toReversed();
}

function graded(count: number, step: { baseline: number; candidate: number }): readonly PairedOutcome[] {
  return flips(0, 0, count).map((outcome) => ({ ...outcome, ...step }));
}

/** The graded score rises while fewer items are right in everything. */
const TRADED = graded(80, { baseline: 0.5, candidate: 0.9 }).map((outcome) => ({
  ...outcome,
  candidateCorrect: 0,
}));
const NO_WORSE = { objective: "no-worse" } as const;

describe("[A3] the verdict", () => {
  it.each([
    // verdict, reason, settled, what came, plan, context
    ["accept", "improvement-shown", true, flips(8, 0), planFor({}), MORE],
    ["accept", "improvement-shown", true, flips(8, 0), planFor({}), USED_UP],
    ["accept", "no-worse-shown", true, flips(0, 0, 400), planFor(NO_WORSE), MORE],
    ["reject", "invariant-failed", true, flips(8, 0), planFor({}), BROKEN_INVARIANT],
    ["reject", "invariant-failed", true, [], planFor({}), BROKEN_INVARIANT],
    ["reject", "harmful", true, flips(0, 8), planFor({}), MORE],
    ["reject", "harmful", true, flips(0, 12), planFor(NO_WORSE), MORE],
    ["reject", "not-worth-having", true, flips(0, 0, 400), planFor({}), MORE],
    [
      "reject",
      "real-but-too-small",
      true,
      graded(100, { baseline: 0.5, candidate: 0.6 }),
      planFor({ metric: "score", minEffect: 0.3 }),
      MORE,
    ],
    ["undecided", "guard-worse", true, TRADED, planFor({ metric: "score" }), MORE],
    ["undecided", "horizon-passed", true, flips(30, 0), planFor({}, 0), MORE],
    ["undecided", "effect-below-minimum", false, flips(8, 0, 500), planFor({}), MORE],
    ["undecided", "effect-below-minimum", true, flips(8, 0, 500), planFor({}), USED_UP],
    ["undecided", "more-items-needed", false, flips(7, 0), planFor({}), MORE],
    ["undecided", "more-items-needed", false, [], planFor({}), MORE],
    ["undecided", "pool-used-up", true, flips(7, 0), planFor({}), USED_UP],
    ["undecided", "pool-used-up", true, flips(1, 0, 30), planFor(NO_WORSE), USED_UP],
  ] as const)("is %s because of %s (settled: %s)", (verdict, reason, isSettled, outcomes, plan, context) => {
    const report = judgeOutcomes(plan, outcomes, context);
    expect({ verdict: report.verdict, reason: report.reason, isSettled: report.isSettled }).toEqual({
      verdict,
      reason,
      isSettled,
    });
  });

  it("stays where it crossed: later losses do not take the evidence back, only a shown loss rejects", () => {
    const later = [...flips(8, 0), ...flips(0, 3)].map((outcome, index) => ({
      ...outcome,
      itemId: `${index}`,
    }));
    const report = judgeOutcomes(planFor({}), later, MORE);
    expect(report).toMatchObject({ verdict: "accept", evidence: { crossedAtUnit: 8 } });
    expect(report.evidence.logE).toBeLessThan(Math.log(1 / LEVEL));
    expect(report.evidence.peakLogE).toBeGreaterThan(Math.log(1 / LEVEL));
  });

  it("never rejects for a guard and never accepts against one", () => {
    const report = judgeOutcomes(planFor({ metric: "score" }), TRADED, MORE);
    expect(report.evidence.crossedAtUnit).not.toBeNull();
    expect(report.guards).toMatchObject([{ id: "all-correct", isShownWorse: true, effect: -1, units: 80 }]);
  });
});

describe("the report", () => {
  it("of 17 fixed and 4 broken among 200 says what the desk shows", () => {
    const report = judgeOutcomes(planFor({}, 0.05), flips(17, 4, 200), USED_UP);
    expect(report).toMatchObject({
      verdict: "accept",
      failedInvariants: [],
      isPoolUsedUp: true,
      isHarmful: false,
      isRealButTooSmall: false,
      level: 0.05,
      items: 200,
      units: 200,
      openItems: 0,
      effect: 13 / 200,
      flips: { fixed: 17, broken: 4 },
      moves: { fixed: 17, broken: 4 },
      guards: [],
      forecast: { kind: "reached" },
    });
    expect(report.evidence.logE).toBeCloseTo(3.45901394, 8);
    expect(report.evidence.eValue).toBeCloseTo(Math.exp(report.evidence.logE), 9);
    expect(report.evidence.levelNeeded).toBe(20);
  });

  it("before the first item claims nothing", () => {
    expect(judgeOutcomes(planFor({}), [], MORE)).toMatchObject({
      verdict: "undecided",
      effect: null,
      interval: { low: -1, high: 1 },
      forecast: { kind: "no-sign-of-improvement" },
      evidence: { logE: 0, eValue: 1, peakEValue: 1, crossedAtUnit: null },
    });
  });

  it("names the invariants that failed", () => {
    const invariants = [
      { id: "schema", holds: true },
      { id: "locked", holds: false },
    ];
    const report = judgeOutcomes(planFor({}), [], { remainingItems: 5, invariants });
    expect(report.failedInvariants).toEqual(["locked"]);
  });

  it("stays JSON after a thousand clear wins, and at level 0", () => {
    const report = judgeOutcomes(planFor({}, 0), flips(1_200, 0), MORE);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.evidence).toMatchObject({ eValue: Number.MAX_VALUE, levelNeeded: null });
    expect(report.interval.low).toBe(-1);
    expect(report.forecast).toEqual({ kind: "closed" });
  });

  it.each([
    [
      "enough is left",
      { kind: "items", likelyItems: 157, evenOddsItems: 55, hasEnoughLeft: true },
      15,
      5,
      200,
    ],
    [
      "too little is left",
      { kind: "items", likelyItems: 157, evenOddsItems: 55, hasEnoughLeft: false },
      15,
      5,
      100,
    ],
    ["nothing improves", { kind: "no-sign-of-improvement" }, 5, 5, 100],
  ])("forecasts the items still needed when %s", (_name, forecast, fixed, broken, remainingItems) => {
    const report = judgeOutcomes(planFor({}, 0.05), lossesFirst(fixed, broken), { ...MORE, remainingItems });
    expect(report.forecast).toEqual(forecast);
  });

  it("says when the whole dataset ten times over would not settle it", () => {
    const { forecast } = judgeOutcomes(planFor({}), lossesFirst(11, 10), { ...MORE, remainingItems: 20 });
    expect(forecast.kind).toBe("not-with-this-dataset");
    expect(forecast.kind === "not-with-this-dataset" && forecast.likelyItems).toBeGreaterThan(1_200);
  });
});

describe("guards", () => {
  const classGuard = {
    id: "refunds",
    metric: "correct",
    margin: 0.02,
    itemIds: ["item-0", "item-1", "item-2"],
  };

  it("look only at their own items and share beta", () => {
    const plan = planFor({ metric: "score", guards: [classGuard] });
    const report = judgeOutcomes(plan, flips(0, 3, 40), MORE);
    expect(report.guards.map(({ id, units, effect }) => ({ id, units, effect }))).toEqual([
      { id: "refunds", units: 3, effect: -1 },
      { id: "all-correct", units: 40, effect: -3 / 40 },
    ]);
    expect(report.guards[0]?.evidence.levelNeeded).toBe(40);
  });

  it("are quiet while the class gets better", () => {
    const plan = planFor({ guards: [classGuard] });
    expect(judgeOutcomes(plan, flips(8, 0), MORE)).toMatchObject({
      verdict: "accept",
      guards: [{ isShownWorse: false, effect: 1, units: 3 }],
    });
  });
});

describe("groups", () => {
  const members = flips(8, 0).flatMap((outcome) =>
    ["a", "b"].map((part) => ({ ...outcome, itemId: `${outcome.itemId}${part}`, group: outcome.itemId })),
  );
  const groupSizes = Object.fromEntries(members.map(({ group }) => [group, 2]));
  const plan: GatePlan = { ...planFor({}), groupSizes };

  it("count once each: sixteen items in eight groups are eight units", () => {
    expect(judgeOutcomes(plan, members, MORE)).toMatchObject({
      verdict: "accept",
      items: 16,
      units: 8,
      flips: { fixed: 16, broken: 0 },
      evidence: { crossedAtUnit: 8 },
    });
  });

  it("count only when complete: the first item of each changes nothing yet", () => {
    const halves = members.filter(({ itemId }) => itemId.endsWith("a"));
    expect(judgeOutcomes(plan, halves, MORE)).toMatchObject({ units: 0, openItems: 8, effect: null });
    const rest = members.filter(({ itemId }) => itemId.endsWith("b"));
    expect(judgeOutcomes(plan, [...halves, ...rest], MORE)).toMatchObject({ verdict: "accept", units: 8 });
  });

  it("turn units into items in the forecast", () => {
    const pairs = lossesFirst(15, 5).flatMap((outcome) =>
      ["a", "b"].map((part) => ({ ...outcome, itemId: `${outcome.itemId}${part}`, group: outcome.itemId })),
    );
    const sizes = Object.fromEntries(pairs.map(({ group }) => [group, 2]));
    const report = judgeOutcomes({ ...planFor({}, 0.05), groupSizes: sizes }, pairs, MORE);
    expect(report.forecast).toMatchObject({ kind: "items", likelyItems: 314, evenOddsItems: 110 });
  });
});

describe("feeding", () => {
  const [outcome] = flips(1, 0) as [PairedOutcome];

  it.each([
    ["an item twice", [outcome, outcome]],
    ["a score above 1", [{ ...outcome, candidate: 1.5 }]],
    ["a score that is not a number", [{ ...outcome, baselineCorrect: Number.NaN }]],
    ["an item of an unknown group", [{ ...outcome, group: "g" }]],
  ])("refuses %s", (_name, outcomes) => {
    const gate = openGate(planFor({}));
    expect(() => {
      for (const one of outcomes) gate.feed(one);
    }).toThrow(BugError);
  });
});
