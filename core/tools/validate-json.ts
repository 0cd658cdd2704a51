import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { hashJson } from "#core/base/hash.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { findUnusable } from "./json-bounds.ts";

/**
 * The one place where a value is held against a JSON Schema (2020-12). Arguments come from a model and results from
 * evolved code, so both are checked for depth, size and text before the schema is even looked at, only own properties count
 * (nothing satisfies `required: ["constructor"]` by inheritance), and the value is never changed: no defaults, no
 * coercion. Formats are not checked; 2020-12 makes them annotations.
 */

const OPTIONS = {
  strict: false,
  allErrors: true,
  ownProperties: true,
  validateFormats: false,
  logger: false,
} as const;

const MAX_CACHED = 256;
const MAX_SHOWN_ERRORS = 5;
const MAX_EXCERPT_CHARS = 120;

const cache = new Map<string, ValidateFunction>();

/** Checks schemas themselves. Its meta-schemas are compiled at the first use. */
let metaAjv: Ajv2020 | null = null;

/** Whether the value satisfies the schema; else a message that whoever wrote the value can act on. */
export function validateJson(schema: Json, value: Json): Result<void, string> {
  const fault = findUnusable(value);
  if (fault !== null) return err(fault);
  try {
    const validate = validatorFor(schema);
    return validate(value) ? ok(undefined) : err(describeErrors(validate.errors ?? []));
  } catch (thrown) {
    // A schema that cannot be compiled, or that recurses without end. Never a pass.
    return err(`nothing can satisfy its schema, which is not usable: ${reasonOf(thrown)}`);
  }
}

/** What makes a document unusable as a schema, or null. */
export function findSchemaProblem(schema: Json): string | null {
  try {
    validatorFor(schema);
    return null;
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

function validatorFor(schema: Json): ValidateFunction {
  const key = hashJson(schema);
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const validate = compile(schema);
  const [oldest] = cache.keys();
  if (cache.size >= MAX_CACHED && oldest !== undefined) cache.delete(oldest);
  cache.set(key, validate);
  return validate;
}

/** An instance per schema: in a shared one, `$id`s of different tools would clash or be reachable from each other. */
function compile(schema: Json): ValidateFunction {
  if (typeof schema !== "boolean" && !isJsonObject(schema))
    throw new TypeError("a schema is an object or a boolean");
  metaAjv ??= new Ajv2020(OPTIONS);
  if (metaAjv.validateSchema(schema) !== true) throw new TypeError(describeErrors(metaAjv.errors ?? []));
  const validate = new Ajv2020({ ...OPTIONS, meta: false, validateSchema: false }).compile(schema);
  // An asynchronous validator answers with a promise, which would pass for "valid".
  if ("$async" in validate) throw new TypeError("$async is not part of JSON Schema");
  return validate;
}

function describeErrors(errors: readonly ErrorObject[]): string {
  const shown = [...new Set(errors.map(describeError))];
  const more = shown.length - MAX_SHOWN_ERRORS;
  const text = shown.slice(0, MAX_SHOWN_ERRORS).join("; ");
  return more > 0 ? `${text}; and ${more} more` : text;
}

function describeError({ instancePath, keyword, params, message }: ErrorObject): string {
  const where = instancePath === "" ? "the value" : excerpt(instancePath);
  const detail = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case "additionalProperties":
      return `${where} must not have the property ${quote(detail["additionalProperty"])}`;
    case "unevaluatedProperties":
      return `${where} must not have the property ${quote(detail["unevaluatedProperty"])}`;
    case "enum":
      return `${where} must be one of ${quote(detail["allowedValues"])}`;
    case "const":
      return `${where} must be ${quote(detail["allowedValue"])}`;
    default:
      return `${where} ${excerpt(message ?? `breaks ${keyword}`)}`;
  }
}

function quote(value: unknown): string {
  return excerpt(JSON.stringify(value));
}

function excerpt(text: string): string {
  return text.length > MAX_EXCERPT_CHARS ? `${text.slice(0, MAX_EXCERPT_CHARS - 1)}…` : text;
}

function reasonOf(thrown: unknown): string {
  return excerpt(thrown instanceof Error ? thrown.message : String(thrown));
}
