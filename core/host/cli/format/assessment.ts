import type { AssessmentDocument } from "#core/contract/proposals.ts";
import { ITEM_CHANGES, type ItemChange } from "#core/domain/item-change.ts";
import { describeReason } from "#core/host/cli/describe-reason.ts";
import { formatAnsweredBy } from "./answered-by.ts";
import { formatHeadline } from "./headline.ts";
import { formatPercent } from "./format.ts";

const NOTHING_RUN = "nothing was run: no run of the agent that measures it meets the change";

/** The evidence of one proposal: verdict, each half that decides, both arms, and what a run costs in each. */
export function formatAssessment(assessment: AssessmentDocument): readonly string[] {
  const { verdict, reason, metric, fixed, broken, accuracy, score, measures, n, invariants } = assessment;
  if (n === 0 && invariants.every(({ holds }) => holds)) return [`${verdict}: ${NOTHING_RUN}`];
  const others = measures.filter(({ measure }) => measure !== assessment.measure);
  return [
    `${verdict} (${describeReason(reason)}), the gate deciding by ${metric}: ${formatHeadline(assessment)}`,
    ...others.map(
      (other) =>
        `${other.decides ? "also decides" : "described"}: ${formatHeadline({ ...other, n })}, ${other.up} up, ${other.down} down`,
    ),
    `${fixed} fixed, ${broken} broken; fully right ${formatPercent(accuracy.before)} to ${formatPercent(accuracy.after)}, mean score ${formatPercent(score.before)} to ${formatPercent(score.after)} of these ${n}`,
    ...formatChanged(assessment),
    ...formatCost(assessment),
    ...formatArms(assessment),
  ];
}

const CHANGE_WORDS: Readonly<Record<ItemChange, string>> = {
  broken: "broken",
  worse: "worse, though not fully right before",
  fixed: "fixed",
  better: "better, though not fully right yet",
};

/** Which items they are: whoever doubts a figure looks at their runs. */
function formatChanged({ changed }: AssessmentDocument): readonly string[] {
  return ITEM_CHANGES.flatMap((change) => {
    const items = changed.filter((each) => each.change === change).map(({ item }) => item);
    return items.length === 0 ? [] : [`${CHANGE_WORDS[change]}: ${items.join(", ")}`];
  });
}

function formatArms({ answeredBy }: AssessmentDocument): readonly string[] {
  if (answeredBy === null) return [];
  const [before, after] = [formatAnsweredBy(answeredBy.before), formatAnsweredBy(answeredBy.after)];
  return [`calls answered before by ${before}; after by ${after}`];
}

function formatCost({ perItem }: AssessmentDocument): readonly string[] {
  if (perItem === null) return [];
  const { before, after } = perItem;
  const money =
    before.usd === null || after.usd === null
      ? "unknown cost"
      : `${before.usd.toFixed(5)} to ${after.usd.toFixed(5)} USD`;
  return [
    `per item: ${Math.round(before.tokens)} to ${Math.round(after.tokens)} tokens, ${before.calls.toFixed(1)} to ${after.calls.toFixed(1)} calls, ${money}`,
  ];
}
