import type { EvaluationDocument, ForecastDocument } from "#core/contract/evaluations.ts";
import { formatInterval, formatPercent, formatTable, shortId } from "./format.ts";

export function formatEvaluations(list: readonly EvaluationDocument[]): string {
  if (list.length === 0) return "Nothing was evaluated yet.";
  return formatTable(
    ["id", "when", "agent", "commit", "dataset", "n", "accuracy", "cached", "cost", "by", "model"],
    list.map((each) => [
      each.id,
      each.at.slice(0, 16).replace("T", " "),
      each.agent.slice("agent/".length),
      `${shortId(each.commit)}${each.hasEdits ? "+edits" : ""}`,
      `${each.dataset}/${each.split}${each.isPart === true ? " (part)" : ""}`,
      String(each.estimate.n),
      `${formatPercent(each.estimate.accuracy)} ${formatInterval(each.estimate.interval)}`,
      each.cached === null ? "" : String(each.cached),
      costOf(each),
      each.by?.name ?? "",
      each.model,
    ]),
  );
}

function costOf({ spend }: EvaluationDocument): string {
  if (spend === null) return "";
  return spend.usd === null ? "unknown" : `${spend.usd.toFixed(4)} USD`;
}

export function formatShownEvaluation(
  each: EvaluationDocument & { readonly commits: readonly string[] },
): string {
  return [
    formatEvaluations([each]),
    "",
    `closure  ${each.closure ?? "not kept"}`,
    `right    ${each.correct ?? "not kept"} of ${each.estimate.n}, errors ${each.errors ?? "not kept"}, mean score ${formatPercent(each.estimate.score)}`,
    `seed     ${each.seed ?? "not kept"}${each.isFresh === true ? ", every item run anew" : ""}`,
    ...(each.spend === null
      ? []
      : [`calls    ${each.spend.calls}, ${each.spend.inputTokens + each.spend.outputTokens} tokens`]),
    `held by  ${each.commits.length === 0 ? "no commit" : each.commits.map(shortId).join(" ")}`,
  ].join("\n");
}

/** "212 of 240 on record, 28 to run, about 0.0123 USD". */
export function formatForecast(forecast: ForecastDocument): string {
  const { agent, commit, model, isSimulated, dataset, split, items, onRecord, toRun, looks, perRun } =
    forecast;
  return [
    `${agent} at ${shortId(commit)} by ${model}${isSimulated ? " (simulated)" : ""} on ${dataset}/${split}`,
    onRecord === null
      ? `${items} items; how many are on record is not told before the look is counted`
      : `${onRecord} of ${items} on record, ${toRun} to run, ${tellCost(forecast)}`,
    ...(perRun === null
      ? []
      : [`a run took about ${Math.round(perRun.tokens)} tokens, of ${perRun.runs} runs`]),
    ...(looks === null
      ? []
      : [`a look at test: ${looks.spent} of ${looks.budget} are spent, this would be one more`]),
  ].join("\n");
}

function tellCost({ usd, toRun, isSimulated }: ForecastDocument): string {
  if (toRun === 0) return "nothing is called";
  if (isSimulated) return "which costs nothing";
  return usd === null ? "at a cost that nobody knows" : `about ${usd.toFixed(4)} USD`;
}
