import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { evaluatedSchema } from "#core/domain/events/proposal-bodies.ts";
import { procedure } from "./procedure.ts";
import { comparedFieldSchema, spendSchema } from "./shapes.ts";

const practiceSchema = z.discriminatedUnion("state", [
  /** There is nothing to show it with. */
  z.object({ state: z.literal("empty"), missing: z.enum(["agent", "dataset"]) }),
  /** Showing it would call a model that costs something: asked for, it runs. */
  z.object({
    state: z.literal("ask"),
    agent: z.string(),
    model: z.string(),
    runs: z.int(),
    /** False: nobody has said what the model costs, and whoever agrees lets it cost what it does. */
    isPriceKnown: z.boolean(),
  }),
  z.object({
    state: z.literal("ready"),
    agent: z.string(),
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

/** A measurement of a commit on validation items. */
const measuredSchema = evaluatedSchema.extend({
  /** What measured it: assessments of a session, which chose by these items, or an evaluation asked for by hand. */
  by: z.enum(["session", "evaluation"]),
});
export type MeasuredDocument = z.infer<typeof measuredSchema>;

/** What the first screen shows. */
export const homeContract = {
  /**
   * The agent of head on a few train items, always the same ones. A model that is simulated is run at once; any other
   * only with `mayCall`.
   */
  practice: procedure.input(z.object({ mayCall: z.boolean().default(false) })).output(practiceSchema),
  /** What all sessions there ever were came to. */
  spent: procedure.output(z.object({ sessions: z.int(), spend: spendSchema })),
  /**
   * What is known of commits on validation, by session or by hand, once for each dataset and model: of several measurements
   * the one on the most items, of equals the newest.
   */
  measured: procedure.output(z.array(measuredSchema)),
};
