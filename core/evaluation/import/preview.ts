import type { Json, JsonObject } from "#core/base/json.ts";
import type { ColumnFacts } from "#core/domain/column-facts.ts";
import type { ImportFormat, Item, Scorer } from "#core/domain/dataset.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import type { TableForm } from "#core/domain/table-form.ts";
import { describeColumns } from "./describe-columns.ts";
import { toItems, type ItemPlan } from "./items.ts";
import { checkRequest, planFields, toPlan, type ReadingRequest } from "./plan.ts";
import { readRecords } from "./read-records.ts";
import { createTaker, settle } from "./take-items.ts";
import { isRemark, type Row } from "#core/evaluation/formats/row.ts";
import { formatOf } from "#core/evaluation/formats/format-of.ts";

export type Preview = {
  readonly format: ImportFormat;
  /** Fields found in the rows that were looked at, with what their values are [S30]. */
  readonly columns: readonly ColumnFacts[];
  /** How many rows were looked at, and how many of them hold the values that columns are described by. */
  readonly rowsSeen: number;
  readonly recordsSeen: number;
  /** How a table was taken to be written; null for what is none. */
  readonly table: TableForm | null;
  /** What was understood of the file as a whole, in whole sentences. */
  readonly notes: readonly string[];
  /** The fields that an import with these options would read; null where it would ask. */
  readonly input: readonly string[] | null;
  readonly answer: string | null;
  readonly scorer: Scorer;
  /** What should be known of the items that were looked at before they are worked on [S43]. */
  readonly findings: readonly Finding[];
  /** Of the rows that were looked at, how many cannot be used. */
  readonly problems: number;
  readonly rows: readonly PreviewRow[];
  /** Of those behind them, some that cannot be used or that a finding is about. */
  readonly others: readonly PreviewRow[];
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

/** Rows beyond the first ones that are shown because of one finding. */
const MOST_ROWS_OF_FINDING = 20;

/** The first rows of a source, read as an import with these options would read them. Writes nothing; throws as it does. */
export async function previewImport(request: ReadingRequest, limit: number): Promise<Preview> {
  const format = await formatOf(request.source, request.format);
  checkRequest(request, format);
  const reading = await readRecords(request, format);
  const seen = await takeFirst(reading.rows, Math.max(limit, ROWS_LOOKED_AT));
  const told = seen.filter((row) => !isRemark(row));
  const rows = told.slice(0, limit);
  const records = recordsOf(seen);
  const fields = planFields(request, format, recordsOf(rows).slice(0, 1));
  const isComplete = fields.input !== null && fields.answer !== null;
  const settled = isComplete
    ? await settleRows(seen, {
        request,
        plan: toPlan(request, { ...fields, known: [] }, reading.scorer),
        limit,
      })
    : { findings: [], problems: 0, rows: rows.map(toOpenRow), others: [] };
  return {
    format,
    columns: describeColumns(records),
    rowsSeen: told.length,
    recordsSeen: records.length,
    table: reading.table ?? null,
    notes: reading.notes ?? [],
    ...fields,
    scorer: reading.scorer,
    ...settled,
  };
}

type Settling = { readonly request: ReadingRequest; readonly plan: ItemPlan; readonly limit: number };

async function settleRows(
  seen: readonly Row[],
  { request, plan, limit }: Settling,
): Promise<Pick<Preview, "findings" | "problems" | "rows" | "others">> {
  const entries = await toItems(seen, plan);
  const taker = createTaker();
  entries.forEach(taker.take);
  const { items, skipped, findings } = settle(taker.all(), { request, scorer: plan.scorer });
  const kept = new Set<unknown>(items);
  // What only all of them together show; several may stand on one line.
  const own = new Set<unknown>(entries);
  const reasons = Map.groupBy(
    skipped.filter((entry) => !own.has(entry)),
    ({ line }) => line,
  );
  const told = entries
    .filter((entry) => !isRemark(entry))
    .map((entry) =>
      toPreviewRow(
        "reason" in entry || kept.has(entry)
          ? entry
          : { line: entry.line, reason: reasons.get(entry.line)?.shift()?.reason ?? "" },
      ),
    );
  const found = new Set(findings.flatMap(({ lines }) => lines.slice(0, MOST_ROWS_OF_FINDING)));
  const problems = told.filter(({ problem }) => problem !== null);
  const unusable = new Set(problems.slice(0, MOST_ROWS_OF_FINDING));
  return {
    findings,
    problems: problems.length,
    rows: told.slice(0, limit),
    others: told.slice(limit).filter((row) => unusable.has(row) || found.has(row.line)),
  };
}

function toOpenRow(row: Row): PreviewRow {
  return toPreviewRow("reason" in row ? row : { line: row.line, reason: "name the input and answer fields" });
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
