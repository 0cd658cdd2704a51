import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Check, SingleCheck } from "#core/domain/scoring/check-list.ts";
import { toPattern } from "#core/evaluation/match-pattern.ts";
import { findSchemaProblem } from "#core/tools/validate-json.ts";
import { fillValue, scalarText, wholeVariable } from "./fill-template.ts";
import type { Asserting } from "./asserting.ts";
import { readCode } from "./read-code.ts";
import { readDocument } from "./read-document.ts";
import { isFileReference, readValue, readReference, kindOf, pathOf } from "./references.ts";
import { PATTERNS } from "./patterns.ts";
import { splitTexts } from "./split-texts.ts";
import { whyLeftOut } from "./unknown-types.ts";

/** A promptfoo assertion in our terms. */
export type MappedCheck = {
  readonly check: Check;
  /** The value an output must equal, where that is all that is asked. */
  readonly equals: Json | undefined;
  /** The same as a regular expression; null where there is none. */
  readonly pattern: string | null;
  /** The variable that an equals check takes its value from: that variable is the answer, not part of the input. */
  readonly answerVariable: string | null;
  /** The variables that it looks at. */
  readonly uses: readonly string[];
};

/** Keys of an assertion that do not change what it asks, of any type that is known here. */
const HARMLESS: ReadonlySet<string> = new Set([
  "type",
  "value",
  "metric",
  "description",
  "weight",
  "provider",
  "rubricPrompt",
]);

