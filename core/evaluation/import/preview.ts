import type { Json, JsonObject } from "#core/base/json.ts";
import type { ColumnFacts } from "#core/domain/column-facts.ts";
import type { ImportFormat, Item, Scorer } from "#core/domain/dataset.ts";
import type { TableForm } from "#core/domain/table-form.ts";
import { describeColumns } from "./describe-columns.ts";
import { toItems } from "./items.ts";
import { checkRequest, planFields, toPlan, type ReadingRequest } from "./plan.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import type { Row } from "#core/evaluation/formats/row.ts";
import { formatOf } from "#core/evaluation/formats/format-of.ts";

export type Preview = {
  readonly format: ImportFormat;
  /** Fields found in the rows that were looked at, with what their values are [S30]. */
  readonly columns: readonly ColumnFacts[];
  readonly rowsSeen: number;
  /** How a table was taken to be written; null for what is none. */
  readonly table: TableForm | null;
  /** What was understood of the file as a whole, in whole sentences. */
  readonly notes: readonly string[];
  /** The fields that an import with these options would read; null where it would ask. */
  readonly input: readonly string[] | null;
  readonly answer: string | null;
  readonly scorer: Scorer;
  readonly rows: readonly PreviewRow[];
};

/** A row as it would be imported, or the problem with it. */
export type PreviewRow = {
  readonly line: number;
  readonly input: Item["input"] | null;
  readonly expected: Json;
  readonly initialState?: NonNullable<Item["initialState"]>;
  readonly problem: string | null;
};

/** Rows that a column is described by: enough to see an odd value in it, few enough to read at each change. */
const ROWS_LOOKED_AT = 500;

/** The first rows of a source, read as an import with these options would read them. Writes nothing; throws as it does. */
export async function previewImport(request: ReadingRequest, limit: number): Promise<Preview> {
  const format = await formatOf(request.source, request.format);
  checkRequest(request, format);
  const reading = await FORMATS[format].read(request.source, request.scorer, request);
  const seen = await takeFirst(reading.rows, Math.max(limit, ROWS_LOOKED_AT));
  const rows = seen.slice(0, limit);
  const records = recordsOf(seen);
  const fields = planFields(request, format, recordsOf(rows).slice(0, 1));
  const isComplete = fields.input !== null && fields.answer !== null;
  return {
    format,
    columns: describeColumns(records),
    rowsSeen: records.length,
    table: reading.table ?? null,
    notes: reading.notes ?? [],
    ...fields,
    scorer: reading.scorer,
    rows: isComplete
      ? (await toItems(rows, toPlan(request, { ...fields, known: [] }, reading.scorer))).map(toPreviewRow)
      : rows.map((row) =>
          toPreviewRow(
            "reason" in row ? row : { line: row.line, reason: "name the input and answer fields" },
          ),
        ),
  };
}

function recordsOf(rows: readonly Row[]): readonly JsonObject[] {
  return rows.flatMap((row): readonly JsonObject[] => ("record" in row ? [row.record] : []));
}

function toPreviewRow(entry: Awaited<ReturnType<typeof toItems>>[number]): PreviewRow {
  const { line } = entry;
  if ("reason" in entry) return { line, input: null, expected: null, problem: entry.reason };
  const { input, expected, initialState } = entry.item;
  return { line, input, expected, problem: null, ...(initialState === undefined ? {} : { initialState }) };
}

async function takeFirst(rows: AsyncIterable<Row>, limit: number): Promise<readonly Row[]> {
  const taken: Row[] = [];
  for await (const row of rows) {
    taken.push(row);
    if (taken.length >= limit) break;
  }
  return taken;
}
