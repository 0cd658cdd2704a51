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

/** How a state came to be: only there is anything that may differ. Held weakly, or every state would hold all before it. */
type Origin = { readonly base: WeakRef<State>; readonly keys: readonly ResourceKey[] };
const origins = new WeakMap<State, Origin>();

/** How far back two states are looked for a common origin; beyond it they are compared whole. */
const MOST_STEPS = 8;

/** The state with these entries set. What is made of it is compared with it in the time of what was set. */
export function withEntries(base: State, entries: Iterable<readonly [ResourceKey, StateEntry]>): State {
  const state = new Map(base);
  const keys: ResourceKey[] = [];
  for (const [key, entry] of entries) {
    state.set(key, entry);
    keys.push(key);
  }
  origins.set(state, { base: new WeakRef(base), keys });
  return state;
}

/** Where two states differ, in key order. What a commit says of its changes is this [V5]. */
export function diffStates(before: State, after: State): readonly StateDifference[] {
  const keys = keysThatMayDiffer(before, after) ?? [...before.keys(), ...after.keys()];
  return [...new Set(keys)]
    .map((resource) => ({ resource, from: before.get(resource) ?? null, to: after.get(resource) ?? null }))
    .filter(({ from, to }) => from?.version !== to?.version || from?.lifecycle !== to?.lifecycle)
    .toSorted((a, b) => (a.resource < b.resource ? -1 : 1));
}

/** What was set on the ways from the nearest common origin to both; null where none is known. */
function keysThatMayDiffer(before: State, after: State): readonly ResourceKey[] | null {
  if (before === after) return [];
  const made = origins.get(after);
  if (made?.base.deref() === before) return made.keys;
  const [one, other] = [wayTo(before), wayTo(after)];
  const common = [...other.keys()].find((state) => one.has(state));
  if (common === undefined) return null;
  return [...(one.get(common) ?? []), ...(other.get(common) ?? [])];
}

/** The state and what it was made of, nearest first, each with all that was set since. */
function wayTo(state: State): ReadonlyMap<State, readonly ResourceKey[]> {
  const way = new Map<State, readonly ResourceKey[]>();
  let at: State | undefined = state;
  let keys: readonly ResourceKey[] = [];
  for (let step = 0; at !== undefined && step < MOST_STEPS; step += 1) {
    way.set(at, keys);
    const origin: Origin | undefined = origins.get(at);
    if (origin !== undefined) keys = [...keys, ...origin.keys];
    at = origin?.base.deref();
  }
  return way;
}
