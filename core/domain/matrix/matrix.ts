import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { SPLITS } from "#core/domain/dataset.ts";
import { estimateSchema } from "#core/domain/estimate.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";

const cellSchema = z.object({
  isCorrect: z.boolean(),
  score: z.number(),
  /** Null where there is none. */
  output: jsonValueSchema,
  error: z.string().nullable(),
  /** The way to its run. */
  trace: z.string().nullable(),
});

const columnSchema = z.object({
  commit: z.string(),
  /** The commit's message, to tell columns apart by. */
  message: z.string(),
  /** CONNECTION/NAME. */
  model: z.string(),
  /** Of the items with a run; null where none has one. */
  estimate: estimateSchema.nullable(),
  /** Items without a run: so many runs would fill the column. */
  missing: z.int(),
  /** Their ids; empty for test items. */
  missingItems: z.array(z.string()),
});

const rowSchema = z.object({
  item: z.string(),
  className: z.string().nullable(),
  /** As one text. */
  input: z.string(),
  expected: jsonValueSchema,
  /** Per column; null where nothing is on record. */
  cells: z.array(cellSchema.nullable()),
  /** Not every column that has it agrees on it. */
  isChanged: z.boolean(),
});

/** Items × systems: versions, models or both, from what is on record [A23]. */
export const matrixSchema = z.object({
  dataset: z.string(),
  agent: resourceKeySchema,
  split: z.enum(SPLITS),
  scorer: z.string(),
  /** ISO 8601. */
  madeAt: z.string(),
  /** Of test items the figures of columns are told, and no row. */
  isSealed: z.boolean(),
  columns: z.array(columnSchema),
  rows: z.array(rowSchema),
  /** So many runs would fill all that is missing. */
  missing: z.int(),
});
export type MatrixDocument = z.infer<typeof matrixSchema>;
export type MatrixCell = z.infer<typeof cellSchema>;

/** "a3f91c2 gemini/flash": how a column is called wherever there is no room for more. */
export function nameColumn({
  commit,
  model,
}: Pick<MatrixDocument["columns"][number], "commit" | "model">): string {
  return `${commit.slice(0, 7)} ${model}`;
}

/** What a cell says in one word, also to whoever sees no colours. */
export function wordCell(cell: MatrixCell | null): "right" | "wrong" | "failed" | "no run" {
  if (cell === null) return "no run";
  if (cell.isCorrect) return "right";
  return cell.error === null ? "wrong" : "failed";
}
