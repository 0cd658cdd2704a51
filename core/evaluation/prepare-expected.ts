import { assertNever } from "#core/base/assert.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import type { Decimals } from "#core/domain/scoring/number-forms.ts";
import { readNumber } from "#core/domain/scoring/score-numeric.ts";
import { toPattern } from "./score-output.ts";

/**
 * An expected value in the form its scorer compares with, or why the scorer could never call anything right for it.
 * An item that nothing can satisfy would only lower every score. `decimals` says what parts decimals, where somebody said
 * it: then numbers are kept as a program writes them.
 */
export function prepareExpected(scorer: Scorer, value: Json, decimals?: Decimals): Result<Json, string> {
  if (value === null) return err("its answer is null");
  if (typeof value === "string" && value.trim() === "") return err("its answer is empty");
  switch (scorer.type) {
    case "exact":
      return ok(value);
    case "numeric":
      return prepareNumber(value, decimals);
    case "json-fields":
      return prepareFields(value);
    case "regex":
      return toPattern(value, scorer.flags) === null
        ? err("its answer is not a regular expression")
        : ok(value);
    default:
      return assertNever(scorer);
  }
}

/** What is not understood is refused: read as some other number, it would call wrong answers right. */
function prepareNumber(value: Json, decimals: Decimals | undefined): Result<Json, string> {
  const reading = readNumber(value, decimals);
  if (reading.kind === "number") {
    const isKept = decimals === undefined || typeof value === "number";
    return ok(isKept ? value : (reading.decimal ?? String(reading.value)));
  }
  if (reading.kind === "none") return err("its answer holds no number");
  return err(
    `its answer ends with "${reading.written}", which cannot be read as a number for sure: write it as 1234.5`,
  );
}

/** Tables and text columns hold objects as JSON text. */
function prepareFields(value: Json): Result<Json, string> {
  const object = typeof value === "string" ? parse(value) : value;
  if (!isJsonObject(object)) return err("its answer is not a JSON object");
  return Object.keys(object).length === 0 ? err("its answer has no fields") : ok(object);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
