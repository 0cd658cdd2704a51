import { z } from "zod";
import { jsonValueSchema } from "./content/head.ts";

/** What answers a run's calls of tools and environments while it is replayed. A model's answers come from the tape. */
export const REPLAY_TOOLS = ["tape", "live"] as const;
export type ReplayTools = (typeof REPLAY_TOOLS)[number];

/**
 * How something that a replay did stands to what is on the tape at the same place. There is no guessing: what stands at
 * another place, however alike, is never taken for it.
 */
export const DIVERGENCES = [
  /** The same was asked, with other arguments, messages or settings. */
  "arguments",
  /** Another tool was called. */
  "different-call",
  /** Something was asked that the tape has nothing for. */
  "extra",
  /** The run ended and the tape goes on. */
  "missing",
  /** The same was asked, and something else came of it. */
  "outcome",
] as const;
export type DivergenceClass = (typeof DIVERGENCES)[number];

export const divergenceSchema = z.object({
  /** On the tape: `m/STEP`, `t/STEP/INDEX`, `s/INDEX`; `run` for what the run as a whole came to. */
  path: z.string(),
  class: z.enum(DIVERGENCES),
  /** Where the two differ, as JSON Pointers, the first ones. */
  fields: z.array(z.string()),
  /** What is on the tape, and what came; at the first of the fields where there are any. */
  expected: jsonValueSchema,
  got: jsonValueSchema,
});
export type Divergence = z.infer<typeof divergenceSchema>;

/** What a replay came to. */
export const replayReportSchema = z.object({
  /** Everything that was asked is on the tape, everything on it was asked for, and the same came of it. */
  isIdentical: z.boolean(),
  /** Entries of the tape that were reached, of how many. */
  reused: z.int(),
  entries: z.int(),
  /** Of those: letter for letter the same, or the same but for spaces and how numbers are written. */
  exact: z.int(),
  cosmetic: z.int(),
  /** Calls that were computed anew and came to what is on the tape. */
  recomputed: z.int(),
  /** Entries of the tape that nothing asked for. */
  unmatched: z.int(),
  /** Requests and connections that were begun while it went on, counted and not assumed. */
  networkCalls: z.int(),
  /** Calls that may change something outside of the run: how many were made, and answered from the tape instead. */
  effects: z.object({ performed: z.int(), skipped: z.int() }),
  /** The system's hash then, and as this program would run it now: it differs where the program's own parts changed. */
  runtime: z.object({ recorded: z.string(), now: z.string() }),
  firstDivergence: divergenceSchema.nullable(),
});
export type ReplayReport = z.infer<typeof replayReportSchema>;
