import type { VerdictReason } from "#core/domain/gate/report.ts";

/** Why the gate says what it says, for people; the code stands beside it, for those who look it up. */
const WORDS: Readonly<Record<VerdictReason, string>> = {
  "invariant-failed": "a safety check failed",
  harmful: "it does harm",
  "real-but-too-small": "it helps by less than is worth having",
  "not-worth-having": "it cannot help by as much as is worth having",
  "guard-worse": "something that may not get worse did",
  "horizon-passed": "the session has used up the assessments it may accept from",
  "improvement-shown": "it helps",
  "no-worse-shown": "it does no harm",
  "more-items-right": "more items fully right",
  "more-items-better": "more items better than worse",
  "effect-below-minimum": "it helps, by less than the smallest effect asked for",
  "more-broken-than-fixed": "fully right are more lost than won",
  "mean-score-lower": "the mean score fell",
  "whole-items-in-doubt": "it may cost items that were fully right",
  "pool-used-up": "all validation items are used and luck could still explain it",
  "more-items-needed": "it takes more items to tell",
};

export function describeReason(reason: VerdictReason): string {
  return `${WORDS[reason]}, ${reason}`;
}
