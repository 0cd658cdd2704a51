import type { Json, JsonObject } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import type { CheckList } from "#core/domain/scoring/check-list.ts";
import { whyNotJson, type Row } from "#core/evaluation/formats/row.ts";
import { expandVars } from "./expand-vars.ts";
import { findTests, objectAt, type Found, type Test } from "./find-tests.ts";
import { mapAssert, type MappedCheck } from "./map-asserts.ts";
import { NO_FILES, type NeighbourFiles } from "./neighbour-files.ts";
import { joinChecks } from "./patterns.ts";
import { createReports, inFile, type Reports } from "./reports.ts";

/** The tests of a promptfoo file as records {vars, expected, description?, metadata?}, and what scores them. */
export type PromptfooTests = { readonly scorer: Scorer; readonly rows: readonly Row[] };

/** Keys of a test that are read, or that say nothing about what is asked. */
const KNOWN_KEYS: ReadonlySet<string> = new Set([
  "vars",
  "assert",
  "description",
  "metadata",
  "threshold",
  "options",
]);

/** The same of its options: whom to ask in checks that ask a model, and what is done by the reading. */
const KNOWN_OPTIONS: ReadonlySet<string> = new Set([
  "provider",
  "rubricPrompt",
  "disableVarExpansion",
  "disableDefaultAsserts",
]);

type Mapped = {
  readonly line: number;
  readonly record: JsonObject;
  readonly checks: readonly MappedCheck[];
  readonly threshold: number | undefined;
  /** What checks read that is no part of the input. */
  readonly hidden: JsonObject;
};

/**
 * Reads the tests of a promptfoo configuration, or a bare list of tests. `scorer` is the one that was asked for; without
 * it, exact when every test is a single equals check, regex where all checks can be said as expressions, else checks.
 * What cannot be read is reported with its line. Throws dataset-invalid where there are no tests to read.
 */
export function readPromptfoo(
  text: string,
  scorer: Scorer | undefined,
  files: NeighbourFiles = NO_FILES,
): PromptfooTests {
  const reports = createReports();
  const found = findTests(text, { files, reports });
  const mapped: Mapped[] = [];
  for (const test of found.tests)
    for (const one of mapTest(test, { ...found, files, reports })) {
      mapped.push(one);
      // Its row is made when the scorer is known, which all tests together tell.
      reports.add({ line: one.line, reason: "" });
    }
  const chosen = scorer ?? chooseScorer(mapped);
  const made = mapped.map((test) => toRow(test, chosen));
  let at = 0;
  const rows = reports.rows().map((row): Row => {
    if (!("reason" in row) || row.reason !== "") return row;
    at += 1;
    return made[at - 1] ?? row;
  });
  return { scorer: chosen, rows };
}

function chooseScorer(tests: readonly Mapped[]): Scorer {
  const are = (suits: (test: Mapped) => boolean): boolean => tests.every((test) => suits(test));
  if (are((test) => singleValue(test) !== undefined)) return { type: "exact" };
  return are((test) => patternOf(test) !== null) ? { type: "regex", flags: "" } : { type: "checks" };
}

/** What of its checks a scorer can compare with. */
const COMPARES: Readonly<Record<Scorer["type"], "pattern" | "value" | "list" | "value-or-list">> = {
  exact: "value",
  numeric: "value",
  "json-fields": "value",
  regex: "pattern",
  checks: "list",
  code: "value-or-list",
};

function toRow(test: Mapped, scorer: Scorer): Row {
  const { line, record } = test;
  const compares = COMPARES[scorer.type];
  const value = singleValue(test);
  if (compares === "pattern") {
    const joined = patternOf(test);
    if (joined === null) return { line, reason: "its checks cannot be said as one regular expression" };
    return { line, record: { ...record, expected: joined } };
  }
  if (compares === "list" || (compares === "value-or-list" && value === undefined))
    return { line, record: { ...record, expected: toList(test) } };
  if (value === undefined)
    return { line, reason: `its checks are not one equals check, which scorer ${scorer.type} needs` };
  return { line, record: { ...record, expected: value } };
}

