import type { ImportFormat } from "#core/domain/dataset.ts";
import { FORMAT_FACTS } from "#core/domain/import-format.ts";
import type { Reading } from "#core/evaluation/formats/format.ts";
import type { Row } from "#core/evaluation/formats/row.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import { findShape } from "#core/evaluation/shapes/find-shape.ts";
import type { ReadingRequest } from "./plan.ts";

/** Rows in which a shape is looked for: a few lines that are nothing may come first. */
const ROWS_LOOKED_AT = 50;

/**
 * The rows of a source as records whose fields say what is asked and expected. Where nobody said which fields do, records
 * of a sort that is known are read as what they are, and a note says so [S37].
 */
export async function readRecords(request: ReadingRequest, format: ImportFormat): Promise<Reading> {
  const reading = await FORMATS[format].read(request.source, request.scorer, request);
  if (FORMAT_FACTS[format].tellsAnswers || areFieldsNamed(request)) return reading;
  const { head, rows } = await peek(reading.rows);
  const shape = findShape(head.flatMap((row) => ("record" in row ? [row.record] : [])));
  if (shape === null) return { ...reading, rows };
  return { ...reading, rows: shape.read(rows), notes: [...(reading.notes ?? []), shape.note] };
}

/** What a shape itself calls the two may be named and is no other choice. */
function areFieldsNamed({ input = [], answer, answerPattern }: ReadingRequest): boolean {
  const isOwn = input.every((name) => name === "input") && (answer === undefined || answer === "expected");
  return answerPattern !== undefined || !isOwn;
}

type Peeked = { readonly head: readonly Row[]; readonly rows: AsyncIterable<Row> };

/** The first rows, and all of them: whoever stops asking stops the reading. */
async function peek(rows: AsyncIterable<Row>): Promise<Peeked> {
  const iterator = rows[Symbol.asyncIterator]();
  const head: Row[] = [];
  let isDone = false;
  while (!isDone && head.length < ROWS_LOOKED_AT) {
    const next = await iterator.next();
    if (next.done === true) isDone = true;
    else head.push(next.value);
  }
  return { head, rows: goOn(head, iterator) };
}

async function* goOn(head: readonly Row[], iterator: AsyncIterator<Row>): AsyncGenerator<Row> {
  try {
    yield* head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
