import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

/** The keywords that every reader of schemas knows. */
const PLAIN_KEYWORDS = new Set(
  "type title description enum anyOf properties required items minItems maxItems minimum maximum nullable".split(
    " ",
  ),
);

/** What the schema refers to, in its place; one that refers to nothing we know may be anything. */
export function resolveRef(schema: JsonObject, root: JsonObject): JsonObject {
  const { $ref: ref, ...rest } = schema;
  if (typeof ref !== "string" || !ref.startsWith("#/")) return rest;
  const found = ref
    .slice(2)
    .split("/")
    .reduce<Json | undefined>((at, step) => (isJsonObject(at) ? at[step] : undefined), root);
  return isJsonObject(found) ? { ...resolveRef(found, {}), ...rest } : rest;
}

/** The same in plain keywords, as near as they come to it and never asking for more. */
export function withPlainKeywords(schema: JsonObject): JsonObject {
  const steps = [mergeAll, nameChoices, takeNull, closeBounds, keepTextChoices];
  const changed = steps.reduce((at, step) => step(at), schema);
  return Object.fromEntries(Object.entries(changed).filter(([keyword]) => PLAIN_KEYWORDS.has(keyword)));
}

/** What all of several schemas say together, where they are of objects or one of them says it all. */
function mergeAll({ allOf, ...schema }: JsonObject): JsonObject {
  if (!Array.isArray(allOf)) return schema;
  return allOf.filter(isJsonObject).reduce<JsonObject>((merged, each) => {
    const properties = [merged["properties"], each["properties"]].filter(isJsonObject);
    const required = [merged["required"], each["required"]].filter(Array.isArray).flat();
    return {
      ...each,
      ...merged,
      ...(properties.length === 0 ? {} : { properties: Object.assign({}, ...properties) as JsonObject }),
      ...(required.length === 0 ? {} : { required }),
    };
  }, schema);
}

function nameChoices({ oneOf, ...schema }: JsonObject): JsonObject {
  return oneOf === undefined || "anyOf" in schema ? schema : { ...schema, anyOf: oneOf };
}

/** Several types are choices, and null is none of them. */
function takeNull(schema: JsonObject): JsonObject {
  const { type, ...rest } = schema;
  if (!Array.isArray(type)) return schema;
  const named: readonly Json[] = type;
  const types = named.filter((each) => each !== "null");
  const nullable: JsonObject = types.length < named.length ? { nullable: true } : {};
  const [first] = types;
  if (types.length === 1 && first !== undefined) return { ...rest, type: first, ...nullable };
  return { ...rest, anyOf: types.map((each) => ({ type: each })), ...nullable };
}

/** Of whole numbers the next one; others are held to less. */
function closeBounds(schema: JsonObject): JsonObject {
  const { exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  if (schema["type"] !== "integer") return schema;
  return {
    ...schema,
    ...(typeof above === "number" ? { minimum: Math.floor(above) + 1 } : {}),
    ...(typeof below === "number" ? { maximum: Math.ceil(below) - 1 } : {}),
  };
}

/** Plain choices are among texts alone. */
function keepTextChoices(schema: JsonObject): JsonObject {
  const choices = schema["enum"];
  if (!Array.isArray(choices) || choices.every((each: Json) => typeof each === "string")) return schema;
  const { enum: _other, ...rest } = schema;
  return rest;
}
