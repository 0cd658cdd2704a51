import { z } from "zod";

/**
 * The evolvability mask: which variables may be changed without a person, and what binds every change of them.
 * A variable that no entry names is not learnable. A locked text must stand in the variable, unchanged, as often
 * as before; locks bind every caller, people too, until a person lifts them in a change of its own.
 */
export const maskEntrySchema = z.looseObject({
  pointer: z.string().startsWith("/"),
  learnable: z.boolean(),
  maxTokens: z.int().positive().optional(),
  locked: z.array(z.string().min(1)).optional(),
});

export const maskSchema = z.array(maskEntrySchema);
export type MaskEntry = z.infer<typeof maskEntrySchema>;
