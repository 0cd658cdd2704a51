import type { MemoryContent } from "#core/domain/content/memory.ts";
import { SESSION_MEMORY } from "./session.ts";
import type { MemoryStrategy } from "./strategy.ts";

/** Every strategy that a memory may name. */
const STRATEGIES: Readonly<Record<MemoryContent["strategy"], MemoryStrategy>> = {
  session: SESSION_MEMORY,
};

/** How a memory of this content serves and learns. */
export function strategyOf({ strategy }: MemoryContent): MemoryStrategy {
  return STRATEGIES[strategy];
}

/** For closures: the constants of the strategies. */
export const memoryImplementations: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(STRATEGIES).map(([name, { implementation }]) => [`memory:${name}`, implementation]),
);
