import { z } from "zod";
import type { GateMetric } from "./config.ts";
import type { Measure } from "./measure.ts";
import type { Interval } from "#core/domain/statistics/interval.ts";
import type { Flips } from "#core/domain/statistics/mcnemar.ts";

export const verdictSchema = z.enum(["accept", "reject", "undecided"]);
export type Verdict = z.infer<typeof verdictSchema>;

/** Why, as a code: each belongs to one verdict, and the first that applies is given. */
export const VERDICT_REASONS = {
  "invariant-failed": "reject",
  /** Shown below zero. */
  harmful: "reject",
  /** Above zero, and below the smallest effect worth having. */
  "real-but-too-small": "reject",
  "not-worth-having": "reject",
  // Undecided for good.
  "guard-worse": "undecided",
  "horizon-passed": "undecided",
  // By the one metric that decides.
  "improvement-shown": "accept",
  "no-worse-shown": "accept",
  // By `either`.
  "more-items-right": "accept",
  "more-items-better": "accept",
  // The evidence is there, and a condition is not: the way that came furthest lacks it.
  "effect-below-minimum": "undecided",
  "more-broken-than-fixed": "undecided",
  "mean-score-lower": "undecided",
  /** More items better than worse, but not shown to cost no item that was fully right. */
  "whole-items-in-doubt": "undecided",
  "pool-used-up": "undecided",
  "more-items-needed": "undecided",
} as const satisfies Readonly<Record<string, Verdict>>;
export type VerdictReason = keyof typeof VERDICT_REASONS;

export const verdictReasonSchema = z.enum(
  Object.keys(VERDICT_REASONS) as [VerdictReason, ...VerdictReason[]], // Its keys, of which there is at least one.
);

/** What one that is not accepted may still lack. */
export type OpenReason =
  | "more-items-needed"
  | "effect-below-minimum"
  | "more-broken-than-fixed"
  | "mean-score-lower"
  | "whole-items-in-doubt";

export type Decision = {
  readonly verdict: Verdict;
  readonly reason: VerdictReason;
  /** No further item can turn it into an accept, or it is one: the assessment may stop paying for runs. */
  readonly isSettled: boolean;
};

/** A check of the change itself, made before any score counts. */
export type InvariantResult = { readonly id: string; readonly holds: boolean };

/** What the gate cannot know from the outcomes. */
export type GateContext = {
  /** Items of the validation set that this assessment has not consumed yet. */
  readonly remainingItems: number;
  readonly invariants: readonly InvariantResult[];
};

export type Evidence = {
  readonly logE: number;
  readonly peakLogE: number;
  /** E itself, now and at its peak; capped at the largest double. */
  readonly eValue: number;
  readonly peakEValue: number;
  /** 1/level: what E must reach. Null when the level is 0 and nothing reaches it. */
  readonly levelNeeded: number | null;
  /** The number of units (1, 2, …) at which it was first reached. Sticky. */
  readonly crossedAtUnit: number | null;
};

export type GuardReport = {
  readonly id: string;
  readonly units: number;
  /** Null until one unit is in. */
  readonly effect: number | null;
  readonly isShownWorse: boolean;
  readonly evidence: Evidence;
};

export const forecastSchema = z.discriminatedUnion("kind", [
  z.object({
    /** `reached`: more items would not be for the level. `closed`: it is 0, the session has used up its assessments. */
    kind: z.enum(["reached", "closed", "no-sign-of-improvement"]),
  }),
  /** About so many more items, for four chances in five and for even odds. */
  z.object({
    kind: z.literal("items"),
    likelyItems: z.int(),
    evenOddsItems: z.int(),
    hasEnoughLeft: z.boolean(),
  }),
  /** More than ten times the whole set. */
  z.object({ kind: z.literal("not-with-this-dataset"), likelyItems: z.int() }),
]);
export type Forecast = Readonly<z.infer<typeof forecastSchema>>;

/** One measure of an assessment, with what its own processes say. */
export type MeasureReport = {
  readonly measure: Measure;
  /** False: described; nothing is accepted by it. */
  readonly decides: boolean;
  /** Δ̂, the mean over units. Null until one unit is in. */
  readonly effect: number | null;
  /** Anytime: it may be watched. The lower end uses the measure's level, the upper one β. */
  readonly interval: Interval;
  readonly evidence: Evidence;
  /** Items up and down by it. */
  readonly moves: Flips;
  readonly forecast: Forecast;
};

export type GateReport = Decision & {
  readonly metric: GateMetric;
  readonly failedInvariants: readonly string[];
  readonly isPoolUsedUp: boolean;
  readonly isHarmful: boolean;
  readonly isRealButTooSmall: boolean;
  /** α_t. */
  readonly level: number;
  readonly items: number;
  readonly units: number;
  /** Items consumed that wait for the rest of their group and are in no figure but `items` and the flips. */
  readonly openItems: number;
  /** These four are the headline's: the first measure. */
  readonly effect: number | null;
  readonly interval: Interval;
  readonly evidence: Evidence;
  readonly moves: Flips;
  /** Items that became right in everything more often, or less often. */
  readonly flips: Flips;
  readonly guards: readonly GuardReport[];
  /** Of the way to accept that is nearest. */
  readonly forecast: Forecast;
  /** All that is followed, in the order of the desk. */
  readonly measures: readonly MeasureReport[];
};
