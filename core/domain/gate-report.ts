import type { Interval } from "./statistics/interval.ts";
import type { Flips } from "./statistics/mcnemar.ts";

export type Verdict = "accept" | "reject" | "undecided";

/** Why, as a code. Each belongs to one verdict; the first that applies, in this order, is given. */
export type VerdictReason =
  // reject
  | "invariant-failed"
  | "harmful"
  | "real-but-too-small"
  | "not-worth-having"
  // undecided for good
  | "guard-worse"
  | "horizon-passed"
  // accept
  | "improvement-shown"
  | "no-worse-shown"
  // undecided
  | "effect-below-minimum"
  | "pool-used-up"
  | "more-items-needed";

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

export type Forecast =
  /** The level is reached; more items would not be for it. */
  | { readonly kind: "reached" }
  /** The level is 0: the session has used up its assessments. */
  | { readonly kind: "closed" }
  | { readonly kind: "no-sign-of-improvement" }
  /** About so many more items, for four chances in five and for even odds. */
  | {
      readonly kind: "items";
      readonly likelyItems: number;
      readonly evenOddsItems: number;
      readonly hasEnoughLeft: boolean;
    }
  /** More than ten times the whole set. */
  | { readonly kind: "not-with-this-dataset"; readonly likelyItems: number };

export type GateReport = Decision & {
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
  /** Δ̂, the mean over units. Null until one unit is in. */
  readonly effect: number | null;
  /** Anytime: it may be watched. The lower end uses α_t, the upper one β. */
  readonly interval: Interval;
  readonly evidence: Evidence;
  /** Items that became right in everything more often, or less often. */
  readonly flips: Flips;
  /** The same for the metric that decides. */
  readonly moves: Flips;
  readonly guards: readonly GuardReport[];
  readonly forecast: Forecast;
};
