import type { ResourceContent } from "#core/domain/content/content.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { diffStates, type State } from "#core/domain/state.ts";

/** The content of a version, wherever it stands. */
export type ContentOf = (version: string) => ResourceContent;

/**
 * Who names whom, for the state that was asked about last. A question about another one moves it there by what differs,
 * so asking about a head and what is made of it costs what was changed and not what there is.
 */
export function createDependents() {
  let at: State = new Map();
  const named = new Map<ResourceKey, readonly ResourceKey[]>();
  const namers = new Map<ResourceKey, Set<ResourceKey>>();

  const setNamed = (key: ResourceKey, names: readonly ResourceKey[]): void => {
    for (const old of named.get(key) ?? []) namers.get(old)?.delete(key);
    named.set(key, names);
    for (const name of names) namers.set(name, (namers.get(name) ?? new Set()).add(key));
  };
  const moveTo = (state: State, contentOf: ContentOf): void => {
    if (state === at) return;
    // Read first: a version that cannot be read must not leave half of the way behind.
    const changed = diffStates(at, state)
      .filter(({ from, to }) => from?.version !== to?.version)
      .map(({ resource, to }) => ({
        resource,
        names: to === null ? [] : dependenciesOf(contentOf(to.version)),
      }));
    for (const { resource, names } of changed) setNamed(resource, names);
    at = state;
  };
  return {
    /** The resources that name this one directly in that state and are not archived there, in key order. */
    of: (state: State, key: ResourceKey, contentOf: ContentOf): readonly ResourceKey[] => {
      moveTo(state, contentOf);
      return [...(namers.get(key) ?? [])]
        .filter((other) => state.get(other)?.lifecycle !== "archived")
        .toSorted();
    },
  };
}
