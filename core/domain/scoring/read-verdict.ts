import { isJsonObject, type Json } from "#core/base/json.ts";
import type { Score } from "#core/domain/dataset.ts";
import { wholePoint } from "./points.ts";

const MAX_REASON_CHARACTERS = 1000;

/**
 * What a scorer in code returned, as a score: true or false; a number from 0 to 1, right at 1; or an object with `pass`,
 * `score` or both, and a `reason`. Null where it is none of these: then it is worth nothing, and that is said.
 */
export function readVerdict(value: Json): Score | null {
  if (typeof value === "boolean") return wholePoint(value);
  if (typeof value === "number") return isShare(value) ? { ...wholePoint(value === 1), value } : null;
  if (!isJsonObject(value)) return null;
  const { pass, score, reason } = value;
  if (pass === undefined && score === undefined) return null;
  if (pass !== undefined && typeof pass !== "boolean") return null;
  if (score !== undefined && !(typeof score === "number" && isShare(score))) return null;
  const isCorrect = pass ?? score === 1;
  return {
    value: score ?? (isCorrect ? 1 : 0),
    isCorrect,
    parts: {},
    ...(typeof reason === "string" && reason !== "" ? { reason: shorten(reason) } : {}),
  };
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

/** Well-formed, also where it is cut inside a character. */
export function shorten(text: string): string {
  return text.slice(0, MAX_REASON_CHARACTERS).toWellFormed();
}
