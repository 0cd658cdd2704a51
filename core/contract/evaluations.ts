import { z } from "zod";
import { authorSchema } from "#core/domain/author.ts";
import { SPLITS } from "#core/domain/dataset.ts";
import { editSchema, MOST_EDITS } from "#core/domain/edit.ts";
import { estimateSchema } from "#core/domain/estimate.ts";
import { matrixSchema } from "#core/domain/matrix/matrix.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { modelChoiceSchema } from "#core/domain/session.ts";
import { procedure } from "./procedure.ts";
import { commitNameSchema, spendSchema, timeSchema } from "./shapes.ts";

const evaluationSchema = z.object({
  id: z.string(),
  at: timeSchema,
  /** Null, as all that is nullable here, where the program of its time did not keep it. */
  by: authorSchema.nullable(),
  agent: resourceKeySchema,
  commit: z.string(),
  closure: z.string().nullable(),
  /** Changes that are in no commit were laid over it. */
  hasEdits: z.boolean(),
  /** CONNECTION/NAME. */
  model: z.string(),
  dataset: z.string(),
  split: z.enum(SPLITS),
  seed: z.int().nullable(),
  isFresh: z.boolean().nullable(),
  isPart: z.boolean().nullable(),
  estimate: estimateSchema,
  correct: z.int().nullable(),
  errors: z.int().nullable(),
  /** Of the items, those whose run was on record. */
  cached: z.int().nullable(),
  spend: spendSchema.nullable(),
});
export type EvaluationDocument = z.infer<typeof evaluationSchema>;

const forecastSchema = z.object({
  agent: resourceKeySchema,
  commit: z.string(),
  model: z.string(),
  isSimulated: z.boolean(),
  isOwnMachine: z.boolean(),
  dataset: z.string(),
  split: z.enum(SPLITS),
  items: z.int(),
  /** Of those, how many have a run on record; null for test items, of which nothing is told before the look is counted. */
  onRecord: z.int().nullable(),
  toRun: z.int(),
  /** What a run of this agent by this model took so far, of `runs` runs; null where there was none. */
  perRun: z.object({ runs: z.int(), tokens: z.number(), usd: z.number().nullable() }).nullable(),
  /** What `toRun` runs would come to by that; null where nobody knows. */
  usd: z.number().nullable(),
  /** At the test split of the dataset; null where another is meant. */
  looks: z.object({ spent: z.int(), budget: z.int() }).nullable(),
});
export type ForecastDocument = z.infer<typeof forecastSchema>;

/** What was measured, what measuring would take, and what is on record of each item. */
export const evaluationsContract = {
  /** Newest first. Those of test items, and of some of validation, are for people alone. */
  list: procedure
    .input(
      z
        .object({
          dataset: z.string().optional(),
          agent: z.string().optional(),
          limit: z.int().min(1).max(10_000).default(1000),
        })
        .default({ limit: 1000 }),
    )
    .output(z.array(evaluationSchema)),
  show: procedure.input(z.object({ id: z.string().min(1).max(40) })).output(
    evaluationSchema.extend({
      /** Every commit that holds what was measured, oldest first. */
      commits: z.array(z.string()),
    }),
  ),
  /** What an evaluation would take; nothing is called. */
  forecast: procedure
    .input(
      z.object({
        dataset: z.string().optional(),
        agent: z.string().optional(),
        split: z.enum(SPLITS).default("validation"),
        at: commitNameSchema.default("head"),
        limit: z.int().min(1).optional(),
        seed: z.int().min(0).default(1),
        model: modelChoiceSchema.optional(),
        fresh: z.boolean().default(false),
        edits: z.array(editSchema).min(1).max(MOST_EDITS).optional(),
      }),
    )
    .output(forecastSchema),
  /**
   * Items × systems from what is on record: nothing is called. For people; validation is noted as seen, and test is a look
   * that is counted.
   */
  matrix: procedure
    .input(
      z.object({
        dataset: z.string().optional(),
        agent: z.string().optional(),
        split: z.enum(SPLITS).default("validation"),
        commits: z.array(commitNameSchema).min(1).max(50).optional(),
        /** CONNECTION/NAME; the agent's own at each commit where none is named. */
        models: z.array(z.string().min(3).max(300)).min(1).max(50).optional(),
      }),
    )
    .output(matrixSchema),
};
