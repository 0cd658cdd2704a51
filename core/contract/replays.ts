import { z } from "zod";
import { REPLAY_TOOLS, replayReportSchema } from "#core/domain/replay.ts";
import { procedure } from "./procedure.ts";
import { commitNameSchema, timeSchema } from "./shapes.ts";

/** A run's or trace's id, or the beginning of one. */
const runNameSchema = z.string().min(1).max(200);

const replaySchema = replayReportSchema.extend({
  replay: z.string(),
  /** The run that was recorded. */
  run: z.string(),
  /** The replay's own trace. */
  trace: z.string(),
  tools: z.enum(REPLAY_TOOLS),
  at: timeSchema,
  /** The span of the recording at which the two first differ; null where they do not. */
  divergedSpan: z.string().nullable(),
});
export type ReplayDocument = z.infer<typeof replaySchema>;

/** Runs that are played again on their tapes: no model is called, and nothing outside of them is touched [T21]. */
export const replaysContract = {
  /** Throws tape-missing where there is nothing to play it on. For people. */
  make: procedure
    .input(z.object({ run: runNameSchema, tools: z.enum(REPLAY_TOOLS).default("tape") }))
    .output(replaySchema),
  /** Those of one run, newest first. */
  list: procedure
    .input(z.object({ run: runNameSchema, limit: z.int().min(1).max(1000).default(50) }))
    .output(z.array(replaySchema)),
  /** Runs that have a tape, newest first; since a commit, those begun after it was made. For people. */
  playable: procedure
    .input(z.object({ since: commitNameSchema.optional(), limit: z.int().min(1).max(100_000).default(1000) }))
    .output(z.array(z.string())),
};
