import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GATE_METRICS, gateConfigSchema } from "#core/domain/gate/config.ts";
import type { GatePlan } from "#core/domain/gate/plan.ts";
import type { GateContext } from "#core/domain/gate/report.ts";
import { openGate } from "#core/domain/gate/gate.ts";
import { judgeOutcomes } from "#test/support/judge-outcomes.ts";
import { countGroups } from "#core/domain/gate/units.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

const CONTEXT: GateContext = { remainingItems: 10, invariants: [] };
const ninths = fc.integer({ min: 0, max: 9 }).map((right) => right / 9);
const groupName = fc.constantFrom(undefined, undefined, undefined, "g", "h");

const outcomes: fc.Arbitrary<readonly PairedOutcome[]> = fc
  .array(fc.record({ baseline: ninths, candidate: ninths, lift: fc.boolean(), group: groupName }), {
    maxLength: 60,
  })
  .map((rows) =>
    rows.map(({ baseline, candidate, lift, group }, index) => {
      // Half of the items improve, so that crossings are common enough to be tested.
      const after = lift ? Math.max(baseline, candidate) : candidate;
      return {
        itemId: `item-${index}`,
        group,
        baseline,
        candidate: after,
        baselineCorrect: baseline === 1 ? 1 : 0,
        candidateCorrect: after === 1 ? 1 : 0,
      };
    }),
  );

const config = fc
  .record({
    objective: fc.constantFrom("improve" as const, "no-worse" as const),
    metric: fc.constantFrom(...GATE_METRICS),
    minEffect: fc.constantFrom(0, 0.005, 0.02, 0.2),
    margin: fc.constantFrom(0, 0.02),
  })
  .map((raw) => gateConfigSchema.parse(raw));

const cases = fc
  .tuple(outcomes, config, fc.constantFrom(0, 0.0264, 0.3))
  .map(([list, gateConfig, level]): readonly [GatePlan, readonly PairedOutcome[]] => [
    { config: gateConfig, level, groupSizes: countGroups(list) },
    list,
  ]);

describe("whatever comes in", () => {
  it("the drawn interval and the verdict agree", () => {
    fc.assert(
      fc.property(cases, ([plan, list]) => {
        const report = judgeOutcomes(plan, list, CONTEXT);
        const { objective, minEffect, margin, metric } = plan.config;
        const acceptsAbove = objective === "improve" ? 0 : -margin;
        const rejectsBelow = objective === "improve" ? minEffect : -margin;
        const deciding = report.measures.filter(({ decides }) => decides);
        for (const { interval, evidence } of deciding) {
          expect(interval.low > acceptsAbove).toBe(evidence.crossedAtUnit !== null);
        }
        const watched =
          metric === "either" && objective === "improve"
            ? report.measures.filter(({ measure }) => measure !== "net")
            : deciding;
        const isHarmful = watched.some(({ interval }) => interval.high < 0);
        expect(report.isHarmful).toBe(isHarmful);
        const isHopeless = deciding.every(({ interval }) => interval.high < rejectsBelow);
        expect(report.verdict === "reject").toBe(isHopeless || (objective === "improve" && isHarmful));
        if (objective === "improve") {
          expect(report.isRealButTooSmall).toBe(
            isHopeless && deciding.some(({ interval }) => interval.low > 0),
          );
        }
        if (report.verdict !== "accept") return;
        const by = deciding.filter(({ interval }) => interval.low > acceptsAbove);
        expect(by.length).toBeGreaterThan(0);
        expect(report.guards.some((guard) => guard.isShownWorse)).toBe(false);
        if (objective === "improve") {
          expect(Math.max(...by.map(({ effect }) => effect ?? 0))).toBeGreaterThanOrEqual(minEffect);
        }
        if (metric !== "either" || objective !== "improve") return;
        // Whatever it was accepted by, neither whole items nor the mean were traded away.
        for (const { effect } of report.measures) expect(effect ?? 0).toBeGreaterThanOrEqual(-1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it("order moves neither E nor the effect nor any count", () => {
    fc.assert(
      fc.property(cases, ([plan, list]) => {
        const one = judgeOutcomes(plan, list, CONTEXT);
        const other = judgeOutcomes(plan, list.toReversed(), CONTEXT);
        expect(other.evidence.logE).toBeCloseTo(one.evidence.logE, 9);
        expect(other.effect).toBe(one.effect);
        expect([other.units, other.openItems, other.flips, other.moves]).toEqual([
          one.units,
          one.openItems,
          one.flips,
          one.moves,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it("asking along the way changes no answer, and a crossing never goes away", () => {
    fc.assert(
      fc.property(cases, ([plan, list]) => {
        const gate = openGate(plan);
        let crossedAt: number | null = null;
        for (const outcome of list) {
          gate.feed(outcome);
          gate.decide(CONTEXT);
          const now = gate.report(CONTEXT).evidence.crossedAtUnit;
          if (crossedAt !== null) expect(now).toBe(crossedAt);
          crossedAt = now;
        }
        expect(gate.report(CONTEXT)).toEqual(judgeOutcomes(plan, list, CONTEXT));
      }),
      { numRuns: 60 },
    );
  });
});
