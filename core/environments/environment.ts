import type { Json } from "#core/base/json.ts";
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
