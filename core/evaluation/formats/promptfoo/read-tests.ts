import { isMap, isSeq, visit, type Document, type LineCounter } from "yaml";
import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { keepsWritten } from "#core/base/written-number.ts";
import { readYaml } from "#core/config/read-yaml.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { isFileReference } from "./fill-template.ts";
import { joinChecks, mapAssert, type Check } from "./map-asserts.ts";
import { whyNotJson, type Row, type Skipped } from "#core/evaluation/formats/row.ts";

/** The tests of a promptfoo file as records {vars, expected, description?, metadata?}, and what scores them. */
export type PromptfooTests = { readonly scorer: Scorer; readonly rows: readonly Row[] };

/** Aliases may be repeated this often in all; more is a file that was made to explode. */
const MAX_ALIASES = 1000;

/** Keys of a test that are read, or that say nothing about what is asked. */
const KNOWN_KEYS: ReadonlySet<string> = new Set(["vars", "assert", "description", "metadata"]);

type Test = { readonly line: number; readonly body: JsonObject };
type Mapped = {
  readonly line: number;
  readonly record: JsonObject;
  readonly checks: readonly Check[];
};

/**
 * Reads `tests` (with `defaultTest`) of a promptfoo configuration, or a bare list of tests. `scorer` is the one that
 * was asked for; without it, exact when every test is a single equals check, else regex, which can say all the checks
 * we know. What cannot be mapped is reported with its line. Throws dataset-invalid where there are no tests to read.
 */
export function readPromptfoo(text: string, scorer: Scorer | undefined): PromptfooTests {
  const { tests, defaults, skipped } = findTests(text);
  const mapped: Mapped[] = [];
  for (const test of tests) mapped.push(...mapTest(test, defaults, skipped));
  const chosen = scorer ?? chooseScorer(mapped);
  const rows = mapped.map((test) => toRow(test, chosen));
  return { scorer: chosen, rows: [...skipped, ...rows].toSorted((a, b) => a.line - b.line) };
}

function chooseScorer(tests: readonly Mapped[]): Scorer {
  const areAllEquals = tests.every(({ checks }) => checks.length === 1 && checks[0]?.type === "equals");
  return areAllEquals ? { type: "exact" } : { type: "regex", flags: "" };
}

/** What of its checks a scorer can compare with: their patterns in one, or the value of a single equals check. */
const COMPARES: Readonly<Record<Scorer["type"], "pattern" | "value">> = {
  exact: "value",
  numeric: "value",
  "json-fields": "value",
  regex: "pattern",
  checks: "value",
  code: "value",
};

function toRow({ line, record, checks }: Mapped, scorer: Scorer): Row {
  if (COMPARES[scorer.type] === "pattern") {
    const patterns = checks.map(({ pattern }) => pattern);
    const joined = patterns.includes(null) ? null : joinChecks(patterns as readonly string[]);
    if (joined === null) return { line, reason: "its checks cannot be said as one regular expression" };
    return { line, record: { ...record, expected: joined } };
  }
  const [check] = checks;
  if (check?.equals === undefined || checks.length > 1) {
    return { line, reason: `its checks are not one equals check, which scorer ${scorer.type} needs` };
  }
  return { line, record: { ...record, expected: check.equals } };
}

/** One test, or none where nothing of it can be used; what was left out goes to `skipped`. */
function mapTest({ line, body }: Test, defaults: JsonObject, skipped: Skipped[]): readonly Mapped[] {
  const report = (reason: string): void => void skipped.push({ line, reason });
  const vars = { ...objectAt(defaults, "vars"), ...objectAt(body, "vars") };
  const fault = whyNotJson(body) ?? whyNotJson(defaults) ?? findForeignVariable(vars);
  if (fault !== null) {
    report(fault);
    return [];
  }
  for (const key of foreignKeys(body)) report(`its "${key}" was left out`);
  const checks: Check[] = [];
  for (const assert of [...listAt(body, "assert"), ...listAt(defaults, "assert")]) {
    const check = mapAssert(assert, vars);
    if (check.ok) checks.push(check.value);
    else report(check.error);
  }
  if (checks.length === 0) {
    report("it has no check that can be used");
    return [];
  }
  return [{ line, checks, record: { ...withoutKey(body, "assert"), vars: withoutAnswers(vars, checks) } }];
}

