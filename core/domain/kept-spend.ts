import { z } from "zod";

/** A spend as it is kept beside what was paid for; money is null where any of it is unknown. */
export const keptSpendSchema = z.object({
  calls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  usd: z.number().nullable(),
});
