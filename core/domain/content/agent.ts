import { z } from "zod";
import { resourceNameSchema } from "#core/domain/resource.ts";
import { headShape } from "./head.ts";

/** An agent: a loop over a prompt, a model and what it may use. Names are names of resources of that kind. */
export const agentContentSchema = z.looseObject({
  ...headShape,
  loop: z.enum(["chat", "tool-calling"]),
  prompt: resourceNameSchema,
  /** The named inputs that a task brings: what the prompt's slots may ask for. */
  inputs: z.array(z.string().min(1)).min(1),
  model: z.looseObject({
    provider: z.string().min(1),
    name: z.string().min(1),
    baseUrl: z.url().optional(),
  }),
  sampling: z.looseObject({
    temperature: z.number().min(0).max(2).optional(),
    topP: z.number().min(0).max(1).optional(),
    maxOutputTokens: z.int().positive().optional(),
  }),
  tools: z.array(resourceNameSchema),
  environments: z.array(resourceNameSchema),
  memory: z.array(resourceNameSchema),
  limits: z.looseObject({
    maxSteps: z.int().min(1).max(1000),
    maxTokens: z.int().positive(),
    timeoutMs: z.int().positive(),
  }),
});
export type AgentContent = z.infer<typeof agentContentSchema>;
