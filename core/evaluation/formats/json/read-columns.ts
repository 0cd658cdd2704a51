import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { Records } from "#core/evaluation/formats/format.ts";
import { whyNotJson, type Row } from "#core/evaluation/formats/row.ts";
import { sourceName, type Source } from "#core/evaluation/formats/source.ts";
import { toRecords } from "./columns.ts";
import { readElements } from "./elements.ts";
import { markRespelled, parseKeepingNumbers, whyRepeated } from "./json-row.ts";
import { measureDepth, skipBlanks } from "./scan.ts";

/** A text that has to be parsed in one piece holds up everything else as long. */
const MAX_COLUMNS_BYTES = 32 * 2 ** 20;

/** More than a table in any arrangement has; what is deeper is one record, and no sound one. */
const MOST_LEVELS = 200;

/**
 * The records of a text that is arranged by columns. Throws dataset-invalid where it is none, and where it is too large to be
 * parsed in one piece.
 */
export function readColumns(bytes: Uint8Array, source: Source): Records {
  const refuse = (why: string): AppError =>
    new AppError("dataset-invalid", `${sourceName(source)} ${why}.`, {
      hint: "Write its records as a list of objects, or one object a line.",
    });
  if (bytes.length > MAX_COLUMNS_BYTES)
    throw refuse(`is arranged by columns and larger than ${MAX_COLUMNS_BYTES / 2 ** 20} MiB`);
  const text = decode(bytes);
  const parsed = text === null ? undefined : parse(text);
  if (text === null || parsed === undefined) throw refuse("is not valid JSON");
  const alone = { rows: readElements(bytes, skipBlanks(bytes, 0), "text"), notes: [] };
  if (measureDepth(bytes) > MOST_LEVELS) return alone;
  const repeated = whyRepeated(text);
  if (repeated !== null) throw refuse(`cannot be read: ${repeated}`);
  const written = toRecords(parseKeepingNumbers(text));
  const records = toRecords(parsed);
  // One object that only looks like columns is one record.
  if (records === null && isJsonObject(parsed)) return alone;
  if (records === null || written === null)
    throw refuse("holds lists, and not records with names for their values");
  return {
    rows: toRows(records, written),
    notes: ["Its records are arranged by columns: they are counted here, not its lines."],
  };
}

async function* toRows(records: readonly JsonObject[], written: readonly JsonObject[]): AsyncGenerator<Row> {
  for (const [at, record] of records.entries()) {
    const fault = whyNotJson(record);
    if (fault === null) yield markRespelled({ line: at + 1, record }, written[at] ?? record);
    else yield { line: at + 1, reason: fault };
  }
  await Promise.resolve();
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
