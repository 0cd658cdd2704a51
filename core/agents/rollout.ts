import type { ResourceKey } from "#core/domain/resource.ts";
import type { RunDesk } from "#core/resources/callable.ts";
import type { Effects, RolloutCallable } from "./effects.ts";

/** What a run needs of the world, bound to that run alone; made by whoever composes the program. */
export type Rollout = {
  /** Tools and environment actions, on a fresh environment of this run. */
  readonly callables: readonly RolloutCallable[];
  /** Rules of the environments and what memory serves. */
  readonly standingText: readonly string[];
  /** Gives everything back. It never throws and takes a bounded time: what went wrong is told. */
  readonly close: () => Promise<void>;
};

/** An environment that could not be closed, and why; it takes nothing from the run. */
export type CloseFault = {
  readonly resource: ResourceKey;
  readonly version: string;
  readonly message: string;
};

export type RolloutOptions = {
  readonly desk: RunDesk;
  readonly seed: number;
  /** The run's: once it is aborted, nobody waits for what is still opening. */
  readonly signal: AbortSignal;
  /** What every call and every text goes through on its way to the run. */
  readonly effects: Effects;
  readonly onCloseFault: (fault: CloseFault) => void;
};
