import type { GateConfig, GateMetric } from "./config.ts";
import type { Followed } from "./followed.ts";
import { isNotBelowZero } from "./measure.ts";
import type { Measure } from "./measure.ts";
import type { OpenReason, VerdictReason } from "./report.ts";

/** What a rule may look at. */
export type Evidenced = {
  readonly config: GateConfig;
  readonly of: (measure: Measure) => Followed;
};

type Condition = {
  /** What is said while it does not hold. */
  readonly unmet: OpenReason;
  readonly holds: (evidence: Evidenced) => boolean;
  /** The question whose crossing it waits for, for the forecast. */
  readonly waitsFor?: { readonly measure: Measure; readonly question: "acceptance" | "clearance" };
};

/** One way to be accepted: all of its conditions, looked at in order. */
export type Way = { readonly reason: VerdictReason; readonly conditions: readonly Condition[] };

/** How one metric decides. */
export type Rule = {
  /**
   * In the order of the desk; the first is the headline. `share`: of the level α_t that is spent on it, so that the
   * shares of all ways together stay within it. Null: described, and asked for harm alone.
   */
  readonly follows: readonly { readonly measure: Measure; readonly share: number | null }[];
  readonly ways: readonly Way[];
  /** Shown below zero by one of these, a candidate is rejected, whatever the others say. */
  readonly harmfulBy: readonly Measure[];
};

/** The rule of each metric, by what the session is after [A3, A12]. */
const RULES: Readonly<Record<GateConfig["objective"], Readonly<Record<GateMetric, Rule>>>> = {
  improve: {
    score: improveBy("score"),
    correct: improveBy("correct"),
    either: {
      follows: [
        { measure: "correct", share: 1 / 2 },
        { measure: "net", share: 1 / 2 },
        { measure: "score", share: null },
      ],
      ways: [
        {
          reason: "more-items-right",
          conditions: [crossed("correct"), largeEnough("correct"), meanScoreKept()],
        },
        {
          reason: "more-items-better",
          conditions: [
            crossed("net"),
            largeEnough("net"),
            noneTraded(),
            meanScoreKept(),
            // Otherwise many small gains would buy whole items.
            cleared("correct"),
          ],
        },
      ],
      harmfulBy: ["correct", "score"],
    },
  },
  "no-worse": {
    score: noWorseBy("score"),
    correct: noWorseBy("correct"),
    // A variant has to be no worse on whole items; the graded mean guards it.
    either: { ...noWorseBy("correct"), follows: [{ measure: "correct", share: 1 }, describe("score")] },
  },
};

export function ruleFor({ objective, metric }: GateConfig): Rule {
  return RULES[objective][metric];
}

/** What an accept by this measure would rest on. */
function improveBy(measure: Measure): Rule {
  return {
    follows: [{ measure, share: 1 }],
    ways: [{ reason: "improvement-shown", conditions: [crossed(measure), largeEnough(measure)] }],
    harmfulBy: [measure],
  };
}

/** Judged against −margin alone: below zero by less than that is what was asked for. */
function noWorseBy(measure: Measure): Rule {
  return {
    follows: [{ measure, share: 1 }],
    ways: [{ reason: "no-worse-shown", conditions: [crossed(measure)] }],
    harmfulBy: [],
  };
}

function describe(measure: Measure): Rule["follows"][number] {
  return { measure, share: null };
}

function crossed(measure: Measure): Condition {
  return {
    unmet: "more-items-needed",
    holds: ({ of }) => of(measure).hasCrossed("acceptance"),
    waitsFor: { measure, question: "acceptance" },
  };
}

function largeEnough(measure: Measure): Condition {
  return {
    unmet: "effect-below-minimum",
    holds: ({ of, config }) => (of(measure).effect() ?? 0) >= config.minEffect,
  };
}

/** Not more items broken than fixed, a group being one vote. */
function noneTraded(): Condition {
  return {
    unmet: "more-broken-than-fixed",
    holds: ({ of }) => isNotBelowZero(of("correct").effect() ?? 0),
  };
}

function meanScoreKept(): Condition {
  return { unmet: "mean-score-lower", holds: ({ of }) => isNotBelowZero(of("score").effect() ?? 0) };
}

function cleared(measure: Measure): Condition {
  return {
    unmet: "whole-items-in-doubt",
    holds: ({ of }) => of(measure).hasCrossed("clearance"),
    waitsFor: { measure, question: "clearance" },
  };
}
