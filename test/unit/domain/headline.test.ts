import { describe, expect, it } from "vitest";
import type { Evidence, GateReport, MeasureReport, VerdictReason } from "#core/domain/gate/report.ts";
import { VERDICT_REASONS } from "#core/domain/gate/report.ts";
import { decidingMeasure, toHeadline } from "#core/domain/headline.ts";

type Figures = {
  readonly interval: readonly [number, number];
  readonly peak: number;
  readonly decides?: boolean;
};

function measured(
  measure: MeasureReport["measure"],
  { interval, peak, decides = true }: Figures,
): MeasureReport {
  const [low, high] = interval;
  const evidence: Evidence = {
    logE: Math.log(peak),
    peakLogE: Math.log(peak),
    eValue: peak,
    peakEValue: peak,
    levelNeeded: 75.5,
    crossedAtUnit: peak >= 75.5 ? 60 : null,
  };
  return {
    measure,
    decides,
    effect: (low + high) / 2,
    interval: { low, high },
    evidence,
    moves: measure === "correct" ? { fixed: 5, broken: 0 } : { fixed: 12, broken: 1 },
    forecast: { kind: "reached" },
  };
}

/** By either: what decided by items better, while items fully right are not shown to be more. */
const MEASURES: GateReport["measures"] = [
  measured("correct", { interval: [-0.037, 0.176], peak: 10.5 }),
  measured("net", { interval: [0.004, 0.276], peak: 90 }),
  measured("score", { interval: [-0.02, 0.04], peak: 2, decides: false }),
];

function report(reason: VerdictReason, change: Partial<GateReport> = {}): GateReport {
  const [first] = MEASURES as [MeasureReport];
  const { effect, interval, evidence, moves, forecast } = first;
  return {
    verdict: VERDICT_REASONS[reason],
    reason,
    isSettled: true,
    metric: "either",
    failedInvariants: [],
    isPoolUsedUp: false,
    isHarmful: false,
    isRealButTooSmall: false,
    level: 1 / 37.75,
    items: 67,
    units: 67,
    openItems: 0,
    ...{ effect, interval, evidence, moves, forecast },
    flips: { fixed: 5, broken: 0 },
    guards: [],
    measures: MEASURES,
    ...change,
  };
}

describe("[A19] the figures beside a verdict", () => {
  it("are those of the half that accepted, with its interval, moves and evidence", () => {
    const accepted = report("more-items-better");
    expect(toHeadline(accepted, "either")).toEqual({
      measure: "net",
      effect: 0.14,
      interval: [0.004, 0.276],
      n: 67,
      up: 12,
      down: 1,
      fixed: 5,
      broken: 0,
    });
    expect(decidingMeasure(accepted, "either").evidence.peakEValue).toBe(90);
    expect(toHeadline(report("more-items-right"), "either")).toMatchObject({ measure: "correct", up: 5 });
  });

  const harmed = [
    measured("correct", { interval: [-0.1, 0.02], peak: 1 }),
    measured("net", { interval: [-0.1, 0.1], peak: 1 }),
    measured("score", { interval: [-0.3, -0.01], peak: 0.1, decides: false }),
  ];
  const small = [
    measured("correct", { interval: [-0.01, 0.004], peak: 1 }),
    measured("net", { interval: [0.001, 0.008], peak: 70 }),
  ];
  const guard = { units: 67, effect: -0.1, isShownWorse: true, evidence: MEASURES[0]?.evidence as Evidence };
  it.each<[VerdictReason, MeasureReport["measure"], Partial<GateReport>]>([
    ["harmful", "score", { measures: harmed }],
    ["real-but-too-small", "net", { measures: small }],
    ["not-worth-having", "net", { measures: small }],
    ["guard-worse", "score", { guards: [{ ...guard, id: "mean-score" }] }],
    ["guard-worse", "correct", { guards: [{ ...guard, id: "invoices" }] }],
    ["mean-score-lower", "score", {}],
    ["whole-items-in-doubt", "correct", {}],
    ["more-broken-than-fixed", "correct", {}],
    ["effect-below-minimum", "net", {}],
    ["pool-used-up", "net", {}],
    ["more-items-needed", "net", {}],
    ["horizon-passed", "net", {}],
    ["invariant-failed", "correct", {}],
  ])("for %s are of %s", (reason, measure, change) => {
    expect(decidingMeasure(report(reason, change), "either").measure).toBe(measure);
  });

  it("are of the first measure where neither came nearer, and of the only one of an older assessment", () => {
    const even = [
      measured("correct", { interval: [-0.1, 0.1], peak: 3 }),
      measured("net", { interval: [-0.1, 0.1], peak: 3 }),
    ];
    expect(decidingMeasure(report("pool-used-up", { measures: even }), "either").measure).toBe("correct");
    const { measures: _measures, metric: _metric, ...older } = report("improvement-shown");
    expect(toHeadline(older, "score")).toMatchObject({ measure: "score", interval: [-0.037, 0.176] });
  });
});
