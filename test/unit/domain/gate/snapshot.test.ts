import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { GateReport } from "#core/domain/gate/report.ts";
import type { OneMeasureSnapshot } from "#core/domain/gate/snapshot.ts";
import { judgeOutcomes, openGate, resumeGate } from "#core/domain/gate/gate.ts";
import { measuresOf, toHeadline } from "#core/domain/headline.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

/** Written when a gate followed one measure: a snapshot after 35 items, the other 25, and what the gate then said. */
type Kept = {
  readonly snapshot: OneMeasureSnapshot;
  readonly rest: readonly PairedOutcome[];
  readonly report: Omit<GateReport, "metric" | "measures">;
};

const FIXTURE = new URL("../../../fixtures/gate-snapshots.json", import.meta.url);
const kept = JSON.parse(readFileSync(FIXTURE, "utf8")) as readonly Kept[];
const CONTEXT = { remainingItems: 40, invariants: [] };

describe("[A14] a gate of before either metric", () => {
  it("was kept for both metrics, both objectives, with groups and guards", () => {
    const configs = kept.map(({ snapshot: { plan } }) => `${plan.config.metric} ${plan.config.objective}`);
    expect(configs).toEqual(["score improve", "correct improve", "score no-worse", "score improve"]);
    expect(kept.some(({ snapshot }) => snapshot.openOutcomes.length > 0)).toBe(true);
  });

  it.each(kept.map((each, index) => [index, each] as const))(
    "goes on from snapshot %i to the same last bit of the same report",
    (_index, { snapshot, rest, report }) => {
      const gate = resumeGate(snapshot);
      for (const outcome of rest) gate.feed(outcome);
      const { metric, measures, ...figures } = gate.report(CONTEXT);
      expect(figures).toEqual(report);
      expect(metric).toBe(snapshot.plan.config.metric);
      expect(measures).toEqual(measuresOf(report, metric));
    },
  );

  it.each(kept.map((each, index) => [index, each] as const))(
    "and snapshot %i is what a gate of today would have kept",
    (_index, { snapshot }) => {
      const resumed = resumeGate(snapshot).snapshot();
      const again = openGate(snapshot.plan);
      const differences = new Map(snapshot.units.map(({ id, difference }) => [id, difference]));
      expect(resumed.followed.map(({ measure }) => measure)).toEqual([snapshot.plan.config.metric]);
      expect(resumed.followed[0]?.units).toEqual(snapshot.units);
      // Clearance was not asked for then: it is worked out from the differences.
      expect(resumed.followed[0]?.processes.clearance.looks).toBe(differences.size);
      expect(Object.keys(resumed)).toEqual(Object.keys(again.snapshot()));
    },
  );
});

describe("[A16] the headline of an assessment", () => {
  const [item] = kept[0]?.rest ?? [];
  it("is items fully right, but where the graded mean alone decides", () => {
    const first = item as PairedOutcome;
    const report = (metric: "either" | "score" | "correct") =>
      judgeOutcomes(
        { ...(kept[0] as Kept).snapshot.plan, config: { ...(kept[0] as Kept).snapshot.plan.config, metric } },
        [
          {
            ...first,
            group: undefined,
            baseline: 8 / 9,
            candidate: 1,
            baselineCorrect: 0,
            candidateCorrect: 1,
          },
        ],
        CONTEXT,
      );
    const headline = (metric: "either" | "score" | "correct") => toHeadline(report(metric), metric);
    expect(headline("either")).toMatchObject({ measure: "correct", effect: 1, n: 1, fixed: 1, broken: 0 });
    expect(headline("correct")).toMatchObject({ measure: "correct", effect: 1 });
    expect(headline("score")).toMatchObject({ measure: "score", fixed: 1, n: 1 });
    expect(headline("score").effect).toBeCloseTo(1 / 9, 12);
  });
});
