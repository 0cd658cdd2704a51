import { isJsonObject, jsonEquals, type JsonObject } from "#core/base/json.ts";
import { findRepeatedKey } from "#core/base/repeated-key.ts";
import { keepsWritten } from "#core/base/written-number.ts";
import { whyNotJson, type Row } from "#core/evaluation/formats/row.ts";
import { whyUnparsed } from "./why-unparsed.ts";

/**
 * The record that a text of JSON says, or why there is none: it is no object, or something of it would be lost. A number
 * with more digits than a program keeps is the text that was written. `what` is what to call the text, "the line".
 */
export function toJsonRow(line: number, text: string, what: string): Row {
  const record = parse(text);
  if (record === undefined) return { line, reason: `${what} is not valid JSON${whyUnparsed(text)}` };
  if (!isJsonObject(record)) return { line, reason: `${what} is JSON, but not an object` };
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

/** Why a text of JSON says something of which a parser would keep the last alone; null where it does not. */
export function whyRepeated(text: string): string | null {
  const key = findRepeatedKey(text);
  return key === null ? null : `it has the key "${key.slice(0, LONGEST_SHOWN_KEY)}" twice in one object`;
}

/** What a number needs to be too long or too small to be kept; most lines have nothing of it. */
const LONG_NUMBER = /[\d.]{16}|\de-/i;

function keepNumbers(row: { readonly line: number; readonly record: JsonObject }, text: string): Row {
  return markRespelled(row, parseKeepingNumbers(text) as JsonObject);
}

/** A text of JSON with every number that a program would change as the text that was written. */
export function parseKeepingNumbers(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, written?: { readonly source?: string }) =>
    typeof value === "number" && written?.source !== undefined && !keepsWritten(written.source, value)
      ? written.source
      : value,
  ) as unknown;
}

/** The record with its numbers kept, and in which of its fields one inside a list or an object became text. */
export function markRespelled(
  row: { readonly line: number; readonly record: JsonObject },
  record: JsonObject,
): Row {
  const respelled = Object.keys(record).filter(
    (key) => typeof record[key] === "object" && !jsonEquals(record[key], row.record[key]),
  );
  return { line: row.line, record, ...(respelled.length === 0 ? {} : { respelled }) };
}
