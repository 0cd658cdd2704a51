import { acceptanceMean, rejectionMean } from "./config.ts";
import type { GateConfig } from "./config.ts";
import { toEvidence } from "./evidence.ts";
import { forecastItems } from "./forecast.ts";
import type { Room } from "./forecast.ts";
import { itemDifference, unitDifference } from "./measure.ts";
import type { Measure } from "./measure.ts";
import type { Forecast, MeasureReport } from "./report.ts";
import type { CompleteUnit } from "./units.ts";
import { confidenceSequence } from "#core/domain/statistics/confidence-sequence.ts";
import type { Pivot } from "#core/domain/statistics/confidence-sequence.ts";
import { startEProcess } from "#core/domain/statistics/e-process.ts";
import type { EProcess, EProcessSpec } from "#core/domain/statistics/e-process.ts";
import { compareIds, meanOf } from "#core/domain/statistics/pairing.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

/**
 * What is asked of a measure. `acceptance`: is it over m0; `improvement`: over 0; `rejection`: under δ (or m0);
 * `harm`: under 0; `clearance`: over −margin, which is to be no worse.
 */
const QUESTIONS = ["acceptance", "improvement", "rejection", "harm", "clearance"] as const;
export type Question = (typeof QUESTIONS)[number];
type Processes<T> = Readonly<Record<Question, T>>;

/** In the order of completion. */
type UnitDifference = { readonly id: string; readonly difference: number; readonly items: number };

export type FollowPlan = {
  readonly measure: Measure;
  /** False: described only, nothing is accepted by it. */
  readonly decides: boolean;
  /** The level of what speaks for the candidate; what speaks against it has β. */
  readonly level: number;
  readonly config: GateConfig;
};

/** One measure of one assessment: its differences, and an e-process for each question asked of them. */
export type Followed = {
  readonly measure: Measure;
  /** Each item as it comes, also of a group that is not complete. */
  see(outcome: PairedOutcome): void;
  feed(unit: CompleteUnit): void;
  hasCrossed(question: Question): boolean;
  /** Δ̂ over complete units; null before the first. */
  effect(): number | null;
  units(): number;
  forecast(question: Question, room: Room): Forecast;
  report(room: Room): MeasureReport;
};

/** The test behind each question. */
function specsOf({ config, level }: Pick<FollowPlan, "config" | "level">): Processes<EProcessSpec> {
  const above = (mean: number, alpha: number): EProcessSpec => ({ tests: "at-most", mean, alpha });
  const below = (mean: number): EProcessSpec => ({ tests: "at-least", mean, alpha: config.beta });
  return {
    acceptance: above(acceptanceMean(config), level),
    improvement: above(0, level),
    rejection: below(rejectionMean(config)),
    harm: below(0),
    clearance: above(-config.margin, config.beta),
  };
}

export function startFollowing(plan: FollowPlan): Followed {
  const { measure, config, level } = plan;
  const specs = specsOf(plan);
  const processes = shareEqual(
    mapQuestions((question) => startEProcess(specs[question])),
    specs,
  );
  const distinct = [...new Set(Object.values(processes))];
  const units: UnitDifference[] = [];
  const moves = { fixed: 0, broken: 0 };
  const hasCrossed = (question: Question): boolean => processes[question].crossedAt() !== null;
  const differences = (): readonly number[] => units.map((unit) => unit.difference);

  /** Summed in unit-id order, so that the order of consumption can't move its last bit. */
  const effect = (): number | null => {
    if (units.length === 0) return null;
    return meanOf(units.toSorted((a, b) => compareIds(a.id, b.id)).map((unit) => unit.difference));
  };
  const forecast = (question: Question, room: Room): Forecast => {
    const { mean, alpha } = processes[question].snapshot();
    return forecastItems({
      differences: differences(),
      nullMean: mean,
      alpha,
      hasCrossed: hasCrossed(question),
      unitItems: units.reduce((sum, unit) => sum + unit.items, 0),
      ...room,
    });
  };
  const toPivot = (question: Question): Pivot => ({
    mean: processes[question].snapshot().mean,
    hasCrossed: hasCrossed(question),
  });
  return {
    measure,
    see: (outcome) => {
      const difference = itemDifference(outcome, measure);
      if (difference > 0) moves.fixed += 1;
      if (difference < 0) moves.broken += 1;
    },
    feed: (unit) => {
      const difference = unitDifference(unit, measure);
      units.push({ id: unit.id, difference, items: unit.outcomes.length });
      for (const process of distinct) process.feed(difference);
    },
    hasCrossed,
    effect,
    units: () => units.length,
    forecast,
    report: (room) => ({
      measure,
      decides: plan.decides,
      effect: effect(),
      // Its ends take the verdict's own processes as pivots, so the drawing and the verdict can't disagree [A13].
      interval: confidenceSequence(differences(), {
        alphaLower: level,
        alphaUpper: config.beta,
        looks: "every",
        lowerPivots: [toPivot("acceptance"), toPivot("improvement")],
        upperPivots: [toPivot("rejection"), toPivot("harm")],
      }),
      evidence: toEvidence(processes.acceptance.snapshot(), processes.acceptance.logE()),
      moves: { ...moves },
      forecast: forecast("acceptance", room),
    }),
  };
}

/** Questions that come to the same test are one process, followed once. */
function shareEqual(processes: Processes<EProcess>, specs: Processes<EProcessSpec>): Processes<EProcess> {
  const isSame = (a: EProcessSpec, b: EProcessSpec): boolean =>
    a.tests === b.tests && a.mean === b.mean && a.alpha === b.alpha;
  return mapQuestions((question) => {
    const first = QUESTIONS.find((other) => isSame(specs[other], specs[question])) ?? question;
    return processes[first];
  });
}

function mapQuestions<T>(of: (question: Question) => T): Processes<T> {
  return {
    acceptance: of("acceptance"),
    improvement: of("improvement"),
    rejection: of("rejection"),
    harm: of("harm"),
    clearance: of("clearance"),
  };
}
