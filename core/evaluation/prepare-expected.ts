import { assertNever } from "#core/base/assert.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import type { Decimals } from "#core/domain/scoring/number-forms.ts";
import { readNumber } from "#core/domain/scoring/score-numeric.ts";
import { acceptedAnswers } from "#core/domain/scoring/accepted-answers.ts";
import { readCheckList, type Check } from "#core/domain/scoring/check-list.ts";
import { toPattern } from "./match-pattern.ts";

/**
 * An expected value in the form its scorer compares with, or why the scorer could never call anything right for it.
 * An item that nothing can satisfy would only lower every score. `decimals` says what parts decimals, where somebody said
 * it: then numbers are kept as a program writes them.
 */
export function prepareExpected(scorer: Scorer, value: Json, decimals?: Decimals): Result<Json, string> {
  if (value === null) return err("its answer is null");
  if (typeof value === "string" && value.trim() === "") return err("its answer is empty");
  if (Array.isArray(value) && value.length === 0) return err("its answer is an empty list");
  const accepted = acceptedAnswers(scorer, value);
  return accepted === null
    ? prepareOne(scorer, value, decimals)
    : prepareMany(scorer, { value, accepted, decimals });
}

type Many = {
  readonly value: Json;
  readonly accepted: readonly Json[];
  readonly decimals: Decimals | undefined;
};

/** Kept as it is. One that nothing can match does no harm beside others; one that everything matches does. */
function prepareMany(scorer: Scorer, { value, accepted, decimals }: Many): Result<Json, string> {
  if (accepted.some((answer) => typeof answer === "string" && answer.trim() === ""))
    return err("one of its accepted answers is empty");
  const prepared = accepted.map((answer) => prepareOne(scorer, answer, decimals));
  const [first] = prepared;
  const usable = prepared.flatMap((each) => (each.ok ? [each.value] : []));
  if (decimals !== undefined && usable.length > 0) return ok(usable);
  return usable.length > 0 || first === undefined ? ok(value) : first;
}

function prepareOne(scorer: Scorer, value: Json, decimals: Decimals | undefined): Result<Json, string> {
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
    case "checks":
      return prepareChecks(value);
    case "code":
      return ok(value);
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

function prepareChecks(value: Json): Result<Json, string> {
  const list = readCheckList(value);
  if (list === null)
    return err('its answer is not a list of checks: {"checks": [{"type": "contains", "value": "…"}]}');
  const fault = list.checks.map(findFaultyCheck).find((found) => found !== null) ?? null;
  // As it was parsed, but without members that are not there, which JSON has not.
  return fault === null ? ok(JSON.parse(JSON.stringify(list)) as Json) : err(fault);
}

function findFaultyCheck(check: Check): string | null {
  if (check.type === "set") return check.checks.map(findFaultyCheck).find((found) => found !== null) ?? null;
  const { type, value = null } = check;
  switch (type) {
    case "regex":
      return toPattern(value, "") === null ? "its regex check has no regular expression" : null;
    case "contains":
    case "icontains":
    case "starts-with":
    case "javascript":
      return typeof value === "string" && value !== "" ? null : `its ${type} check has no text`;
    case "contains-any":
    case "icontains-any":
    case "contains-all":
    case "icontains-all":
      return isTexts(value) ? null : `its ${type} check has no list of texts`;
    case "is-json":
    case "contains-json":
      return value === null || isJsonObject(value) ? null : `its ${type} check has a value that is no schema`;
    case "equals":
      return null;
    default:
      return assertNever(type);
  }
}

function isTexts(value: Json): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return (value as readonly Json[]).every((part) => typeof part === "string" && part !== "");
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
