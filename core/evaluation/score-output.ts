import { assertNever } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import type { Score, Scorer } from "#core/domain/dataset.ts";
import { wholePoint } from "#core/domain/scoring/points.ts";
import { scoreExact } from "#core/domain/scoring/score-exact.ts";
import { scoreJsonFields } from "#core/domain/scoring/score-json-fields.ts";
import { scoreNumeric } from "#core/domain/scoring/score-numeric.ts";
import { execGuarded } from "./guarded-pattern.ts";

/**
 * What an output is worth, from what was expected and nothing else. Null, which is what a failed run leaves, is worth
 * 0. Never throws: what cannot be compared is wrong.
 */
export async function scoreOutput(scorer: Scorer, output: Json, expected: Json): Promise<Score> {
  switch (scorer.type) {
    case "exact":
      return scoreExact(output, expected);
    case "numeric":
      return scoreNumeric(output, expected, scorer.tolerance);
    case "json-fields":
      return scoreJsonFields(output, expected);
    case "regex":
      return wholePoint(output !== null && (await matches(output, toPattern(expected, scorer.flags))));
    default:
      return assertNever(scorer);
  }
}

/** The expression that an expected text spells, or null where it spells none. A flag given twice counts once. */
export function toPattern(expected: Json, flags: string): RegExp | null {
  if (typeof expected !== "string") return null;
  try {
    return new RegExp(expected, [...new Set(flags)].join(""));
  } catch {
    return null;
  }
}

/** A search that does not end in time counts as no match, as a run that does not end counts as wrong. */
async function matches(output: Json, pattern: RegExp | null): Promise<boolean> {
  if (pattern === null) return false;
  const text = typeof output === "string" ? output : JSON.stringify(output);
  const [match] = await execGuarded(pattern, [text]);
  return match !== undefined && match !== null && match !== "too-slow";
}
