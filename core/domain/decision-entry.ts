import { z } from "zod";
import { verdictSchema } from "./gate/report.ts";
import { DECISION_KINDS } from "./proposal.ts";

/**
 * One decision as it enters `decisionsSha256`: no ids, times or spend. Strict: with a field that this program does not
 * know, the hash would be that of something else.
 */
export const decisionEntrySchema = z.strictObject({
  iteration: z.int(),
  /** From 2: which of the iteration's candidates it is. The first says nothing, as when there was one alone. */
  candidate: z.int().min(2).exactOptional(),
  change: z.string(),
  verdict: z.enum([...verdictSchema.options, "refused"]),
  effect: z.number().nullable(),
  fixed: z.number(),
  broken: z.number(),
  items: z.int(),
  decision: z.enum([...DECISION_KINDS, "none"]),
  rule: z.string(),
  state: z.string(),
});
export type DecisionEntry = Readonly<z.infer<typeof decisionEntrySchema>>;
