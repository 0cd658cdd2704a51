import { z } from "zod";
import { headShape, jsonSchemaSchema } from "./head.ts";
import { EFFECT_CLASSES } from "./tool.ts";

/** Something an agent acts in. Each rollout gets a fresh one from `initialState`. */
export const environmentContentSchema = z.looseObject({
  ...headShape,
  type: z.literal("filesystem"),
  actions: z.array(
    z.looseObject({
      name: z.string().min(1),
      description: z.string().min(1),
      inputSchema: jsonSchemaSchema,
      effect: z.enum(EFFECT_CLASSES),
    }),
  ),
  rules: z.string(),
  /** Files by path relative to the environment's own folder. */
  initialState: z.looseObject({ files: z.record(z.string(), z.string()) }),
  config: z.looseObject({ maxFileBytes: z.int().positive() }),
});
export type EnvironmentContent = z.infer<typeof environmentContentSchema>;
