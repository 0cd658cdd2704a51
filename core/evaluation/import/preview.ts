import type { Json, JsonObject } from "#core/base/json.ts";
import type { ImportFormat, Item, Scorer } from "#core/domain/dataset.ts";
import { fieldOf, listFields } from "#core/evaluation/formats/fields.ts";
import { toItems } from "./items.ts";
import { checkRequest, planFields, toPlan, type ReadingRequest } from "./plan.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import type { Row } from "#core/evaluation/formats/row.ts";
import { formatOf } from "#core/evaluation/formats/source.ts";

export type Preview = {
  readonly format: ImportFormat;
  /** Fields found in the first rows, those inside objects as "a.b". */
  readonly columns: readonly string[];
  /** What the first row that has one holds in each of them, shortened, to tell fields apart by. */
  readonly samples: Readonly<Record<string, string>>;
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

/** The first rows of a source, read as an import with these options would read them. Writes nothing; throws as it does. */
export async function previewImport(request: ReadingRequest, limit: number): Promise<Preview> {
  const format = formatOf(request.source, request.format);
  checkRequest(request, format);
  const reading = await FORMATS[format].read(request.source, request.scorer);
  const rows = await takeFirst(reading.rows, limit);
  const records = rows.flatMap((row): readonly JsonObject[] => ("record" in row ? [row.record] : []));
  const fields = planFields(request, format, records.slice(0, 1));
  const isComplete = fields.input !== null && fields.answer !== null;
  const columns = listFields(records);
  return {
    format,
    columns,
    samples: Object.fromEntries(columns.map((column) => [column, sampleOf(records, column)])),
    ...fields,
    scorer: reading.scorer,
    rows: isComplete
      ? (await toItems(rows, toPlan(request, fields, reading.scorer))).map(toPreviewRow)
      : rows.map((row) =>
          toPreviewRow(
            "reason" in row ? row : { line: row.line, reason: "name the input and answer fields" },
          ),
        ),
  };
}

const LONGEST_SAMPLE = 80;

function sampleOf(records: readonly JsonObject[], column: string): string {
  const value = records.map((record) => fieldOf(record, column)).find((found) => found !== undefined);
  const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
  return text
    .slice(0, LONGEST_SAMPLE * 4)
    .replaceAll(/\s+/g, " ")
    .slice(0, LONGEST_SAMPLE);
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
