import { z } from "zod";
import { headShape, jsonSchemaSchema, jsonValueSchema } from "./head.ts";

/** What calling something can do to the world outside the run. */
export const EFFECT_CLASSES = ["pure", "read", "write", "external"] as const;
export type EffectClass = (typeof EFFECT_CLASSES)[number];

const toolShape = {
  ...headShape,
  inputSchema: jsonSchemaSchema,
  /** Absent: the tool promises nothing about its result. */
  outputSchema: z.looseObject({}).optional(),
  effect: z.enum(EFFECT_CLASSES),
  timeoutMs: z.int().min(1).max(600_000),
};

/** `builtin` names a function of the program; `code` is source that runs in the sandbox and nowhere else. */
export const toolContentSchema = z.discriminatedUnion("type", [
  z.looseObject({ ...toolShape, type: z.literal("builtin"), implementation: z.string().min(1) }),
  z.looseObject({
    ...toolShape,
    type: z.literal("code"),
    code: z.string().min(1).max(100_000),
    capabilities: z.array(z.string()),
    /** Calls whose results every version must reproduce: part of the safety checks. */
    examples: z.array(z.looseObject({ input: jsonValueSchema, output: jsonValueSchema })),
  }),
]);
export type ToolContent = z.infer<typeof toolContentSchema>;
/** A tool of one type. */
export type ToolOfType<T extends ToolContent["type"]> = Extract<ToolContent, { readonly type: T }>;
export type CodeToolContent = ToolOfType<"code">;
