import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { whyNotJson } from "#core/evaluation/formats/row.ts";
import type { NeighbourFiles } from "./neighbour-files.ts";
import { readDocument, type ReadDocument } from "./read-document.ts";
import { isFileReference, kindOf, pathOf, readReference, readValue } from "./references.ts";
import { readTable, toBody } from "./read-table.ts";
import type { Reports } from "./reports.ts";

/** A test with what its configuration says of all tests. Lines are those of the file it stands in, named where it is another. */
export type Test = { readonly line: number; readonly file?: string; readonly body: JsonObject };

export type Found = {
  readonly tests: readonly Test[];
  /** What references of the form #/… lead to. */
  readonly root: Json;
  /** The variables that the prompts mention; null where they are not all known. */
  readonly mentioned: ReadonlySet<string> | null;
};

type Reading = { readonly files: NeighbourFiles; readonly reports: Reports };

/** More would be a file that was made to explode. */
const MAX_TESTS = 200_000;

/** Keys of a configuration that say what its tests are; without any of them it is none. */
const TEST_KEYS = ["tests", "scenarios"];

/**
 * The tests of a configuration, or of a bare list: its own, those in files beside it, and those of scenarios, each with
 * what `defaultTest` says [S36]. Throws dataset-invalid where there are none to read.
 */
export function findTests(text: string, reading: Reading): Found {
  const document = readDocument(text);
  if (!document.ok) throw notYaml(document.error);
  const { root } = document.value;
  const config: Json = Array.isArray(root) ? { tests: root as readonly Json[] } : root;
  if (!isJsonObject(config) || !TEST_KEYS.some((key) => Object.hasOwn(config, key))) throw noTests();
  const before: string[] = [];
  const noted: Reading = {
    ...reading,
    reports: {
      ...reading.reports,
      note: (line, reason) => {
        before.push(reason);
        reading.reports.note(line, reason);
      },
    },
  };
  const lineOf: ReadDocument["lineOf"] = (path) =>
    document.value.lineOf(Array.isArray(root) ? path.slice(1) : path);
  const defaults = readDefaults(config, lineOf, noted);
  const own = readTests(config["tests"] ?? [], { lineOf, path: ["tests"] }, noted);
  const scenes = readScenarios(config["scenarios"] ?? [], lineOf, noted);
  const tests = [...own, ...scenes].slice(0, MAX_TESTS);
  const isList = Array.isArray(config["tests"]) || Array.isArray(config["scenarios"]);
  if (tests.length === 0 && before.length > 0 && !hasBodies(config)) throw noTests(before.at(-1));
  if (tests.length === 0 && !isList) throw noTests();
  return {
    tests: tests.map((test) => ({ ...test, body: mergeDefaults(test.body, defaults) })),
    root: config,
    mentioned: findMentioned(config["prompts"] ?? null, reading.files),
  };
}

/** Whether some of its tests stand in it: then what is wrong with them is told line by line. */
function hasBodies(config: JsonObject): boolean {
  const { tests } = config;
  return Array.isArray(tests) && tests.some((test) => typeof test !== "string");
}

function notYaml(problem: string): AppError {
  return new AppError("dataset-invalid", `The file is not YAML that can be read: ${problem}`, {
    hint: "Correct it there and import it again.",
  });
}

function noTests(why?: string): AppError {
  return new AppError(
    "dataset-invalid",
    why === undefined ? "The file has no list of tests." : `The file has no test that can be read: ${why}.`,
    {
      hint: "A promptfoo file has `tests:`, each with `vars` and `assert`. Files that it refers to are read from its own folder, or chosen together with it.",
    },
  );
}

function readDefaults(config: JsonObject, lineOf: ReadDocument["lineOf"], reading: Reading): JsonObject {
  const written = config["defaultTest"] ?? {};
  const line = lineOf(["defaultTest"]);
  const resolved = typeof written === "string" ? readValue(written, reading.files) : ok(written);
  if (!resolved.ok) {
    reading.reports.note(line, `defaultTest refers to a file and was left out: ${resolved.error}`);
    return {};
  }
  const body = resolved.value;
  if (isJsonObject(body)) {
    const fault = whyNotJson(body);
    if (fault === null) return { ...body, vars: readVars(body["vars"] ?? {}, line, reading) };
    reading.reports.note(line, `defaultTest was left out: ${fault}`);
  } else if (body !== null) reading.reports.note(line, "defaultTest was left out: it is no test");
  return {};
}

