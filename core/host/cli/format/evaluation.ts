import type { WorkspaceClient } from "#core/contract/contract.ts";
import { formatAnsweredBy } from "./answered-by.ts";
import { formatInterval, formatPercent } from "./format.ts";
import { formatSpend } from "./spend.ts";

type Evaluation = Awaited<ReturnType<WorkspaceClient["runs"]["evaluate"]>>;

/** An evaluation in lines: the figure with its interval, what was asked of it, where it comes from, what went wrong. */
export function formatEvaluation(result: Evaluation, minAccuracy: number | undefined): string {
  const { n, errors, cached, isSimulated, errorReasons, answeredBy, cut = 0 } = result;
  return [
    errors === n
      ? `${result.dataset}/${result.split}: no score, as none of the ${n} items was answered`
      : `${result.dataset}/${result.split}: ${formatPercent(result.accuracy)} ${formatInterval(result.interval)} n=${n}, mean score ${formatPercent(result.score)}${isSimulated ? " (simulated model)" : ""}`,
    ...(minAccuracy === undefined ? [] : [formatEnough(result, minAccuracy)]),
    `${result.correct} right; ${formatSpend(result.spend, result)}`,
    ...(answeredBy === undefined ? [] : [`calls answered by ${formatAnsweredBy(answeredBy)}`]),
    ...(cached === 0
      ? []
      : [`of ${n} items ${cached} from the cache, where nothing was called; --fresh runs them anew`]),
    ...(errors === 0 ? [] : [`${errors} errors, counted as wrong:`]),
    ...errorReasons.flatMap(({ reason, count, hint }) => [
      `  ${reason} (${count})`,
      ...(hint === undefined ? [] : [`    ${hint}`]),
    ]),
    ...(cut === 0
      ? []
      : [
          `${cut} answers were cut at the limit of output tokens, and scored as they are; maxOutputTokens under sampling of the agent raises it`,
        ]),
  ].join("\n");
}

/** The interval is said with it: a set of this size may fall on the other side next time. */
function formatEnough({ accuracy, interval, isEnough }: Evaluation, minAccuracy: number): string {
  const [low, high] = interval;
  const where = isEnough === true ? "not below" : "below";
  const doubt = low < minAccuracy && high >= minAccuracy ? ", which its interval holds" : "";
  return `${formatPercent(accuracy)} is ${where} the ${formatPercent(minAccuracy)} asked for${doubt}`;
}
