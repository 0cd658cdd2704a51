import { jsonEquals, type Json } from "#core/base/json.ts";
import type { Score } from "#core/domain/dataset.ts";
import { wholePoint } from "./points.ts";

/**
 * Right when both are the same text but for white space around it, or the same JSON value. Where one side is text and
 * the other is not, the text counts as the JSON it spells: models answer in text, labels come as numbers and objects.
 */
export function scoreExact(output: Json, expected: Json): Score {
  if (output === null) return wholePoint(false);
  if (typeof output === "string" && typeof expected === "string") {
    return wholePoint(output.trim() === expected.trim());
  }
  return wholePoint(jsonEquals(toValue(output), toValue(expected)));
}

function toValue(side: Json): Json {
  if (typeof side !== "string") return side;
  try {
    return JSON.parse(side) as Json;
  } catch {
    return side.trim();
  }
}