type Place = { readonly lineOf: ReadDocument["lineOf"]; readonly path: readonly (string | number)[] };

function readTests(written: Json, { lineOf, path }: Place, reading: Reading): readonly Test[] {
  if (Array.isArray(written))
    return (written as readonly Json[]).flatMap((entry, at) =>
      readEntry(entry, lineOf([...path, at]), reading),
    );
  return written === null ? [] : readEntry(written, lineOf(path), reading);
}

/** One entry of a list of tests: a test, or where some stand. */
function readEntry(entry: Json, line: number, reading: Reading): readonly Test[] {
  if (isJsonObject(entry) && !Object.hasOwn(entry, "path")) {
    const vars = entry["vars"];
    if (vars === undefined || isJsonObject(vars)) return [{ line, body: entry }];
    return [{ line, body: { ...entry, vars: readVars(vars, line, reading) } }];
  }
  const reference = isJsonObject(entry) ? (entry["path"] ?? null) : entry;
  if (typeof reference !== "string") {
    reading.reports.add({ line, reason: "it is not a test, nor the name of a file with some" });
    return [];
  }
  if (/^[a-z]+:\/\//i.test(reference) && !isFileReference(reference)) {
    reading.reports.note(line, `tests at ${reference} were left out: nothing is fetched from elsewhere`);
    return [];
  }
  const paths = reading.files.find(pathOf(reference));
  if (paths.length === 0) reading.reports.note(line, `no file is called as ${pathOf(reference)} says`);
  return paths.flatMap((path) => {
    const tests = readTestFile(path, reading);
    if (tests.ok) return tests.value.map((test) => ({ ...test, file: path }));
    reading.reports.note(line, `tests elsewhere were left out: ${tests.error}`);
    return [];
  });
}

function readTestFile(path: string, reading: Reading): Result<readonly Test[], string> {
  const text = readReference(path, reading.files);
  if (!text.ok) return text;
  const kind = kindOf(path);
  if (kind === "table") {
    const table = readTable(text.value, path);
    return table.ok ? table : err(`${path} cannot be read: ${table.error}`);
  }
  if (kind === "lines") return readLines(text.value, path);
  const document = readDocument(text.value);
  if (!document.ok) return err(`${path} cannot be read: ${document.error}`);
  const { root, lineOf } = document.value;
  const isConfig = isJsonObject(root) && Array.isArray(root["tests"]);
  const list = isConfig ? root["tests"] : root;
  if (!Array.isArray(list))
    return isJsonObject(list) ? ok([{ line: 1, body: asTest(list) }]) : err(`${path} has no tests`);
  const at = isConfig ? ["tests"] : [];
  return ok(
    (list as readonly Json[]).flatMap((entry, index): readonly Test[] => {
      if (isJsonObject(entry)) {
        const line = lineOf([...at, index]);
        const body = asTest(entry);
        const vars = body["vars"] ?? {};
        return [{ line, body: { ...body, vars: readVars(vars, line, reading) } }];
      }
      reading.reports.note(lineOf([...at, index]), `an entry of ${path} is not a test`);
      return [];
    }),
  );
}

