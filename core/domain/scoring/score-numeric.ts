import type { Json } from "#core/base/json.ts";
import type { Score } from "#core/domain/dataset.ts";
import { wholePoint } from "./points.ts";
import { lastNumberIn } from "./read-number.ts";

/** Right when the last number of the output is within `tolerance` (absolute) of the last number of what was expected. */
export function scoreNumeric(output: Json, expected: Json, tolerance: number): Score {
  const got = numberIn(output);
  const wanted = numberIn(expected);
  return wholePoint(got !== null && wanted !== null && Math.abs(got - wanted) <= tolerance);
}

/** The value itself where it is a number, else the last number in its text; null where there is none. */
export function numberIn(value: Json): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string") return lastNumberIn(value);
  return typeof value === "object" && value !== null ? lastNumberIn(JSON.stringify(value)) : null;
}
