import { z } from "zod";
import { headShape, jsonSchemaSchema } from "./head.ts";
import { EFFECT_CLASSES } from "./tool.ts";

const environmentShape = {
  ...headShape,
  actions: z.array(
    z.looseObject({
      name: z.string().min(1),
      description: z.string().min(1),
      inputSchema: jsonSchemaSchema,
      effect: z.enum(EFFECT_CLASSES),
    }),
  ),
  rules: z.string(),
};

/** Something an agent acts in. Each rollout gets a fresh one from `initialState`; its form and `config` are its type's. */
export const environmentContentSchema = z.discriminatedUnion("type", [
  z.looseObject({
    ...environmentShape,
    type: z.literal("filesystem"),
    /** Files by path relative to the environment's own folder. */
    initialState: z.looseObject({ files: z.record(z.string(), z.string()) }),
    config: z.looseObject({ maxFileBytes: z.int().positive() }),
  }),
]);
export type EnvironmentContent = z.infer<typeof environmentContentSchema>;
/** An environment of one type. */
export type EnvironmentOfType<T extends EnvironmentContent["type"]> = Extract<
  EnvironmentContent,
  { readonly type: T }
>;
