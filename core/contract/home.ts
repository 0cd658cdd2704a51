import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { estimateSchema } from "#core/domain/estimate.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { procedure } from "./procedure.ts";
import { comparedFieldSchema, spendSchema } from "./shapes.ts";

const practiceSchema = z.discriminatedUnion("state", [
  /** There is nothing to show it with. */
  z.object({ state: z.literal("empty"), missing: z.enum(["agent", "dataset"]) }),
  /** Showing it would call a model that costs something: asked for, it runs. */
  z.object({
    state: z.literal("ask"),
    agent: z.string(),
    /** Provider and name. */
    model: z.string(),
    runs: z.int(),
    /** False: nobody has said what the model costs, and whoever agrees lets it cost what it does. */
    isPriceKnown: z.boolean(),
  }),
  z.object({
    state: z.literal("ready"),
    agent: z.string(),
    /** Provider and name. */
    model: z.string(),
    isSimulated: z.boolean(),
    dataset: z.string(),
    right: z.int(),
    of: z.int(),
    /** One of them: the most telling one that went wrong, or one that did not where none did. */
    example: z.object({
      item: z.string(),
      run: z.string(),
      trace: z.string(),
      message: z.string(),
      output: jsonValueSchema,
      expected: jsonValueSchema,
      isRight: z.boolean(),
      error: z.string().nullable(),
      /** Empty where the scorer has no fields. */
      fields: z.array(comparedFieldSchema),
    }),
    /** The first proposal needs about so many runs at most, in about so long; null money is unknown. */
    ahead: z.object({ runs: z.int(), seconds: z.number(), usd: z.number().nullable() }),
  }),
]);
export type PracticeDocument = z.infer<typeof practiceSchema>;

/** What is known of a system: an agent with everything it uses, by version. */
const measuredSchema = z.object({
  /** Names the system: equal where nothing of the agent differs. */
  system: z.string(),
  agent: resourceKeySchema,
  /** Where it was measured. */
  commit: z.string(),
  /** All that hold the system, oldest first: also those that changed only what takes no part in it, or went back to it. */
  commits: z.array(z.string()),
  dataset: z.string(),
  /** Provider and name. */
  model: z.string(),
  /** Names the items it was measured on: equal for measurements on the same ones. */
  items: z.string(),
  /** What measured it: assessments of a session, which chose by these items, or an evaluation asked for by hand. */
  by: z.enum(["session", "evaluation"]),
  estimate: estimateSchema,
});
export type MeasuredDocument = z.infer<typeof measuredSchema>;

/** What the first screen shows. */
export const homeContract = {
  /**
   * The agent of head on a few train items, always the same ones. A model that is simulated is run at once; any other
   * only with `mayCall`.
   */
  practice: procedure.input(z.object({ mayCall: z.boolean().default(false) })).output(practiceSchema),
  /**
   * What all sessions there ever were came to, together with the runs that belong to none: `run`, `evaluate`, a look around.
   * Evaluations of a sealed split are not in it.
   */
  spent: procedure.output(z.object({ sessions: z.int(), runsByHand: z.int(), spend: spendSchema })),
  /**
   * What is known of systems on validation, by session or by hand, once for each dataset and model: of several measurements
   * the one on the most items, of equals the newest.
   */
  measured: procedure.output(z.array(measuredSchema)),
};
