import type { Result } from "#core/base/result.ts";
import type { MemoryContent, MemoryRecord } from "#core/domain/content/memory.ts";
import type { MemoryEvent } from "#core/memory/memory-event.ts";
import type { PromptQuestion } from "#core/models/ask-question.ts";

/** Asks the optimizer's model: reserved, recorded and journalled by whoever hands it in. The error is for people. */
export type AskModel = <T>(question: PromptQuestion<T>) => Promise<Result<T, string>>;

export type Lessons = {
  /** What the memory's records would become; null where nothing is to be added. */
  readonly records: readonly MemoryRecord[] | null;
  /** Why there is nothing, or less than there might be; empty when all went well. */
  readonly reasons: readonly string[];
};

/** What every memory strategy implements, and nothing more. Neither function writes: a memory changes by a proposal. */
export interface MemoryStrategy {
  /** A constant that changes whenever the same records may be served differently. Part of a closure. */
  readonly implementation: string;
  /** What the agent is told of its memory; empty where nothing is served. */
  serve(content: MemoryContent, countTokens: (text: string) => number): string;
  /** What the memory would take from these runs. A strategy that asks no model leaves `ask` alone. */
  learn(content: MemoryContent, events: readonly MemoryEvent[], ask: AskModel): Promise<Lessons>;
}
