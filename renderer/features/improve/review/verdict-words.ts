import { describeStatus } from "#core/domain/proposal.ts";
import type { Assessment } from "#renderer/features/improve/improve-queries.ts";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatEffect, formatEffectInterval } from "#renderer/ui/format.ts";

/** In which of the window's meanings a sentence is drawn. */
type Tone = "good" | "bad" | "undecided" | "running" | "neutral";

export type Sentence = { readonly meaning: Tone; readonly text: string };

/** The evidence in one plain sentence: what the gate makes of it, and what that is worth. */
export function tellVerdict(assessment: Assessment | null): Sentence {
  if (assessment === null) return { meaning: "undecided", text: reviewStrings.unassessed };
  const { verdict } = assessment;
  const meaning = verdict === "accept" ? "good" : verdict === "reject" ? "bad" : "undecided";
  return { meaning, text: sentenceOf(assessment) };
}

function sentenceOf(assessment: Assessment): string {
  const { reason, verdict, fixed, broken, interval, n, guards, invariants } = assessment;
  const flips = reviewStrings.flips(fixed, broken);
  switch (reason) {
    case "improvement-shown":
      return reviewStrings.improvementShown(flips);
    case "no-worse-shown":
      return reviewStrings.noWorseShown(flips);
    case "invariant-failed":
      return reviewStrings.unsafe(invariants.filter(({ holds }) => !holds).length);
    case "harmful":
      return reviewStrings.harmful(flips);
    case "real-but-too-small":
      return reviewStrings.tooSmall(formatEffect(interval[1]));
    case "not-worth-having":
      return reviewStrings.notWorthHaving(flips, formatEffect(interval[1]));
    case "guard-worse":
      return reviewStrings.guardWorse(
        flips,
        guards.filter(({ isShownWorse }) => isShownWorse).map(({ id }) => nameGuard(id)),
      );
    case "horizon-passed":
      return reviewStrings.horizonPassed;
    case "effect-below-minimum":
      return reviewStrings.belowMinimum(flips);
    case "pool-used-up":
      return reviewStrings.poolUsedUp(doubtedOf(assessment), n);
    case "more-items-needed":
      return reviewStrings.moreNeeded(doubtedOf(assessment));
    default:
      // A reason that a newer host knows and this window does not: the verdict still says the essential.
      return `${reviewStrings.verdicts[verdict]}: ${flips}.`;
  }
}

/** What the gate doubts: the mean it decides by, beside which the flips may look sure. */
function doubtedOf({ metric, effect, interval, fixed, broken }: Assessment): string {
  if (metric === "correct" || effect === null) return reviewStrings.flips(fixed, broken);
  return reviewStrings.scoreEffect(formatEffectInterval(effect, interval));
}

export function nameGuard(id: string): string {
  return id === "all-correct" ? reviewStrings.allCorrect : id;
}

/** What more items would do, for the folded statistics and the running assessment. */
export function tellForecast(forecast: Assessment["forecast"]): string {
  switch (forecast.kind) {
    case "reached":
      return reviewStrings.forecastReached;
    case "closed":
      return reviewStrings.forecastClosed;
    case "no-sign-of-improvement":
      return reviewStrings.forecastNoSign;
    case "items":
      return reviewStrings.forecastItems(forecast.likelyItems, forecast.hasEnoughLeft);
    case "not-with-this-dataset":
      return reviewStrings.forecastNotHere(forecast.likelyItems);
  }
}

/** A proposal's state as a mark of the list: the status where it says more than the verdict. */
export function markOf({ status, verdict }: Pick<Proposal, "status" | "verdict">): Sentence {
  switch (status) {
    case "draft":
      return { meaning: "undecided", text: describeStatus("draft") };
    case "assessing":
      return { meaning: "running", text: describeStatus("assessing") };
    case "waiting":
    case "deferred":
      return verdictMark(verdict);
    case "approved":
      return { meaning: "good", text: describeStatus("approved") };
    case "rejected":
    case "refused":
    case "failed":
      return { meaning: "bad", text: describeStatus(status) };
    case "sent-back":
    case "superseded":
      return { meaning: "neutral", text: describeStatus(status) };
  }
}

function verdictMark(verdict: Proposal["verdict"]): Sentence {
  if (verdict === null) return { meaning: "undecided", text: describeStatus("draft") };
  const meaning = verdict === "accept" ? "good" : verdict === "reject" ? "bad" : "undecided";
  return { meaning, text: reviewStrings.verdictMarks[verdict] };
}
