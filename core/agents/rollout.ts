import type { Callable } from "#core/resources/callable.ts";

/** What a run needs of the world, bound to that run alone; made by whoever composes the program. */
export type Rollout = {
  /** Tools and environment actions, on a fresh environment of this run. */
  readonly callables: readonly Callable[];
  /** Rules of the environments and what memory serves. */
  readonly standingText: readonly string[];
  readonly close: () => void;
};