/** A threshold of nothing is none. */
function isPlain({ threshold }: Mapped): boolean {
  return threshold === undefined || threshold === 0;
}

function singleValue(test: Mapped): Json | undefined {
  const [check] = test.checks;
  return test.checks.length === 1 && isPlain(test) ? check?.equals : undefined;
}

function patternOf(test: Mapped): string | null {
  const patterns = test.checks.map(({ pattern }) => pattern);
  return !isPlain(test) || patterns.includes(null) ? null : joinChecks(patterns as readonly string[]);
}

function toList({ checks, threshold, hidden }: Mapped): JsonObject {
  const list: CheckList = {
    checks: checks.map(({ check }) => check),
    ...(threshold === undefined ? {} : { threshold }),
    ...(Object.keys(hidden).length === 0 ? {} : { vars: { ...hidden } }),
  };
  // Sound: it is made of JSON alone.
  return list as unknown as JsonObject;
}

type Mapping = Found & { readonly files: NeighbourFiles; readonly reports: Reports };

/** The tests that one stands for, or none where nothing of it can be used; what was left out is reported. */
function mapTest({ line, file, body }: Test, given: Mapping): readonly Mapped[] {
  const { files } = given;
  const reports = file === undefined ? given.reports : inFile(file, given.reports);
  const mapping = { ...given, reports };
  const reject = (reason: string): readonly Mapped[] => {
    reports.add({ line, reason });
    return [];
  };
  const fault = whyNotJson(body);
  if (fault !== null) return reject(fault);
  const { threshold } = body;
  if (threshold !== undefined && typeof threshold !== "number") return reject("its threshold is no number");
  const options = objectAt(body, "options");
  const all = expandVars(objectAt(body, "vars"), files, options["disableVarExpansion"] !== true);
  if (!all.ok) return reject(all.error);
  for (const key of Object.keys(body)) {
    if (!KNOWN_KEYS.has(key)) reports.note(line, `its "${key}" was left out`);
  }
  for (const key of Object.keys(options)) {
    if (!KNOWN_OPTIONS.has(key)) reports.note(line, `its option "${key}" was left out`);
  }
  return all.value.flatMap((variables) => mapVariables({ line, body, variables }, mapping));
}

type Asked = Test & { readonly variables: JsonObject };

function mapVariables({ line, body, variables }: Asked, mapping: Mapping): readonly Mapped[] {
  const { files, reports, root, mentioned } = mapping;
  const report = (reason: string): void => reports.note(line, reason);
  const checks: MappedCheck[] = [];
  for (const assert of (body["assert"] ?? []) as readonly Json[]) {
    const check = mapAssert(assert, { variables, files, root, report });
    if (check.ok) checks.push(check.value);
    else report(check.error);
  }
  if (checks.length === 0) {
    reports.add({ line, reason: "it has no check that can be used" });
    return [];
  }
  const hidden = findHidden(checks, mentioned);
  const { description, metadata, threshold } = body;
  const pick = (isPicked: (name: string) => boolean): JsonObject =>
    Object.fromEntries(Object.entries(variables).filter(([name]) => isPicked(name)));
  const hasCode = checks.some(({ check }) => JSON.stringify(check).includes('"javascript"'));
  return [
    {
      line,
      checks,
      threshold: typeof threshold === "number" ? threshold : undefined,
      record: {
        vars: pick((name) => !hidden.has(name)),
        ...(description === undefined ? {} : { description }),
        ...(metadata === undefined ? {} : { metadata }),
      },
      hidden: hasCode ? pick((name) => hidden.has(name)) : {},
    },
  ];
}

/**
 * Variables that only say what must come out would give the answer away: where the prompts are known, those that checks
 * look at and no prompt mentions; else those that are a whole answer.
 */
function findHidden(
  checks: readonly MappedCheck[],
  mentioned: ReadonlySet<string> | null,
): ReadonlySet<string> {
  const names =
    mentioned === null
      ? checks.flatMap(({ answerVariable }) => answerVariable ?? [])
      : checks.flatMap(({ uses }) => uses).filter((name) => !mentioned.has(name));
  return new Set(names);
}
