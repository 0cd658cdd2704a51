import type { JsonObject } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import type { Row } from "#core/evaluation/formats/row.ts";

/** A record with what it asks under `input` and what must come out under `expected`. */
export type ShapedRecord = JsonObject;

/**
 * How records of one sort say what is asked and expected, where no single field does: known by the records themselves,
 * in whatever format they stand [S37].
 */
export type Shape = {
  /** What was understood, in one sentence for people. */
  readonly note: string;
  readonly recognises: (record: JsonObject) => boolean;
  /** The records as what they ask and expect, or why one of them is nothing that could be asked. */
  readonly read: (rows: AsyncIterable<Row>) => AsyncIterable<Row>;
};

/** Reads records one by one; one that is not of the shape is reported. */
export function eachRecord(
  recognises: Shape["recognises"],
  read: (record: JsonObject) => Result<ShapedRecord, string>,
): Shape["read"] {
  return async function* readEach(rows) {
    for await (const row of rows) {
      if ("reason" in row) yield row;
      else if (!recognises(row.record))
        yield { line: row.line, reason: "it is not of the same form as the ones before" };
      else {
        const record = read(row.record);
        yield record.ok ? { ...row, record: record.value } : { line: row.line, reason: record.error };
      }
    }
  };
}
