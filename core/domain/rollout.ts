import type { Json } from "#core/base/json.ts";
import type { AgentContent } from "./content/agent.ts";
import type { EnvironmentContent } from "./content/environment.ts";
import type { MemoryContent } from "./content/memory.ts";
import type { PromptContent } from "./content/prompt.ts";
import type { ToolContent } from "./content/tool.ts";
import type { Closure } from "./closure.ts";
import type { InitialState } from "./initial-state.ts";
import type { ResourceKey } from "./resource.ts";
import type { Run, SpanRecord } from "./run.ts";
import type { ModelChoice } from "./session.ts";
import type { Spend } from "./spend.ts";
import type { RunTape } from "./tape.ts";

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
 * here, in a thread, or elsewhere and later [R22]. What it takes to reach the model is the business of whoever makes it.
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
