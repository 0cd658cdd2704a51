import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { Score } from "#core/domain/dataset.ts";
import { firstJsonObjectIn } from "./find-json-object.ts";
import { partPoints, wholePoint } from "./points.ts";

/** Absolute. Sums of cents that went through binary fractions differ by less, different amounts by more. */
const NUMBER_TOLERANCE = 1e-9;

/**
 * One point per top-level field of the expected object that the output has with an equal value, as a mean; correct
 * when all are. Fields nobody expected cost nothing at the top and make a nested value unequal.
 */
export function scoreJsonFields(output: Json, expected: Json): Score {
  if (!isJsonObject(expected)) return wholePoint(false);
  const got = toObject(output);
  return partPoints(
    Object.entries(expected).map(([field, wanted]) => [
      field,
      got !== null && Object.hasOwn(got, field) && nearlyEquals(got[field] as Json, wanted),
    ]),
  );
}

function toObject(output: Json): JsonObject | null {
  if (typeof output === "string") return firstJsonObjectIn(output);
  return isJsonObject(output) ? output : null;
}

/** As deep as the expected value and no deeper, however deep the output is. */
function nearlyEquals(got: Json, wanted: Json): boolean {
  if (typeof got === "number" && typeof wanted === "number")
    return Math.abs(got - wanted) <= NUMBER_TOLERANCE;
  if (Array.isArray(got) && Array.isArray(wanted)) {
    const items = wanted as readonly Json[];
    return (
      got.length === items.length && got.every((item: Json, at) => nearlyEquals(item, items[at] as Json))
    );
  }
  if (!isJsonObject(got) || !isJsonObject(wanted)) return got === wanted;
  const keys = Object.keys(wanted);
  return (
    keys.length === Object.keys(got).length &&
    keys.every((key) => Object.hasOwn(got, key) && nearlyEquals(got[key] as Json, wanted[key] as Json))
  );
}
