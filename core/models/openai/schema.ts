import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

/** The keywords of JSON Schema that OpenAI's strict structured output takes. */
const STRICT_KEYWORDS = new Set(
  (
    "$schema $defs $ref title description type enum const anyOf properties required additionalProperties " +
    "items minItems maxItems pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"
  ).split(" "),
);

/**
 * Whether a schema may be sent with `strict`, by which the model can only write what fits. OpenAI refuses the request
 * when it may not, so a schema that asks for more goes without: the model then does its best and the caller's own
 * validation finds what does not fit.
 */
export function fitsStrictOutput(schema: Json): boolean {
  return isJsonObject(schema) && schema["type"] === "object" && !("anyOf" in schema) && isStrict(schema);
}

function isStrict(schema: Json): boolean {
  if (!isJsonObject(schema)) return false;
  if (!Object.keys(schema).every((keyword) => STRICT_KEYWORDS.has(keyword))) return false;
  const { items, anyOf, $defs } = schema as { readonly [key: string]: Json | undefined };
  return (
    isClosed(schema) &&
    (items === undefined || isStrict(items)) &&
    (anyOf === undefined || (Array.isArray(anyOf) && anyOf.every(isStrict))) &&
    ($defs === undefined || (isJsonObject($defs) && Object.values($defs).every(isStrict)))
  );
}

/** An object that lists its properties, requires them all and allows no others. */
function isClosed(schema: JsonObject): boolean {
  const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]];
  if (!types.includes("object") && !("properties" in schema)) return true;
  const { properties, required } = schema;
  if (!isJsonObject(properties) || schema["additionalProperties"] !== false) return false;
  const names = Object.keys(properties);
  return (
    Array.isArray(required) &&
    names.every((name) => required.includes(name)) &&
    Object.values(properties).every(isStrict)
  );
}
