import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { fillValue, scalarText, wholeVariable } from "./fill-template.ts";
import { toPattern } from "#core/evaluation/match-pattern.ts";

/** A promptfoo assertion in our terms. */
export type Check = {
  readonly type: string;
  /** The value an output must equal, where that is what is asked. */
  readonly equals: Json | undefined;
  /** The same as a regular expression; null where there is none, as for objects. */
  readonly pattern: string | null;
  /** The variable that an equals check takes its value from: that variable is the answer, not part of the input. */
  readonly answerVariable: string | null;
};

/** Assertions on one text, as regular expressions that an output is searched with. */
const ONE_TEXT: Readonly<Record<string, (text: string) => string>> = {
  equals: (text) => `^\\s*${escape(text.trim())}\\s*$`,
  contains: escape,
  icontains: (text) => `(?i:${escape(text)})`,
  "starts-with": (text) => `^${escape(text)}`,
  regex: (text) => text,
};

/** Assertions on a list of texts. */
const MANY_TEXTS: Readonly<Record<string, (texts: readonly string[]) => string>> = {
  "contains-any": (texts) => texts.map(escape).join("|"),
  "icontains-any": (texts) => `(?i:${texts.map(escape).join("|")})`,
  "contains-all": (texts) => joinPatterns(texts.map(escape)),
  "icontains-all": (texts) => joinPatterns(texts.map((text) => `(?i:${escape(text)})`)),
};

/** Keys of an assertion that do not change what it asks. */
const HARMLESS: ReadonlySet<string> = new Set(["type", "value", "metric", "description"]);

/** The check that an assertion stands for, or why no scorer here can do it. */
export function mapAssert(assert: Json, variables: JsonObject): Result<Check, string> {
  if (!isJsonObject(assert) || typeof assert["type"] !== "string")
    return err("a check without a type was left out");
  const type = assert["type"];
  const leftOut = (why: string) => err(`its ${type} check was left out: ${why}`);
  if (!Object.hasOwn(ONE_TEXT, type) && !Object.hasOwn(MANY_TEXTS, type))
    return leftOut("no scorer does that");
  const foreign = Object.keys(assert).find((key) => !HARMLESS.has(key));
  if (foreign !== undefined) return leftOut(`it has a ${foreign}`);
  const written = assert["value"] ?? null;
  const value = fillValue(written, variables);
  if (value === null) return leftOut("its value is missing, or a template that is more than {{variables}}");
  const pattern = patternOf(type, value);
  if (pattern !== null && toPattern(pattern, "") === null) return leftOut("it is not a regular expression");
  if (type !== "equals")
    return pattern === null ? leftOut("its value is no text") : ok(plainCheck(type, pattern));
  const answerVariable = typeof written === "string" ? wholeVariable(written) : null;
  return ok({ type, equals: value, pattern, answerVariable });
}

function plainCheck(type: string, pattern: string): Check {
  return { type, equals: undefined, pattern, answerVariable: null };
}

function patternOf(type: string, value: Json): string | null {
  const text = scalarText(value);
  const forOne = Object.hasOwn(ONE_TEXT, type) ? ONE_TEXT[type] : undefined;
  if (forOne !== undefined) return text === null || text === "" ? null : forOne(text);
  const texts = text === null ? listTexts(value) : text.split(",").map((part) => part.trim());
  return texts === null || texts.length === 0 || texts.includes("")
    ? null
    : (MANY_TEXTS[type]?.(texts) ?? null);
}

function listTexts(value: Json): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  const texts = (value as readonly Json[]).map(scalarText);
  return texts.includes(null) ? null : (texts as readonly string[]);
}

/** One expression for all of them, in whatever order an output has them. Null where they cannot be joined. */
export function joinChecks(patterns: readonly string[]): string | null {
  const [only] = patterns;
  if (only !== undefined && patterns.length === 1) return only;
  // Joined, a reference to a group by its number would mean another group.
  if (patterns.some((pattern) => /\\[1-9]/.test(pattern))) return null;
  const joined = joinPatterns(patterns);
  return toPattern(joined, "") === null ? null : joined;
}

function joinPatterns(patterns: readonly string[]): string {
  return `^${patterns.map((pattern) => `(?=[^]*?(?:${pattern}))`).join("")}`;
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
