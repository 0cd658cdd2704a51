import { describeStatus } from "#core/domain/proposal.ts";
import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatEffect, formatEffectInterval } from "#renderer/text/format.ts";
import { couldBeLuck } from "./luck.ts";
import { toDigits } from "./to-digits.ts";

type Measure = Assessment["measures"][number]["measure"];

/** In which of the window's meanings a sentence is drawn. */
type Tone = "good" | "bad" | "undecided" | "running" | "neutral";

export type Sentence = { readonly meaning: Tone; readonly text: string };

/** The evidence in one plain sentence: what the gate makes of it, and what that is worth. */
export function tellVerdict(assessment: Assessment | null): Sentence {
  if (assessment === null) return { meaning: "undecided", text: reviewStrings.unassessed };
  const { verdict, reason } = assessment;
  return { meaning: MEANINGS[verdict], text: SENTENCES[reason](assessment) };
}

const MEANINGS = { accept: "good", reject: "bad", undecided: "undecided" } as const;

/** One for each reason there is, so that none is left without words. */
const SENTENCES: Readonly<Record<Assessment["reason"], (assessment: Assessment) => string>> = {
  "more-items-right": (it) => reviewStrings.moreRight(flipsOf(it)),
  "more-items-better": (it) =>
    it.broken === 0
      ? reviewStrings.moreBetterAlone(movesOf(it, "net"), isNoneWorse(it), it.fixed)
      : reviewStrings.moreBetter(movesOf(it, "net"), flipsOf(it)),
  "improvement-shown": (it) => reviewStrings.improvementShown(decidingOf(it)),
  "no-worse-shown": (it) => reviewStrings.noWorseShown(decidingOf(it)),
  "invariant-failed": ({ invariants }) =>
    reviewStrings.unsafe(invariants.filter(({ holds }) => !holds).length),
  harmful: (it) => reviewStrings.harmful(harmOf(it)),
  "real-but-too-small": (it) => reviewStrings.tooSmall(mostOf(it)),
  "not-worth-having": (it) => reviewStrings.notWorthHaving(flipsOf(it), mostOf(it)),
  "guard-worse": (it) =>
    reviewStrings.guardWorse(
      flipsOf(it),
      it.guards.filter(({ isShownWorse }) => isShownWorse).map(({ id }) => nameGuard(id)),
    ),
  "horizon-passed": (it) => reviewStrings.horizonPassed(flipsOf(it)),
  "effect-below-minimum": (it) => reviewStrings.belowMinimum(decidingOf(it)),
  "more-broken-than-fixed": (it) => reviewStrings.moreBroken(movesOf(it, "net"), flipsOf(it)),
  "mean-score-lower": (it) => reviewStrings.meanLower(flipsOf(it), measureOf(it, "score")),
  "whole-items-in-doubt": (it) => reviewStrings.wholesInDoubt(movesOf(it, "net"), flipsOf(it), it.n),
  "pool-used-up": (it) => `${reviewStrings.poolUsedUp(decidingOf(it), it.n)} ${doubtOf(it)}`,
  "more-items-needed": (it) => `${reviewStrings.moreNeeded(decidingOf(it), it.n)} ${doubtOf(it)}`,
};

function flipsOf({ fixed, broken }: Assessment): string {
  return reviewStrings.flips(fixed, broken);
}

/** The flips and, where the graded mean is what decides, that mean: beside it the flips may look sure. */
function decidingOf(assessment: Assessment): string {
  if (assessment.metric !== "score" || assessment.effect === null) return flipsOf(assessment);
  return reviewStrings.besideScore(
    flipsOf(assessment),
    formatEffectInterval(assessment.effect, assessment.interval),
  );
}

/**
 * What keeps it undecided. Luck only where it could be: else how far the evidence is from what the gate asks for at
 * this place in the session.
 */
function doubtOf(assessment: Assessment): string {
  if (couldBeLuck(assessment)) return reviewStrings.couldBeLuck;
  const { evidence } = assessment;
  const { peakEValue, levelNeeded } = evidence;
  if (isDownward(assessment)) return reviewStrings.notLuck;
  if (levelNeeded === null) return "";
  return reviewStrings.evidenceShort(toDigits(peakEValue), toDigits(levelNeeded), assessment.number);
}

/** Whether what is hardly luck speaks against it. */
function isDownward({ fixed, broken, measures }: Assessment): boolean {
  if (fixed !== broken) return broken > fixed;
  return measures.some(({ decides, up, down }) => decides && down > up);
}

/** Items up and down by a measure; the flips where it was not followed. */
function movesOf(assessment: Assessment, measure: Measure): string {
  const found = assessment.measures.find((each) => each.measure === measure);
  return found === undefined ? flipsOf(assessment) : reviewStrings.moves(found.up, found.down);
}

function isNoneWorse({ measures }: Assessment): boolean {
  return measures.every(({ down }) => down === 0);
}

function measureOf({ measures }: Assessment, measure: Measure): string {
  const found = measures.find((each) => each.measure === measure);
  return found === undefined || found.effect === null
    ? ""
    : formatEffectInterval(found.effect, found.interval);
}

/** Which of what may not fall is shown to: the flips say it where it is whole items. */
function harmOf(assessment: Assessment): string {
  const score = assessment.measures.find(({ measure }) => measure === "score");
  const isOfWholes = assessment.measures.some(
    ({ measure, interval }) => measure === "correct" && interval[1] < 0,
  );
  if (isOfWholes || score === undefined || score.effect === null) return flipsOf(assessment);
  return reviewStrings.besideScore(flipsOf(assessment), formatEffectInterval(score.effect, score.interval));
}

/** The upper end of all that could have been worth having. */
function mostOf({ measures, interval }: Assessment): string {
  const ends = measures.filter(({ decides }) => decides).map((each) => each.interval[1]);
  return formatEffect(Math.max(...(ends.length === 0 ? [interval[1]] : ends)));
}

/** The guards that a metric has of its own; a configured one goes by its id. */
const GUARD_NAMES = {
  "all-correct": reviewStrings.allCorrect,
  "mean-score": reviewStrings.meanScore,
} as const;

export function nameGuard(id: string): string {
  return Object.hasOwn(GUARD_NAMES, id) ? GUARD_NAMES[id as keyof typeof GUARD_NAMES] : id;
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
