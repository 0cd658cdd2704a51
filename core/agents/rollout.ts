import type { InitialState } from "#core/domain/initial-state.ts";
import type { Run } from "#core/domain/run.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { RunDesk } from "#core/resources/callable.ts";
import type { Effects, RolloutCallable } from "./effects.ts";

/** What a run needs of the world, bound to that run alone; made by whoever composes the program [T3]. */
export type Rollout = {
  /** Tools and environment actions, on a fresh environment of this run. */
  readonly callables: readonly RolloutCallable[];
  /** Rules of the environments and what memory serves. */
  readonly standingText: readonly string[];
  /** SHA-256 of what can be observed of each environment now. It never throws: what cannot be observed is told, and not in it. */
  readonly observe: () => Promise<NonNullable<Run["finalStates"]>>;
  /** Gives everything back. It never throws and takes a bounded time: what went wrong is told. */
  readonly close: () => Promise<void>;
};

/** What could not be done with an environment at the end, and why; it takes nothing from the run. */
export type EnvironmentFault = {
  readonly doing: "observe" | "close";
  readonly resource: ResourceKey;
  readonly version: string;
  readonly message: string;
};

export type RolloutOptions = {
  readonly desk: RunDesk;
  readonly seed: number;
  /** What the task's environments begin in, where it says so. */
  readonly initialState?: InitialState | undefined;
  /** The run's: once it is aborted, nobody waits for what is still opening. */
  readonly signal: AbortSignal;
  /** What every call and every text goes through on its way to the run. */
  readonly effects: Effects;
  readonly onFault: (fault: EnvironmentFault) => void;
};
