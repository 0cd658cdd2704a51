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

/** A state that one was made of, or itself, by a mark of it, and what was set on top of the one before. */
type Step = { readonly mark: object; readonly keys: readonly ResourceKey[] };

/**
 * How each state came to be, nearest first: only in what was set is there anything that may differ. By marks, for one
 * that held what it was made of would hold all before it, and what is held weakly stays until the work is over.
 */
const ways = new WeakMap<State, readonly Step[]>();

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
  ways.set(state, [{ mark: {}, keys }, ...wayTo(base).slice(0, MOST_STEPS - 1)]);
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
  const [one, other] = [wayTo(before), wayTo(after)];
  for (const [at, { mark }] of other.entries()) {
    const common = one.findIndex((step) => step.mark === mark);
    if (common !== -1) return [...one.slice(0, common), ...other.slice(0, at)].flatMap(({ keys }) => keys);
  }
  return null;
}

/** A state that was not made of another begins its own way. */
function wayTo(state: State): readonly Step[] {
  const known = ways.get(state);
  if (known !== undefined) return known;
  const way = [{ mark: {}, keys: [] }];
  ways.set(state, way);
  return way;
}
