import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { intervalSchema } from "#core/domain/estimate.ts";
import {
  capChangesSchema,
  modelChoiceSchema,
  unknownPriceSchema,
  workersSchema,
} from "#core/domain/session.ts";
import { SPLITS } from "#core/domain/dataset.ts";
import { editSchema, MOST_EDITS } from "#core/domain/edit.ts";
import { finalStatesSchema } from "#core/domain/run.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { procedure } from "./procedure.ts";
import { answeredBySchema, commitNameSchema, sentMessageSchema, spendSchema } from "./shapes.ts";

/** What whatever calls a model outside a session is held to. */
const spendingInput = {
  /** Over the workspace's caps, for this call alone; null takes one of those away. */
  caps: capChangesSchema.default({}),
  /** `allow`, said by a person: the model may be called though nobody knows what it costs. */
  unknownPrice: unknownPriceSchema.optional(),
};

/**
 * Said by a person: the agent as it would be after these edits of the commit, which are never committed. What ran is on
 * record with its versions all the same [C28].
 */
const editsSchema = z.array(editSchema).max(MOST_EDITS).optional();

const evaluationInput = z.object({
  ...spendingInput,
  dataset: z.string().optional(),
  agent: z.string().optional(),
  split: z.enum(SPLITS).default("validation"),
  at: commitNameSchema.default("head"),
  edits: editsSchema,
  /** Some of validation are measured for people alone. */
  limit: z.int().min(1).optional(),
  /** These alone, by id; of validation for people alone, of test for nobody. */
  items: z.array(z.string().min(1).max(400)).min(1).max(100_000).optional(),
  seed: z.int().min(0).default(1),
  model: modelChoiceSchema.optional(),
  /** Where it is not said: what workspace.yaml says, else as many as the machine runs at once. */
  workers: workersSchema.optional(),
  /** Runs every item anew, whatever is on record; what is on record stays. */
  fresh: z.boolean().default(false),
  /** The least accuracy that counts as enough, 0 to 1. */
  minAccuracy: z.number().min(0).max(1).optional(),
});

const runOutput = z.object({
  run: z.string(),
  trace: z.string(),
  /** CONNECTION/NAME of the model that was asked. */
  model: z.string(),
  /** No model was asked but the stand-in that comes with the program. */
  isSimulated: z.boolean(),
  output: jsonValueSchema,
  success: z.boolean(),
  finalStates: finalStatesSchema.optional(),
  /** Absent where one model alone could answer. */
  answeredBy: answeredBySchema.optional(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).optional(),
  spend: spendSchema,
});

const callResultSchema = z.object({
  /** Null where it failed. */
  output: jsonValueSchema,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  ms: z.number(),
});

const toolTrialSchema = z.object({
  resource: resourceKeySchema,
  version: z.string(),
  /** What keeps it from being used at all, one sentence each. */
  problems: z.array(z.string()),
  /** As a model would see it; null where nothing was asked of it. */
  result: callResultSchema.nullable(),
  /** Of a tool that works on its run's desk: what it left on an empty one. Null for all others. */
  desk: z
    .object({
      output: jsonValueSchema,
      todo: z.array(z.object({ text: z.string(), isDone: z.boolean() })),
    })
    .nullable(),
  examples: z.array(
    z.object({
      input: jsonValueSchema,
      expected: jsonValueSchema,
      result: callResultSchema,
      isRight: z.boolean(),
    }),
  ),
});
export type ToolTrialDocument = z.infer<typeof toolTrialSchema>;

/** Running agents, prompts and tools, once or over a dataset. */
export const runsContract = {
  run: procedure
    .input(
      z.object({
        ...spendingInput,
        /** One text, or values for the prompt's places by name. */
        task: z.union([z.string().min(1), z.record(z.string().max(200), z.string().max(2_000_000))]),
        agent: z.string().optional(),
        at: commitNameSchema.default("head"),
        edits: editsSchema,
        seed: z.int().min(0).default(1),
        model: modelChoiceSchema.optional(),
      }),
    )
    .output(runOutput),
  /**
   * Asks a prompt as one call of a model: by an agent that is laid over the registry for this call alone. For people, as is
   * whatever runs what was never committed.
   */
  prompt: procedure
    .input(
      z.object({
        ...spendingInput,
        /** prompt/NAME. */
        resource: resourceKeySchema,
        at: commitNameSchema.default("head"),
        edits: editsSchema,
        /** What fills its places, by name. */
        values: z.record(z.string().max(200), z.string().max(2_000_000)).default({}),
        seed: z.int().min(0).default(1),
        /** Where it is not said: that of an agent which has this prompt, else the workspace's. */
        model: modelChoiceSchema.optional(),
      }),
    )
    .output(
      runOutput.extend({
        /** As the model got them. */
        messages: z.array(sentMessageSchema),
      }),
    ),
  /** Calls a tool outside any run, in the sandbox and within its limits; its examples are tried beside it. For people. */
  tool: procedure
    .input(
      z.object({
        /** tool/NAME. */
        resource: resourceKeySchema,
        at: commitNameSchema.default("head"),
        edits: editsSchema,
        /** Its arguments; left out, its examples alone are tried. */
        input: jsonValueSchema.optional(),
        seed: z.int().min(0).default(1),
      }),
    )
    .output(toolTrialSchema),
  evaluate: procedure.input(evaluationInput).output(
    z.object({
      dataset: z.string(),
      split: z.enum(SPLITS),
      n: z.int(),
      correct: z.int(),
      errors: z.int(),
      /** Why items failed, the commonest reasons first; empty where none did. */
      errorReasons: z.array(z.object({ reason: z.string(), count: z.int(), hint: z.string().optional() })),
      /** Answers cut at the limit of output tokens, scored as they are; absent where there are none. */
      cut: z.int().optional(),
      accuracy: z.number(),
      score: z.number(),
      interval: intervalSchema,
      closure: z.string(),
      isSimulated: z.boolean(),
      /** The model answers on this machine, which costs no money unless workspace.yaml gives it a price. */
      isOwnMachine: z.boolean(),
      /** Of the items, those whose run was on record: nothing was called for them. */
      cached: z.int(),
      /** Whether the accuracy is what was asked for; absent where nothing was. */
      isEnough: z.boolean().optional(),
      /** Absent where one model alone could answer. */
      answeredBy: answeredBySchema.optional(),
      /** All calls of this evaluation, those of items that failed on the way too. */
      spend: spendSchema,
    }),
  ),
};
