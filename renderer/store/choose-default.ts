import { isUsable, type Lifecycle } from "#core/domain/lifecycle.ts";

type Standing = { readonly name: string; readonly state: Lifecycle };

/** The names of those that can be chosen: what was retired or failed is not, as the host has it. */
export function usableNames(resources: readonly Standing[]): readonly string[] {
  return resources.filter(({ state }) => isUsable(state)).map(({ name }) => name);
}

/** The one that is meant when nobody says which, as the host has it: the workspace's, or the only one there is. */
export function chooseDefault(set: string | null, names: readonly string[]): string | null {
  const [only, ...others] = names;
  if (set !== null) return set.replace(/^agent\//, "");
  return only !== undefined && others.length === 0 ? only : null;
}
