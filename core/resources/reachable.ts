import { AppError } from "#core/base/app-error.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import { isUsable } from "#core/domain/lifecycle.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { FoundResource, ResourceView } from "./view.ts";

/**
 * All that can be reached from a resource, itself among it, in the order of their names. Throws lifecycle-illegal where one
 * is not in use.
 */
export function reachableFrom(view: ResourceView, from: ResourceKey): readonly FoundResource[] {
  const found = new Map<ResourceKey, FoundResource>();
  const visit = (key: ResourceKey): void => {
    if (found.has(key)) return;
    const resource = view.get(key);
    const { lifecycle } = resource;
    if (!isUsable(lifecycle)) {
      throw new AppError("lifecycle-illegal", `${key} is ${lifecycle}, so it cannot run.`, {
        hint: "Reactivate or repair it first.",
      });
    }
    found.set(key, resource);
    for (const used of dependenciesOf(resource.resource)) visit(used);
  };
  visit(from);
  return [...found.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
