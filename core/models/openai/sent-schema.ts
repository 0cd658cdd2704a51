import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { resolveRef, withPlainKeywords } from "./plain-schema.ts";

/** What says nothing about a value: some readers refuse a schema for holding it. */
const NOTES = new Set(["$schema", "$id", "$comment", "$anchor", "examples", "deprecated"]);

/** Any of them says what a value may be. */
const SAYS_TYPE = ["type", "anyOf", "oneOf", "allOf", "$ref", "enum", "const", "not"];

/** Deeper than any schema of ours; a plain one that refers to itself would go on for ever. */
const MOST_LEVELS = 24;

type Style = { readonly isPlain: boolean };
type Place = Style & { readonly root: JsonObject; readonly level: number };

/**
 * A schema as followers of OpenAI are sent it: the same to whoever knows all keywords, but with a type or the choices for
 * every value, because some refuse one that may be anything. Plain, it asks for less than ours: what comes is held to ours all
 * the same [M21].
 */
export function toSentSchema(schema: Json, style: Style): JsonObject {
  const root = isJsonObject(schema) ? schema : {};
  return walk(root, { ...style, root, level: 0 });
}

function walk(given: JsonObject, place: Place): JsonObject {
  if (place.level > MOST_LEVELS) return {};
  const shaped = place.isPlain
    ? withPlainKeywords(withListedConst(resolveRef(given, place.root)))
    : withListedConst(given);
  return Object.fromEntries(
    Object.entries(shaped)
      .filter(([keyword]) => !NOTES.has(keyword))
      .map(([keyword, value]) => [keyword, inside(keyword, value, { ...place, level: place.level + 1 })]),
  );
}

/** The schemas that a keyword holds. */
function inside(keyword: string, value: Json, place: Place): Json {
  switch (keyword) {
    case "properties":
    case "patternProperties":
    case "$defs":
    case "definitions":
      return isJsonObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, ofValue(each, place)]))
        : value;
    case "anyOf":
    case "oneOf":
    case "prefixItems":
      return Array.isArray(value) ? value.map((each: Json) => ofValue(each, place)) : value;
    case "items":
      return ofValue(value, place);
    case "additionalProperties":
      return isJsonObject(value) ? ofValue(value, place) : value;
    default:
      return value;
  }
}

/** The schema of one value. */
function ofValue(schema: Json, place: Place): Json {
  if (schema === false) return schema;
  const given = isJsonObject(schema) ? schema : {};
  const walked = walk(given, place);
  if (SAYS_TYPE.some((keyword) => keyword in walked)) return withItems(walked, place);
  return { ...walked, anyOf: [...anything(place)] };
}

/** Whatever JSON holds. A plain schema has no object of which nothing is known: it comes as text then. */
function anything({ isPlain }: Style): readonly JsonObject[] {
  const simple = [{ type: "string" }, { type: "number" }, { type: "boolean" }];
  const each = isPlain ? simple : [...simple, { type: "object" }];
  return [...each, { type: "array", items: { anyOf: each } }];
}

function withItems(schema: JsonObject, place: Place): JsonObject {
  if (schema["type"] !== "array" || "items" in schema || "prefixItems" in schema) return schema;
  return { ...schema, items: { anyOf: [...anything(place)].slice(0, -1) } };
}

/** A choice of one; readers know `enum` that do not know `const`, and want its type. */
function withListedConst(schema: JsonObject): JsonObject {
  const { const: only, ...rest } = schema;
  const listed: JsonObject = only === undefined ? schema : { ...rest, enum: [only] };
  const choices = listed["enum"];
  if (!Array.isArray(choices) || "type" in listed) return listed;
  const types = new Set(choices.map(typeOf));
  const [type] = types;
  return types.size === 1 && type !== undefined ? { type, ...listed } : listed;
}

function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}
