import { findMisfits } from "#core/domain/fit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { diffStates } from "#core/domain/state.ts";
import type { ResourceView } from "./view.ts";

/** A resource that does not fit something it depends on, and how. */
export type Misfit = { readonly resource: ResourceKey; readonly text: string };

/** What a change that brings it about is told. */
export function tellMisfit({ resource, text }: Misfit): string {
  return `${resource} would no longer work: ${text}.`;
}

/** Everything in this state that would not work. */
export function findAllMisfits(view: ResourceView): readonly Misfit[] {
  return misfitsOf(view, view.list());
}

/** As far as the change between the two states can have caused it: the changed resources and their dependents. */
export function findMisfitsSince(before: ResourceView, after: ResourceView): readonly Misfit[] {
  const changed = diffStates(before.state, after.state).map(({ resource }) => resource);
  return misfitsOf(after, [...new Set(changed.flatMap((key) => [key, ...after.dependents(key)]))]);
}

/** What is archived is not in use and need not work. */
function misfitsOf(view: ResourceView, keys: readonly ResourceKey[]): readonly Misfit[] {
  return keys.flatMap((resource) => {
    const found = view.get(resource);
    if (found.lifecycle === "archived") return [];
    return findMisfits(found.resource, view.lookup).map((text) => ({ resource, text }));
  });
}
