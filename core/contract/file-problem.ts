import { z } from "zod";

/** What is wrong with a file that was brought in. */
export const fileProblemSchema = z.object({
  file: z.string(),
  /** From 1; null where it is about the file as a whole. */
  line: z.int().nullable(),
  /** A pointer into what the file says. */
  path: z.string(),
  reason: z.string(),
});
