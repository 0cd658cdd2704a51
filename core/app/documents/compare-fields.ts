import { isJsonObject, type Json } from "#core/base/json.ts";
import type { ComparedField } from "#core/contract/shapes.ts";
import type { Score } from "#core/domain/dataset.ts";
import { firstJsonObjectIn } from "#core/domain/scoring/find-json-object.ts";

type Answer = { readonly output: Json; readonly expected: Json; readonly score: Score };

/** Each field that was scored, as it was written and as it was expected; none where the scorer has no fields. */
export function compareFields({ output, expected, score }: Answer): ComparedField[] {
  if (!isJsonObject(expected)) return [];
  const got = typeof output === "string" ? firstJsonObjectIn(output) : output;
  // Parts of other scorers are no fields of the answer.
  const parts = Object.entries(score.parts).filter(([name]) => Object.hasOwn(expected, name));
  return parts.map(([name, points]) => ({
    name,
    got: fieldOf(got, name),
    wanted: fieldOf(expected, name),
    isRight: points === 1,
  }));
}

function fieldOf(value: Json, name: string): Json {
  return isJsonObject(value) ? (value[name] ?? null) : null;
}
