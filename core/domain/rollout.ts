import { z } from "zod";
import type { Json } from "#core/base/json.ts";
import { agentContentSchema, type AgentContent } from "./content/agent.ts";
import { environmentContentSchema, type EnvironmentContent } from "./content/environment.ts";
import { jsonValueSchema } from "./content/head.ts";
import { memoryContentSchema, type MemoryContent } from "./content/memory.ts";
import { promptContentSchema, type PromptContent } from "./content/prompt.ts";
import { toolContentSchema, type ToolContent } from "./content/tool.ts";
import type { Closure } from "./closure.ts";
import { initialStateSchema, type InitialState } from "./initial-state.ts";
import { resourceKeySchema, type ResourceKey } from "./resource.ts";
import { finalStatesSchema, spanRecordSchema, type Run, type SpanRecord } from "./run.ts";
import { modelChoiceSchema, type ModelChoice } from "./session.ts";
import type { Spend } from "./spend.ts";
import { failureSchema, runTapeSchema, type RunTape } from "./tape.ts";

/** One resource of a system that is to run, pinned, with what it says. */
export type Pinned<C> = { readonly key: ResourceKey; readonly version: string; readonly content: C };

/** A system whole: an agent with the contents of everything it uses, so that whoever has it needs no store to run it. */
export type SystemContent = {
  readonly agent: Pinned<AgentContent>;
  readonly prompt: Pinned<PromptContent>;
  readonly tools: readonly Pinned<ToolContent>[];
  readonly environments: readonly Pinned<EnvironmentContent>[];
  readonly memory: readonly Pinned<MemoryContent>[];
  readonly closure: Closure;
  readonly closureId: string;
};

/**
 * One rollout that is asked for, as plain data: JSON and a structured clone hold it without loss, so that it can be made
 * here, in a thread, or elsewhere and later. What it takes to reach the model is the business of whoever makes it.
 */
export type RolloutRequest = {
  /** The run's id: derived from the work, so that the same work is the same run wherever it is made. */
  readonly id: string;
  readonly agent: SystemContent;
  readonly input: Run["input"];
  readonly initialState?: InitialState | undefined;
  readonly seed: number;
  /** Which of several rollouts of the same item with the same seed it is, from 0. */
  readonly repetition: number;
  /** What this rollout may take: steps, tokens, milliseconds. */
  readonly limits: Pick<AgentContent["limits"], "maxSteps" | "maxTokens" | "timeoutMs">;
  /** A model by name, with its address where the name does not say it. */
  readonly model: ModelChoice;
  readonly session?: string | undefined;
  /** Made from a test item: what comes of it is figures, and its trace nobody's to read. */
  readonly isSealed: boolean;
};

/** What came of a rollout, also where the agent failed. */
export type RolloutResult = {
  readonly run: Run;
  /** The run's, for whoever looks at no more. */
  readonly output: Json;
  readonly spans: readonly SpanRecord[];
  readonly tape: RunTape;
  /** The run's: every attempt that was paid for, also those that failed. */
  readonly spend: Spend;
};

/**
 * What is held against a schema and then taken as it came: contents are put before a model in the order in which their
 * fields stand, which a schema does not keep.
 */
function asItCame<T>(schema: z.ZodType<T>): z.ZodType<T> {
  const checked = z.unknown().superRefine((value, context) => {
    for (const { path, message } of schema.safeParse(value).error?.issues ?? [])
      context.addIssue({ code: "custom", path, message });
  });
  return checked as unknown as z.ZodType<T>; // Sound: what does not have the schema's form does not get through.
}

const pinned = <S extends z.ZodType>(content: S) =>
  z.object({ key: resourceKeySchema, version: z.string(), content });

const closureSchema: z.ZodType<Closure> = z.object({
  agent: resourceKeySchema,
  versions: z.record(resourceKeySchema, z.string()),
  model: z.object({
    provider: z.string(),
    name: z.string(),
    endpoint: z.string().nullable(),
    sampling: z.record(z.string(), z.number()),
  }),
  implementations: z.record(z.string(), z.string()),
});

const inputSchema = z.union([z.string(), z.record(z.string(), z.string())]);

/** What comes over a boundary is a request, or is refused [R22]. */
export const rolloutRequestSchema = asItCame<RolloutRequest>(
  z.object({
    id: z.string().min(1),
    agent: z.object({
      agent: pinned(agentContentSchema),
      prompt: pinned(promptContentSchema),
      tools: z.array(pinned(toolContentSchema)),
      environments: z.array(pinned(environmentContentSchema)),
      memory: z.array(pinned(memoryContentSchema)),
      closure: closureSchema,
      closureId: z.string(),
    }),
    input: inputSchema,
    initialState: initialStateSchema.optional(),
    seed: z.number(),
    repetition: z.int().min(0),
    limits: agentContentSchema.shape.limits,
    model: modelChoiceSchema,
    session: z.string().optional(),
    isSealed: z.boolean(),
  }),
);

const spendSchema = z.object({
  calls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  usd: z.number().nullable(),
  countedCalls: z.number().exactOptional(),
  reservedCalls: z.number().exactOptional(),
});

const runSchema: z.ZodType<Run> = z.object({
  id: z.string(),
  trace: z.string(),
  agent: resourceKeySchema,
  closure: z.string(),
  input: inputSchema,
  output: jsonValueSchema,
  error: failureSchema.nullable(),
  seed: z.number(),
  steps: z.int(),
  spend: spendSchema,
  startedAt: z.number(),
  durationMs: z.number(),
  finalStates: finalStatesSchema.exactOptional(),
});

/** What comes back over a boundary is a result, or is refused [R22]. */
export const rolloutResultSchema = asItCame<RolloutResult>(
  z.object({
    run: runSchema,
    output: jsonValueSchema,
    spans: z.array(spanRecordSchema),
    tape: runTapeSchema,
    spend: spendSchema,
  }),
);
