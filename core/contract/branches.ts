import { z } from "zod";
import { procedure } from "./procedure.ts";
import { branchNameSchema, commitNameSchema, doneSchema } from "./shapes.ts";

export const branchSchema = z.object({
  name: z.string(),
  head: z.string(),
  /** How many there are up to its head. */
  commits: z.int(),
  /** The workspace shows it: `head` is its head, and edits, undo and new sessions are on it. */
  isCurrent: z.boolean(),
  /** The session that runs on it; null for none. */
  session: z.string().nullable(),
  /** Its proposals that wait for a decision. */
  waiting: z.int(),
});
export type BranchDocument = z.infer<typeof branchSchema>;

/** Branches: lines of commits beside each other, each with a session of its own if one is wanted. */
export const branchesContract = {
  list: procedure.output(z.array(branchSchema)),
  create: procedure
    .input(z.object({ name: branchNameSchema, at: commitNameSchema.default("head") }))
    .output(doneSchema),
  /** Has the workspace show it. Sessions go on where they are. */
  switch: procedure.input(z.object({ name: branchNameSchema })).output(doneSchema),
};
