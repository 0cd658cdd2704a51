import { assertDefined } from "#core/base/assert.ts";
import type { GateMetric } from "./gate/config.ts";
import type { Measure } from "./gate/measure.ts";
import type { Evidence, GateReport, MeasureReport, VerdictReason } from "./gate/report.ts";

/** As it is kept: assessments of before a gate followed more than one measure say no more than their own figures. */
export type KeptReport = Omit<GateReport, "metric" | "measures"> &
  Partial<Pick<GateReport, "metric" | "measures">>;

/**
 * What an assessment came to, as it is printed and drawn everywhere: by the measure that its
 * verdict rests on [A16, A19].
 */
export type Headline = {
  /** What `effect`, `interval`, `up`, `down` and the evidence are of. */
  readonly measure: Measure;
  readonly effect: number | null;
  readonly interval: [number, number];
  /** Units. */
  readonly n: number;
  /** Items better and worse by the measure. */
  readonly up: number;
  readonly down: number;
  /** Items that became fully right, and that no longer are, whatever the measure. */
  readonly fixed: number;
  readonly broken: number;
};

/**
 * The figures that stand beside a verdict: of the measure that decided, so that none of them denies it. `metric`: of the
 * session, for assessments that do not say.
 */
export function toHeadline(report: KeptReport, metric: GateMetric): Headline {
  const { measure, effect, interval, moves } = decidingMeasure(report, metric);
  const { units, flips } = report;
  return {
    measure,
    effect,
    interval: [interval.low, interval.high],
    n: units,
    up: moves.fixed,
    down: moves.broken,
    fixed: flips.fixed,
    broken: flips.broken,
  };
}

/** All that was followed, in the order of the desk. `metric`: of the session, for assessments that do not say [A14]. */
export function measuresOf(report: KeptReport, metric: GateMetric): readonly MeasureReport[] {
  if (report.measures !== undefined) return report.measures;
  const { effect, interval, evidence, moves, forecast } = report;
  const measure = metric === "score" ? "score" : "correct";
  return [{ measure, decides: true, effect, interval, evidence, moves, forecast }];
}

/**
 * The measure that the verdict rests on, with its own interval and evidence: the half that accepted, what is shown to be
 * harmed, what is in doubt, or else of what decides the one whose evidence came nearest to its level; of
 * equals the first [A19].
 */
export function decidingMeasure(report: KeptReport, metric: GateMetric): MeasureReport {
  const measures = measuresOf(report, metric);
  const first = assertDefined(measures[0], "the first measure of an assessment");
  return (
    RESTS_ON[report.reason]({ report, measures, of: (measure) => findMeasure(measures, measure) }) ?? first
  );
}

type Measured = {
  readonly report: KeptReport;
  readonly measures: readonly MeasureReport[];
  readonly of: (measure: Measure) => MeasureReport | undefined;
};

/** Undefined: the first, or the only one. */
const RESTS_ON: Readonly<Record<VerdictReason, (measured: Measured) => MeasureReport | undefined>> = {
  "invariant-failed": () => undefined,
  "improvement-shown": () => undefined,
  "no-worse-shown": () => undefined,
  "more-items-right": ({ of }) => of("correct"),
  "more-items-better": ({ of }) => of("net"),
  harmful: ({ measures }) => measures.find(({ interval }) => interval.high < 0),
  // Not one of them can be worth having: the one that could have been most.
  "real-but-too-small": ({ measures }) =>
    greatest(
      deciding(measures).filter(({ interval }) => interval.low > 0),
      ({ interval }) => interval.high,
    ),
  "not-worth-having": ({ measures }) => greatest(deciding(measures), ({ interval }) => interval.high),
  "guard-worse": ({ report, of }) => of(isMeanGuarded(report) ? "score" : "correct"),
  "horizon-passed": nearest,
  "effect-below-minimum": nearest,
  "more-broken-than-fixed": ({ of }) => of("correct"),
  "mean-score-lower": ({ of }) => of("score"),
  "whole-items-in-doubt": ({ of }) => of("correct"),
  "pool-used-up": nearest,
  "more-items-needed": nearest,
};

function findMeasure(measures: readonly MeasureReport[], measure: Measure): MeasureReport | undefined {
  return measures.find((each) => each.measure === measure);
}

function deciding(measures: readonly MeasureReport[]): readonly MeasureReport[] {
  return measures.filter(({ decides }) => decides);
}

function nearest({ measures }: Measured): MeasureReport | undefined {
  return greatest(deciding(measures), ({ evidence }) => shareOfLevel(evidence));
}

/** As a difference of logarithms: evidence multiplies. Where nothing reaches the level, evidence alone tells. */
function shareOfLevel({ peakLogE, levelNeeded }: Evidence): number {
  return peakLogE - (levelNeeded === null ? 0 : Math.log(levelNeeded));
}

/** The first of equals; undefined of none. */
function greatest<T>(all: readonly T[], valueOf: (each: T) => number): T | undefined {
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  return others.reduce((best, other) => (valueOf(other) > valueOf(best) ? other : best), first);
}

/** The guard that `either` has of its own: what it guards is followed, so its interval is at hand. */
function isMeanGuarded({ guards }: KeptReport): boolean {
  return guards.some(({ id, isShownWorse }) => isShownWorse && id === "mean-score");
}
