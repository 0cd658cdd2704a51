import type { Json, JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { readRecords, type Cells } from "#core/evaluation/formats/csv/records.ts";
import { readSepLine, tellDelimiter } from "#core/evaluation/formats/csv/tell-form.ts";
import { splitTexts } from "./split-texts.ts";

export type TableTest = { readonly line: number; readonly body: JsonObject };

/** Lines that tell what parts the cells. */
const SAMPLE_LINES = 200;

/** The tests of a table: each column a variable, those that begin with __ what promptfoo reads them as. */
export function readTable(text: string, path: string): Result<readonly TableTest[], string> {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .map((each, at) => ({ line: at + 1, text: each }));
  const set = readSepLine(lines[0]);
  const table = set === undefined ? lines : lines.slice(1);
  const told = path.toLowerCase().endsWith(".tsv") ? "\t" : tellDelimiter(table.slice(0, SAMPLE_LINES));
  const records = readRecords(table, set ?? told);
  const [header = { line: 1, cells: [] }, ...rows] = records.filter(
    (record): record is Cells => "cells" in record,
  );
  const fault = records.find((record) => "reason" in record) ?? findUneven(rows, header.cells.length);
  if (fault !== undefined && "reason" in fault) return err(`line ${fault.line}: ${fault.reason}`);
  return ok(
    rows.map(({ line, cells }) => ({
      line,
      body: toBody(Object.fromEntries(header.cells.map((name, at) => [name, cells[at] ?? ""]))),
    })),
  );
}

function findUneven(rows: readonly Cells[], width: number) {
  const row = rows.find(({ cells }) => cells.length !== width);
  return row === undefined
    ? undefined
    : { line: row.line, reason: `it has ${row.cells.length} cells, the header has ${width}` };
}

/** A record of columns as a test. */
export function toBody(record: Readonly<Record<string, Json>>): JsonObject {
  const body: Record<string, Json> = {};
  const vars: Record<string, Json> = {};
  const asserts: Json[] = [];
  const metadata: Record<string, Json> = {};
  for (const [name, value] of Object.entries(record)) {
    if (!name.startsWith("__")) vars[name] = value;
    // A blank cell says nothing.
    if (!name.startsWith("__") || value === "" || value === null) continue;
    const [, key = null] = /^__metadata:(.+)$/.exec(name) ?? [];
    if (/^__expected\d*$/.test(name)) asserts.push(assertOf(value));
    else if (name === "__description") body["description"] = value;
    else if (name === "__threshold") body["threshold"] = toNumber(value);
    else if (key !== null) metadata[key] = value;
    // Read by nobody here, and reported as what it is called.
    else body[name] = value;
  }
  return {
    ...body,
    vars,
    ...(asserts.length === 0 ? {} : { assert: asserts }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  };
}

function toNumber(value: Json): Json {
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

function assertOf(value: Json): Json {
  return typeof value === "string" ? assertFromText(value.trim()) : { type: "equals", value };
}

/** Sorts of checks whose name may stand before a colon. */
const NAMED =
  /^(not-)?(equals|contains|icontains|contains-any|contains-all|icontains-any|icontains-all|starts-with|regex|is-json|contains-json|is-html|contains-html|is-xml|contains-xml|is-sql|contains-sql|javascript|fn|eval|python|ruby|webhook|similar|levenshtein|rouge-n|rouge-s|rouge-l|bleu|gleu|meteor|latency|cost|perplexity|perplexity-score|classifier|moderation|llm-rubric|grade|factuality|model-graded-factuality|model-graded-closedqa|g-eval|answer-relevance|context-recall|context-relevance|context-faithfulness|select-best|finish-reason|is-refusal|guardrails|word-count|is-valid-openai-tools-call|is-valid-openai-function-call|is-valid-function-call)(?:\(([\d.]+)\))?(?::([^]*))?$/;

const OTHER_NAMES: Readonly<Record<string, string>> = {
  fn: "javascript",
  eval: "javascript",
  grade: "llm-rubric",
};

/** "contains: x" as the check it stands for; any other text must be what comes out. */
function assertFromText(text: string): JsonObject {
  const match = NAMED.exec(text);
  const [, not = "", name = "", threshold, value] = match ?? [];
  // A bare word is a check only where it needs nothing more.
  if (match === null || (value === undefined && !/^(is|contains)-/.test(name)))
    return { type: "equals", value: text };
  const type = `${not}${OTHER_NAMES[name] ?? name}`;
  const written = value?.trim() ?? "";
  const isMany = /-(any|all)$/.test(name);
  return {
    type,
    ...(written === "" ? {} : { value: isMany ? splitTexts(written) : written }),
    ...(threshold === undefined ? {} : { threshold: Number(threshold) }),
  };
}
