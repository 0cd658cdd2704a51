import { z } from "zod";
import { authorSchema } from "./author.ts";
import { SPLITS } from "./dataset.ts";
import { estimateSchema } from "./estimate.ts";
import { resourceKeySchema } from "./resource.ts";
import { keptSpendSchema } from "./kept-spend.ts";

/**
 * An evaluation as the audit chain keeps it: who measured which system on what, and what came of it. It is evidence, so it
 * stands where nothing can be changed or left out unseen [A21].
 */
export const evaluationRecordSchema = z.object({
  by: authorSchema,
  agent: resourceKeySchema,
  /** Where the agent was taken. */
  commit: z.string(),
  closure: z.string(),
  /** Changes that are in no commit were laid over it. */
  hasEdits: z.boolean(),
  /** CONNECTION/NAME. */
  model: z.string(),
  dataset: z.string(),
  split: z.enum(SPLITS),
  seed: z.int(),
  /** Every item was run anew, whatever was on record. */
  isFresh: z.boolean(),
  /** Only some items of the split, named or the first ones. */
  isPart: z.boolean(),
  estimate: estimateSchema,
  correct: z.int(),
  errors: z.int(),
  /** Items whose run was on record: nothing was called for them. */
  cached: z.int(),
  spend: keptSpendSchema,
  /** The event that put it into the series of scores; null where it is in none. */
  event: z.int().nullable(),
});
export type EvaluationRecord = Readonly<z.infer<typeof evaluationRecordSchema>>;
