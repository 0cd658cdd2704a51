import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { InitialState } from "#core/domain/initial-state.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { beginIn } from "#core/environments/begin-in.ts";
import { environmentTypeOf } from "#core/environments/table.ts";
import type { ResourceView } from "#core/resources/view.ts";

/** Why the environments of a workspace cannot begin in a state, or null; without a full stop [R21]. */
export async function findStateProblem(view: ResourceView, state: InitialState): Promise<string | null> {
  for (const [key, given] of Object.entries(state)) {
    // Sound: the state was read by its schema, which takes keys of resources alone.
    const found = view.find(key as ResourceKey)?.resource;
    if (found?.kind !== "environment")
      return `it begins in ${key}, which is no environment of this workspace`;
    const content: EnvironmentContent = found.content;
    const begun = await beginIn(environmentTypeOf(content), content, given);
    if (!begun.ok) return `${key} cannot begin so: ${begun.error}`;
  }
  return null;
}
