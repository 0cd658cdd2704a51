import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { fieldOf } from "#core/evaluation/formats/fields.ts";
import { slotName } from "./input.ts";

/**
 * A list of checks, with what its code reads of the input beside it where that is no text: numbers, truth, lists and
 * objects. The input itself is text, as a prompt is; code that looked at that would find other kinds than were written
 * [S38]. Values that the list itself says stay. Anything without code stays as it is.
 */
export function withTypedVars(expected: Json, record: JsonObject, fields: readonly string[]): Json {
  if (!isJsonObject(expected) || !hasCode(expected)) return expected;
  const typed = Object.fromEntries(
    namedValues(record, fields).filter(([, value]) => typeof value !== "string"),
  );
  if (Object.keys(typed).length === 0) return expected;
  const own = expected["vars"];
  return { ...expected, vars: { ...typed, ...(isJsonObject(own) ? own : {}) } };
}

/** Whether a list of checks, one of them or a set of some runs code. */
export function hasCode(list: JsonObject): boolean {
  if (list["type"] === "javascript") return true;
  const { checks } = list;
  return (
    Array.isArray(checks) &&
    (checks as readonly Json[]).some((check) => isJsonObject(check) && hasCode(check))
  );
}

function namedValues(record: JsonObject, fields: readonly string[]): readonly (readonly [string, Json])[] {
  const [only] = fields;
  const whole = only === undefined || fields.length > 1 ? undefined : fieldOf(record, only);
  if (isJsonObject(whole)) return Object.entries(whole);
  // One field that holds no object is the input as a whole, which has no names.
  return fields.length < 2 ? [] : fields.map((field) => [slotName(field), fieldOf(record, field) ?? null]);
}
