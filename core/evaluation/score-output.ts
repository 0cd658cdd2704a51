import { assertNever } from "#core/base/assert.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import type { Item, Score, Scorer } from "#core/domain/dataset.ts";
import { acceptedAnswers } from "#core/domain/scoring/accepted-answers.ts";
import { readCheckList } from "#core/domain/scoring/check-list.ts";
import { wholePoint } from "#core/domain/scoring/points.ts";
import { readVerdict } from "#core/domain/scoring/read-verdict.ts";
import { scoreExact } from "#core/domain/scoring/score-exact.ts";
import { scoreJsonFields } from "#core/domain/scoring/score-json-fields.ts";
import { scoreNumeric } from "#core/domain/scoring/score-numeric.ts";
import { matchesPattern, toPattern } from "./match-pattern.ts";
import { failedScore, runScorer, tellNoScore, type ScoringTools } from "./run-scorer.ts";
import { scoreChecks } from "./score-checks.ts";
import { toScorerModule } from "./scorer-module.ts";

/** What is scored, and what a scorer may look at beside it. */
export type Scored = {
  readonly output: Json;
  readonly expected: Json;
  readonly input: Item["input"];
};

/** What an output is worth, made with whatever scoring needs. */
export type Scoring = (scorer: Scorer, scored: Scored, signal: AbortSignal) => Promise<Score>;

/**
 * What an output is worth, from what was expected and what was asked and nothing else. Null, which is what a failed run
 * leaves, is worth 0. What cannot be compared is wrong; a scorer that fails says so. Throws cancelled alone.
 */
export async function scoreOutput(scorer: Scorer, scored: Scored, tools: ScoringTools): Promise<Score> {
  if (scored.output === null) return wholePoint(false);
  const { output, expected } = scored;
  const accepted = acceptedAnswers(scorer, expected);
  if (accepted === null) return scoreOne(scorer, scored, tools);
  // As a whole it was right before lists meant anything, and still is.
  if (scorer.type === "exact" && scoreExact(output, expected).isCorrect) return wholePoint(true);
  for (const answer of accepted) {
    const score = await scoreOne(scorer, { ...scored, expected: answer }, tools);
    if (score.isCorrect) return score;
  }
  return wholePoint(false);
}

async function scoreOne(scorer: Scorer, scored: Scored, tools: ScoringTools): Promise<Score> {
  const { output, expected } = scored;
  switch (scorer.type) {
    case "exact":
      return scoreExact(output, expected);
    case "numeric":
      return scoreNumeric(output, expected, scorer.tolerance);
    case "json-fields":
      return scoreJsonFields(output, expected);
    case "regex":
      return wholePoint(await matchesPattern(output, toPattern(expected, scorer.flags)));
    case "checks":
      return scoreList(scored, tools);
    case "code":
      return scoreByCode(scorer.code, scored, tools);
    default:
      return assertNever(scorer);
  }
}

async function scoreList({ output, expected, input }: Scored, tools: ScoringTools): Promise<Score> {
  const list = readCheckList(expected);
  return list === null ? wholePoint(false) : scoreChecks(list, { output, input }, tools);
}

async function scoreByCode(
  code: string,
  { output, expected, input }: Scored,
  tools: ScoringTools,
): Promise<Score> {
  const vars = isJsonObject(input) ? input : {};
  const asked = { output, expected, item: { input, vars } };
  const returned = await runScorer(toScorerModule(code), asked, tools);
  if (!returned.ok) return failedScore(returned.error);
  return readVerdict(returned.value) ?? failedScore(tellNoScore(returned.value));
}