/** promptfoo turns a list into several tests, and reads files; neither is an input as it stands. */
function findForeignVariable(vars: JsonObject): string | null {
  for (const [name, value] of Object.entries(vars)) {
    if (Array.isArray(value)) return `its variable ${name} lists several values`;
    if (typeof value !== "string") continue;
    if (isFileReference(value)) return `its variable ${name} refers to something elsewhere`;
    if (/\{\{|\{%/.test(value)) return `its variable ${name} is a template`;
  }
  return null;
}

/** A variable that only says what must come out would give the answer away. */
function withoutAnswers(vars: JsonObject, checks: readonly Check[]): JsonObject {
  const answers = new Set(checks.map(({ answerVariable }) => answerVariable));
  return Object.fromEntries(Object.entries(vars).filter(([name]) => !answers.has(name)));
}

function foreignKeys(test: JsonObject): readonly string[] {
  return Object.keys(test).filter((key) => !KNOWN_KEYS.has(key));
}

function withoutKey(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return isJsonObject(value) ? value : {};
}

function listAt(object: JsonObject, key: string): readonly Json[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

type Found = { readonly tests: readonly Test[]; readonly defaults: JsonObject; readonly skipped: Skipped[] };

function findTests(text: string): Found {
  const { document, root, lines: counter } = parseYaml(text);
  const config: Json = Array.isArray(root) ? { tests: root as readonly Json[] } : root;
  if (!isJsonObject(config) || !Array.isArray(config["tests"])) {
    throw new AppError("dataset-invalid", "The file has no list of tests.", {
      hint: "A promptfoo file has `tests:`, each with `vars` and `assert`; a file it points to is imported by itself.",
    });
  }
  const lines = testLines(document, counter);
  const tests: Test[] = [];
  const defaults = objectAt(config, "defaultTest");
  const skipped: Skipped[] = foreignKeys(defaults).map((key) => ({
    line: 1,
    reason: `"${key}" of defaultTest was left out`,
  }));
  if (Object.hasOwn(config, "scenarios"))
    skipped.push({ line: 1, reason: "scenarios were left out: only tests are read" });
  for (const [at, body] of (config["tests"] as readonly Json[]).entries()) {
    const line = lines[at] ?? 1;
    if (isJsonObject(body)) tests.push({ line, body });
    else skipped.push({ line, reason: "it is not a test, but refers to one elsewhere" });
  }
  return { tests, defaults, skipped };
}

function parseYaml(text: string): {
  readonly document: Document;
  readonly root: Json;
  readonly lines: LineCounter;
} {
  const yaml = readYaml(text, { merge: true });
  if ("problem" in yaml) throw notYaml(`${yaml.line === null ? "" : `line ${yaml.line}: `}${yaml.problem}`);
  const { document, lines } = yaml;
  keepNumbers(document);
  try {
    return { document, lines, root: document.toJS({ maxAliasCount: MAX_ALIASES }) as Json };
  } catch (error) {
    throw notYaml(error instanceof Error ? error.message : String(error), error);
  }
}

function notYaml(problem: string, cause?: unknown): AppError {
  return new AppError("dataset-invalid", `The file is not YAML that can be read: ${problem}`, {
    hint: "Correct it there and import it again.",
    cause,
  });
}

/** A number with more digits than a program keeps is the text that was written. */
function keepNumbers(document: Document): void {
  visit(document, {
    Scalar: (_key, node) => {
      const { value, source } = node;
      if (typeof value === "number" && source !== undefined && !keepsWritten(source, value)) {
        node.value = source;
      }
    },
  });
}

/** The line on which each test begins. */
function testLines({ contents }: Document, counter: LineCounter): readonly number[] {
  const list: unknown = isMap(contents) ? contents.get("tests", true) : contents;
  if (!isSeq(list)) return [];
  return list.items.map((node) => {
    const offset = (node as { readonly range?: readonly number[] | null }).range?.[0] ?? 0;
    return counter.linePos(offset).line;
  });
}
