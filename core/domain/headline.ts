import type { GateMetric } from "./gate-config.ts";
import type { Measure } from "./gate-measure.ts";
import type { GateReport, MeasureReport } from "./gate-report.ts";

/** As it is kept: assessments of before a gate followed more than one measure say no more than their own figures. */
export type KeptReport = Omit<GateReport, "metric" | "measures"> &
  Partial<Pick<GateReport, "metric" | "measures">>;

/** What an assessment came to in one unit, as it is printed and drawn everywhere. */
export type Headline = {
  /** What `effect` and `interval` are of. */
  readonly measure: Measure;
  readonly effect: number | null;
  readonly interval: [number, number];
  /** Units. */
  readonly n: number;
  /** Items that became fully right, and that no longer are. */
  readonly fixed: number;
  readonly broken: number;
};

/** The figures of an assessment by its first measure: items fully right, unless the graded mean alone decides. */
export function toHeadline(report: KeptReport, metric: GateMetric): Headline {
  const { units, flips, effect, interval } = report;
  return {
    measure: measuresOf(report, metric)[0]?.measure ?? "correct",
    effect,
    interval: [interval.low, interval.high],
    n: units,
    fixed: flips.fixed,
    broken: flips.broken,
  };
}

type Judged = {
  readonly verdict: string | null;
  readonly measure: Measure | null;
  readonly interval: readonly [number, number] | null;
};

/** What stands beside figures that a gate accepted in spite of, as its other half crossed. */
const OTHER_HALF = "accepted on items better than worse";

/**
 * Why figures are accepted whose own interval shows nothing, so that the two never contradict each other: the half of the
 * gate that they are not of has crossed. "" where there is nothing to explain.
 */
export function tellOtherHalf({ verdict, measure, interval }: Judged): string {
  return verdict === "accept" && measure === "correct" && interval !== null && interval[0] <= 0
    ? OTHER_HALF
    : "";
}

/** All that was followed, in the order of the desk. `metric`: of the session, for assessments that do not say. */
export function measuresOf(report: KeptReport, metric: GateMetric): readonly MeasureReport[] {
  if (report.measures !== undefined) return report.measures;
  const { effect, interval, evidence, moves, forecast } = report;
  const measure = metric === "score" ? "score" : "correct";
  return [{ measure, decides: true, effect, interval, evidence, moves, forecast }];
}
