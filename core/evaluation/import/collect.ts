import { AppError } from "#core/base/app-error.ts";
import type { ImportFormat, Scorer } from "#core/domain/dataset.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import { fieldOf, listFields } from "#core/evaluation/formats/fields.ts";
import { toItems, type ItemPlan, type ReadItem } from "./items.ts";
import { createTaker, settle } from "./take-items.ts";
import { planFields, toPlan, type ReadingRequest } from "./plan.ts";
import { readRecords } from "./read-records.ts";
import type { Row, Skipped } from "#core/evaluation/formats/row.ts";

export type Collected = {
  readonly scorer: Scorer;
  readonly items: readonly ReadItem[];
  readonly skipped: readonly Skipped[];
  readonly skippedCount: number;
  /** What of items that are kept is not read; the findings tell it, too. */
  readonly remarks: readonly Skipped[];
  /** What was understood of the file as a whole. */
  readonly notes: readonly string[];
  /** What should be known of the items [S43]. */
  readonly findings: readonly Finding[];
  /** Of the first record, for messages. */
  readonly fields: readonly string[];
};

const MAX_LISTED = 20;

/** Rows that are worked on at a time: enough to share the cost of the guard, few enough to let others in between. */
const BATCH_ROWS = 200;

/**
 * Every usable item of a source, each id once. Throws dataset-invalid over 100,000 items, usage on a group or class
 * that no record has, and as reading does.
 */
export async function collectItems(request: ReadingRequest, format: ImportFormat): Promise<Collected> {
  const reading = await readRecords(request, format);
  const taken = createTaker();
  let plan: ItemPlan | null = null;
  let fields: readonly string[] = [];
  const labels = createLabelWatch(request);
  for await (const rows of inBatches(reading.rows)) {
    labels.see(rows);
    const first = rows.find((row) => "record" in row);
    if (plan === null && first !== undefined && "record" in first) {
      fields = listFields([first.record]);
      const chosen = planFields(request, format, [first.record]);
      plan = toPlan(request, { ...chosen, known: fields }, reading.scorer);
    }
    for (const entry of plan === null ? (rows as readonly Skipped[]) : await toItems(rows, plan))
      taken.take(entry);
  }
  if (plan !== null) labels.refuseUnseen(fields);
  const { scorer, notes = [] } = reading;
  return { scorer, notes, ...settle(taken.all(), { request, scorer }), fields };
}

/** Records may lack a label; where all of them do, its field was misspelt and grouping or tables would be wrong. */
function createLabelWatch({ group, className, initialState }: ReadingRequest) {
  const unseen = new Map<string, string>();
  if (group !== undefined) unseen.set("groups", group);
  if (className !== undefined) unseen.set("classes", className);
  if (initialState !== undefined) unseen.set("initial states", initialState);
  return {
    see: (rows: readonly Row[]): void => {
      for (const [what, field] of unseen) {
        if (rows.some((row) => "record" in row && fieldOf(row.record, field) !== undefined))
          unseen.delete(what);
      }
    },
    refuseUnseen: (fields: readonly string[]): void => {
      const [missing] = unseen;
      if (missing === undefined) return;
      const [what, field] = missing;
      throw new AppError("usage", `No record has the field "${field}" that is to tell the ${what}.`, {
        hint: `The fields are ${fields.slice(0, MAX_LISTED).join(", ")}.`,
      });
    },
  };
}

async function* inBatches(rows: AsyncIterable<Row>): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
