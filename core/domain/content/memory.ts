import { z } from "zod";
import { headShape } from "./head.ts";

/** One thing worth remembering, and where it was learned. */
export const memoryRecordSchema = z.looseObject({
  id: z.string().min(1),
  type: z.enum(["insight", "summary"]),
  text: z.string().min(1).max(4000),
  /** 0 to 1; the highest are served first. */
  importance: z.number().min(0).max(1),
  provenance: z.looseObject({
    span: z.string().optional(),
    run: z.string().optional(),
    commit: z.string().optional(),
  }),
});
export type MemoryRecord = z.infer<typeof memoryRecordSchema>;

/** The records a memory serves to its agent. What a rollout would add stays a candidate in its trace. */
export const memoryContentSchema = z.looseObject({
  ...headShape,
  strategy: z.enum(["session"]),
  limits: z.looseObject({
    maxRecords: z.int().positive(),
    maxTokens: z.int().positive(),
  }),
  records: z.array(memoryRecordSchema),
});
export type MemoryContent = z.infer<typeof memoryContentSchema>;
