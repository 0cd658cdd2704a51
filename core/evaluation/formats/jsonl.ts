import { isJsonObject, jsonEquals, type JsonObject } from "#core/base/json.ts";
import { findRepeatedKey } from "#core/base/repeated-key.ts";
import { keepsWritten } from "#core/base/written-number.ts";
import { chooseFields } from "./fields.ts";
import type { Format } from "./format.ts";
import { splitLines, type Line } from "./text/lines.ts";
import { whyNotJson, type Row } from "./row.ts";
import { readText } from "./text/read-text.ts";

export const jsonl: Format = {
  read: async (source, scorer = { type: "exact" }, said = {}) => {
    const { chunks, notes } = await readText(source, said.encoding);
    return { scorer, rows: readJsonl(splitLines(chunks)), notes };
  },
  chooseFields,
};

/**
 * One JSON object a line; blank lines are nothing. A line that is not one, or of which something would be lost, is
 * reported in its place. A number with more digits than a program keeps is the text that was written.
 */
export async function* readJsonl(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  for await (const line of lines) {
    if ("reason" in line) yield line;
    else if (line.text.trim() !== "") yield toRow(line.line, line.text);
  }
}

function toRow(line: number, text: string): Row {
  const record = parse(text);
  if (record === undefined) return { line, reason: "the line is not valid JSON" };
  if (!isJsonObject(record)) return { line, reason: "the line is JSON, but not an object" };
  const fault = whyNotJson(record) ?? whyRepeated(text);
  if (fault !== null) return { line, reason: fault };
  return LONG_NUMBER.test(text) ? keepNumbers({ line, record }, text) : { line, record };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const LONGEST_SHOWN_KEY = 80;

function whyRepeated(text: string): string | null {
  const key = findRepeatedKey(text);
  return key === null ? null : `it has the key "${key.slice(0, LONGEST_SHOWN_KEY)}" twice in one object`;
}

/** What a number needs to be too long or too small to be kept; most lines have nothing of it. */
const LONG_NUMBER = /[\d.]{16}|\de-/i;

function keepNumbers(row: { readonly line: number; readonly record: JsonObject }, text: string): Row {
  const record = JSON.parse(text, (_key, value: unknown, written?: { readonly source?: string }) =>
    typeof value === "number" && written?.source !== undefined && !keepsWritten(written.source, value)
      ? written.source
      : value,
  ) as JsonObject;
  const respelled = Object.keys(record).filter(
    (key) => typeof record[key] === "object" && !jsonEquals(record[key], row.record[key]),
  );
  return { line: row.line, record, ...(respelled.length === 0 ? {} : { respelled }) };
}
