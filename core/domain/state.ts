import type { Lifecycle } from "./lifecycle.ts";
import type { ResourceKey } from "./resource.ts";

/** Where one resource stands at a commit. */
export type StateEntry = { readonly version: string; readonly lifecycle: Lifecycle };

/** Every resource at a commit. */
export type State = ReadonlyMap<ResourceKey, StateEntry>;

/** One resource that two states disagree on; null where it is absent. */
export type StateDifference = {
  readonly resource: ResourceKey;
  readonly from: StateEntry | null;
  readonly to: StateEntry | null;
};

export function diffStates(before: State, after: State): readonly StateDifference[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return keys
    .map((resource) => ({ resource, from: before.get(resource) ?? null, to: after.get(resource) ?? null }))
    .filter(({ from, to }) => from?.version !== to?.version || from?.lifecycle !== to?.lifecycle);
}