/** The check that an assertion stands for, or why no scorer here can do it [S36]. */
export function mapAssert(written: Json, asserting: Asserting): Result<MappedCheck, string> {
  const assert = dereference(written, asserting.root);
  if (!isJsonObject(assert) || typeof assert["type"] !== "string")
    return err("a check without a type was left out");
  const type = assert["type"];
  const leftOut = (why: string) => err(`its ${type} check was left out: ${why}`);
  const shared = sharedOf(assert);
  if (shared === null) return leftOut("its weight or its name is none");
  if (type === "assert-set") return mapSet(assert, shared, asserting);
  const not = type.startsWith("not-");
  const bare = not ? type.slice("not-".length) : type;
  const prepare = Object.hasOwn(PREPARE, bare) ? PREPARE[bare as SingleCheck["type"]] : undefined;
  if (prepare === undefined) return leftOut(whyLeftOut(bare));
  const known = bare === "javascript" ? [...HARMLESS, "threshold"] : [...HARMLESS];
  const foreign = Object.keys(assert).find((key) => !known.includes(key));
  if (foreign !== undefined) return leftOut(`it has a ${foreign}`);
  const value = prepare(assert["value"] ?? null, asserting);
  if (!value.ok) return leftOut(value.error);
  const { threshold } = assert;
  if (threshold !== undefined && typeof threshold !== "number") return leftOut("its threshold is no number");
  const check: SingleCheck = {
    type: bare as SingleCheck["type"],
    ...(value.value === null ? {} : { value: value.value }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(not ? { not } : {}),
    ...shared,
  };
  return ok(describe(check, assert["value"] ?? null));
}

/** What weighs and what it is called; null where that cannot be read. */
function sharedOf({ weight, metric }: JsonObject): Pick<SingleCheck, "weight" | "name"> | null {
  if (weight !== undefined && !(typeof weight === "number" && weight >= 0)) return null;
  if (metric !== undefined && typeof metric !== "string") return null;
  return {
    ...(weight === undefined || weight === 1 ? {} : { weight }),
    ...(metric === undefined ? {} : { name: metric.slice(0, 200).toWellFormed() }),
  };
}

/** What else can be said of a check: as a single value, or as an expression, where it is no more than that. */
function describe(check: SingleCheck, written: Json): MappedCheck {
  const { value = null } = check;
  const isPlain = check.not !== true && check.weight === undefined;
  const pattern = isPlain ? patternOf(check.type, value) : null;
  const isWhole = check.type === "equals" && isPlain;
  const answerVariable = isWhole && typeof written === "string" ? wholeVariable(written) : null;
  const uses = namesIn(written, check.type === "javascript");
  return { check, equals: isWhole ? value : undefined, pattern, answerVariable, uses };
}

function patternOf(type: SingleCheck["type"], value: Json): string | null {
  const toText = PATTERNS[type];
  const texts = Array.isArray(value) ? (value as readonly Json[]).map(scalarText) : [scalarText(value)];
  const pattern = toText === undefined || texts.includes(null) ? null : toText(texts as readonly string[]);
  return pattern === null || toPattern(pattern, "") === null ? null : pattern;
}

/** Variables that are filled in, and those that code takes from its context. */
function namesIn(written: Json, isCode: boolean): readonly string[] {
  const text = typeof written === "string" ? written : JSON.stringify(written);
  const filled = [...text.matchAll(/\{\{\s*([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
  const read = isCode
    ? [...text.matchAll(/\bvars(?:\?)?(?:\.|\[\s*['"`])([A-Za-z_]\w*)/g)].map(([, name = ""]) => name)
    : [];
  return [...filled, ...read];
}

function mapSet(
  assert: JsonObject,
  shared: Pick<SingleCheck, "weight" | "name">,
  asserting: Asserting,
): Result<MappedCheck, string> {
  const leftOut = (why: string) => err(`its assert-set check was left out: ${why}`);
  const { assert: parts, threshold } = assert;
  if (threshold !== undefined && typeof threshold !== "number") return leftOut("its threshold is no number");
  if (!Array.isArray(parts)) return leftOut("it has no checks");
  const mapped: MappedCheck[] = [];
  for (const part of parts as readonly Json[]) {
    const one = mapAssert(part, asserting);
    if (one.ok) mapped.push(one.value);
    else asserting.report(one.error);
  }
  const checks = mapped.flatMap(({ check }) => (check.type === "set" ? [] : [check]));
  if (checks.length < mapped.length) return leftOut("it holds another set");
  if (checks.length === 0) return leftOut("it has no check that can be used");
  const check: Check = { type: "set", checks, ...(threshold === undefined ? {} : { threshold }), ...shared };
  const uses = mapped.flatMap((one) => one.uses);
  return ok({ check, equals: undefined, pattern: null, answerVariable: null, uses });
}

type Prepare = (written: Json, asserting: Asserting) => Result<Json, string>;

/** What a check of each type compares with, from what is written. */
const PREPARE: Readonly<Record<SingleCheck["type"], Prepare>> = {
  equals: (written, asserting) => fill(written, asserting),
  contains: toText,
  icontains: toText,
  "starts-with": toText,
  regex: (written, asserting) => {
    const text = toText(written, asserting);
    return text.ok && toPattern(text.value, "") === null ? err("it is not a regular expression") : text;
  },
  "contains-any": toTexts,
  "icontains-any": toTexts,
  "contains-all": toTexts,
  "icontains-all": toTexts,
  "is-json": toSchema,
  "contains-json": toSchema,
  javascript: readCode,
};

/** With files read and variables filled in. */
function fill(written: Json, { variables, files }: Asserting): Result<Json, string> {
  if (typeof written === "string" && isFileReference(written)) {
    const isDocument = kindOf(pathOf(written)) === "document";
    const read = isDocument ? readValue(written, files) : readReference(written, files);
    return read.ok ? ok(typeof read.value === "string" ? read.value.trim() : read.value) : read;
  }
  const value = fillValue(written, variables);
  return value === null
    ? err("its value is missing, or a template that is more than {{variables}}")
    : ok(value);
}

function toText(written: Json, asserting: Asserting): Result<Json, string> {
  const value = fill(written, asserting);
  if (!value.ok) return value;
  const text = scalarText(value.value);
  return text === null || text === "" ? err("its value is no text") : ok(text);
}

function toTexts(written: Json, asserting: Asserting): Result<Json, string> {
  const value = fill(written, asserting);
  if (!value.ok) return value;
  const texts: readonly (string | null)[] = Array.isArray(value.value)
    ? (value.value as readonly Json[]).map(scalarText)
    : splitTexts(scalarText(value.value) ?? "");
  if (texts.length === 0 || texts.includes(null) || texts.includes("")) return err("its value is no text");
  return ok(texts as readonly string[]);
}

/** Null where any JSON will do. */
function toSchema(written: Json, asserting: Asserting): Result<Json, string> {
  if (written === null) return ok(null);
  const value = fill(written, asserting);
  if (!value.ok) return value;
  const parsed = typeof value.value === "string" ? readDocument(value.value) : ok({ root: value.value });
  const schema = parsed.ok ? parsed.value.root : null;
  if (!isJsonObject(schema)) return err("its value is no schema");
  // Which draft it is of changes little, and its address cannot be looked up.
  const { $schema: _draft, ...rest } = schema;
  if (/"(pattern|patternProperties)":/.test(JSON.stringify(rest)))
    return err("its schema has a pattern, which could take for ever on an answer");
  const problem = findSchemaProblem(rest);
  return problem === null ? ok(rest) : err(`its schema cannot be used: ${problem}`);
}

/** An assertion that refers to one that stands elsewhere in the file. */
function dereference(written: Json, root: Json): Json {
  const reference = isJsonObject(written) ? written["$ref"] : undefined;
  if (typeof reference !== "string" || !reference.startsWith("#/")) return written;
  let found: Json = root;
  for (const step of reference.slice(2).split("/")) {
    if (!isJsonObject(found) || !Object.hasOwn(found, step)) return written;
    found = found[step] ?? null;
  }
  return found;
}
