import { z } from "zod";

/** The lower and the upper end. */
export const intervalSchema = z.tuple([z.number(), z.number()]).readonly();

/** An accuracy with its interval, as it is shown everywhere. */
export const estimateSchema = z.object({
  accuracy: z.number(),
  score: z.number(),
  interval: intervalSchema,
  n: z.int(),
});
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;

/** The paired look at the sealed split. */
export const sealedReportSchema = z.object({
  before: estimateSchema,
  after: estimateSchema,
  difference: z.object({ value: z.number(), interval: intervalSchema }),
});
export type SealedReport = Readonly<z.infer<typeof sealedReportSchema>>;
