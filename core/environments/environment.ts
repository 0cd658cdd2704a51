import type { Json } from "#core/base/json.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Callable } from "#core/resources/callable.ts";

/** An environment of one rollout: fresh from its recorded initial state, seen by nobody else, gone when closed. */
export interface OpenEnvironment {
  /** Its actions, bound to this rollout. `version` is the pinned one, for the spans. */
  callables(key: ResourceKey, version: string): readonly Callable[];
  /** What can be observed of its state now: equal states give equal JSON. */
  state(): Json;
  /** Drops the state. Actions called afterwards fail. */
  close(): void;
}

/** What every type of environment implements, and nothing more. */
export interface EnvironmentType<C extends EnvironmentContent = EnvironmentContent> {
  /** A constant that changes whenever the actions may answer differently. Part of a closure. */
  readonly implementation: string;
  /** What keeps the environment from being opened, one sentence each; empty when it can be. */
  findProblems(content: C): readonly string[];
  /** A fresh one for one rollout. The content is known to be without problems. */
  open(content: C): OpenEnvironment;
}
