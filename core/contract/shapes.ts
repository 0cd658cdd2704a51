import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { AUTHOR_KINDS } from "#core/domain/author.ts";
import { OPEN_SPLITS, SCORING_FAILURES } from "#core/domain/dataset.ts";
import { MESSAGE_ROLES } from "#core/domain/content/prompt.ts";
import { keptSpendSchema } from "#core/domain/kept-spend.ts";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";

/** Forms that several procedures share. Times cross as ISO 8601 text in UTC. */

/** A commit as callers may write it: a full id, a unique beginning of four or more digits, a ref, or `head`. */
export const commitNameSchema = z.string().min(1).max(200);

/** A branch as callers write it. Whether there is one, or could be, is told by whoever is asked. */
export const branchNameSchema = z.string().max(400);

/** A full trace id, a beginning of at least four characters, or the id of a run. */
export const traceNameSchema = z.string().min(4).max(64);

export const timeSchema = z.iso.datetime();

const changeSchema = z.object({
  resource: resourceKeySchema,
  from: z.string().nullable(),
  to: z.string(),
  label: z.string(),
  lifecycle: z.enum(LIFECYCLES),
});

export const commitSchema = z.object({
  id: z.string(),
  parents: z.array(z.string()),
  state: z.string(),
  message: z.string(),
  author: z.object({ kind: z.enum(AUTHOR_KINDS), name: z.string() }),
  at: timeSchema,
  changes: z.array(changeSchema),
  proposal: z.string().optional(),
});
export type CommitDocument = z.infer<typeof commitSchema>;

/** How many calls each model answered, by PROVIDER/NAME. */
export const answeredBySchema = z.record(z.string(), z.int());

/** What every operation that moves the head answers with. */
export const doneSchema = z.object({ commit: z.string().optional(), head: z.string(), done: z.string() });
export type DoneDocument = z.infer<typeof doneSchema>;

/** Money is null, never 0, when any of it is unknown. */
export const spendSchema = z.object({
  calls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  usd: z.number().nullable(),
  usdKnown: z.boolean(),
  /** Of the calls, those whose tokens were counted here, as the endpoint did not report them; absent for none. */
  countedCalls: z.int().optional(),
  /** Of the calls, those whose end nobody saw: charged at what was reserved, which is the most. Absent for none. */
  reservedCalls: z.int().optional(),
  /** What was called beyond that, for runs that were begun early and not taken (yet): paid for, and under the caps. Absent for none. */
  beyond: keptSpendSchema.optional(),
});
export type SpendDocument = z.infer<typeof spendSchema>;

/** One field of an answer beside what was expected of it. */
export const comparedFieldSchema = z.object({
  name: z.string(),
  got: jsonValueSchema,
  wanted: jsonValueSchema,
  isRight: z.boolean(),
});
export type ComparedField = z.infer<typeof comparedFieldSchema>;

/** What a run came to on the item that it was scored for. */
export const runResultSchema = z.object({
  dataset: z.string(),
  item: z.string(),
  split: z.enum(OPEN_SPLITS),
  score: z.number(),
  isCorrect: z.boolean(),
  scorer: z.string(),
  expected: jsonValueSchema,
  output: jsonValueSchema,
  /** Why there is no output. */
  error: z.string().nullable(),
  /** Why it scored so, in the scorer's own words; null where it said nothing. */
  reason: z.string().nullable(),
  /** What went wrong with the scorer itself. */
  scorerFailure: z.enum(SCORING_FAILURES).nullable(),
  /** Empty where the scorer has no fields. */
  fields: z.array(comparedFieldSchema),
  /** Proposals in whose assessments it counts. */
  evidence: z.array(z.object({ proposal: z.string(), side: z.enum(["baseline", "candidate"]) })),
});
export type RunResultDocument = z.infer<typeof runResultSchema>;

/** What those who depend on a changed resource notice of it. */
export const interfaceChangeSchema = z.object({
  resource: resourceKeySchema,
  kind: z.enum(["broken", "added"]),
  text: z.string(),
});

/** One place of a resource's content before and after; a side that lacks it is absent. */
export const contentDifferenceSchema = z.object({
  resource: resourceKeySchema,
  /** A JSON pointer into the content. */
  path: z.string(),
  /** The place as people call it: "system · rules"; empty for the whole. */
  name: z.string(),
  before: jsonValueSchema.optional(),
  after: jsonValueSchema.optional(),
});

/** One message as a model gets it. */
export const sentMessageSchema = z.object({ role: z.enum(MESSAGE_ROLES), content: z.string() });