function readLines(text: string, path: string): Result<readonly Test[], string> {
  const tests: Test[] = [];
  for (const [at, line] of text
    .replace(/^\ufeff/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    try {
      const value = JSON.parse(line) as Json;
      if (!isJsonObject(value)) return err(`line ${at + 1} of ${path} is not a test`);
      tests.push({ line: at + 1, body: asTest(value) });
    } catch {
      return err(`line ${at + 1} of ${path} is not valid JSON`);
    }
  }
  return ok(tests);
}

/** What has neither variables nor checks is a record of columns, as a row of a table is. */
function asTest(entry: JsonObject): JsonObject {
  return Object.hasOwn(entry, "vars") || Object.hasOwn(entry, "assert") ? entry : toBody(entry);
}

/** Variables, or the files that hold them. */
function readVars(vars: Json, line: number, { files, reports }: Reading): JsonObject {
  if (isJsonObject(vars)) return vars;
  const references = Array.isArray(vars) ? (vars as readonly Json[]) : [vars];
  let all: JsonObject = {};
  for (const reference of references) {
    const paths = typeof reference === "string" ? files.find(pathOf(reference)) : [];
    if (paths.length === 0 && reference !== null)
      reports.note(line, "its vars are neither values nor a file");
    for (const path of paths) {
      const value = readValue(path, files);
      if (value.ok && isJsonObject(value.value)) all = { ...all, ...value.value };
      else reports.note(line, `vars elsewhere were left out: ${value.ok ? `${path} has none` : value.error}`);
    }
  }
  return all;
}

/** Each entry of a scenario's `config` with each of its tests: the test says more than the entry. */
function readScenarios(written: Json, lineOf: ReadDocument["lineOf"], reading: Reading): readonly Test[] {
  const scenes = Array.isArray(written) ? (written as readonly Json[]) : [written];
  return scenes.flatMap((scene, at): readonly Test[] => {
    const path = ["scenarios", at] as const;
    const line = lineOf(path);
    const resolved = typeof scene === "string" ? readValue(scene, reading.files) : ok(scene);
    if (!resolved.ok || !isJsonObject(resolved.value)) {
      if (scene !== null && !isEmptyList(scene))
        reading.reports.note(line, `a scenario was left out: ${resolved.ok ? "it is none" : resolved.error}`);
      return [];
    }
    const { config = [{}], tests = [{}] } = resolved.value;
    const inPlace = (key: string): Place => ({
      lineOf,
      path: typeof scene === "string" ? path : [...path, key],
    });
    const entries = readTests(config, inPlace("config"), reading);
    const bodies = readTests(tests, inPlace("tests"), reading);
    return entries
      .flatMap((entry) =>
        bodies.map((test): Test => ({
          line: test.line,
          ...(test.file === undefined ? {} : { file: test.file }),
          body: {
            ...entry.body,
            ...test.body,
            vars: { ...objectAt(entry.body, "vars"), ...objectAt(test.body, "vars") },
            options: { ...objectAt(entry.body, "options"), ...objectAt(test.body, "options") },
          },
        })),
      )
      .slice(0, MAX_TESTS);
  });
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** As promptfoo does it: what the test says wins, and the checks of both are made. */
function mergeDefaults(body: JsonObject, defaults: JsonObject): JsonObject {
  const options = { ...objectAt(defaults, "options"), ...objectAt(body, "options") };
  const shared = options["disableDefaultAsserts"] === true ? [] : listAt(defaults, "assert");
  return {
    ...defaults,
    ...body,
    vars: { ...objectAt(defaults, "vars"), ...objectAt(body, "vars") },
    assert: [...listAt(body, "assert"), ...shared],
    options,
    ...(isJsonObject(defaults["metadata"])
      ? { metadata: { ...objectAt(defaults, "metadata"), ...objectAt(body, "metadata") } }
      : {}),
  };
}

export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return isJsonObject(value) ? value : {};
}

function listAt(object: JsonObject, key: string): readonly Json[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Every word of a template's slots and statements: what none of them mentions never reaches a model. */
function findMentioned(prompts: Json, files: NeighbourFiles): ReadonlySet<string> | null {
  const entries = Array.isArray(prompts) ? (prompts as readonly Json[]) : [prompts];
  const words = new Set<string>();
  for (const entry of entries) {
    const text = promptText(entry, files);
    if (text === null) return null;
    for (const [, inside = ""] of text.matchAll(/\{[{%]([^}%]*)[}%]\}/g))
      for (const [word] of inside.matchAll(/[A-Za-z_]\w*/g)) words.add(word);
  }
  return words;
}

function promptText(entry: Json, files: NeighbourFiles): string | null {
  const text = isJsonObject(entry) ? (entry["raw"] ?? entry["id"] ?? null) : entry;
  if (typeof text !== "string") return null;
  const isFile = isFileReference(text) || /^[\w./-]+\.(txt|json|ya?ml|md|j2|[cm]?[jt]s|py)$/.test(text);
  if (!isFile) return text;
  const read = readReference(text, files);
  return read.ok ? read.value : null;
}
