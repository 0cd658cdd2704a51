import type { ChangedDocument } from "#core/contract/resources.ts";
import { diffInterface, interfaceOf } from "#core/domain/interface-diff.ts";
import { diffStates } from "#core/domain/state.ts";
import type { ResourceView } from "#core/resources/view.ts";

/** What those who depend on the changed resources notice; of resources that are new, nobody does yet. */
export function interfaceChanges(before: ResourceView, after: ResourceView): ChangedDocument["contract"] {
  return diffStates(before.state, after.state).flatMap(({ resource, from, to }) => {
    if (from === null || to === null) return [];
    const [older, newer] = [before.get(resource), after.get(resource)];
    return diffInterface(interfaceOf(older.resource), interfaceOf(newer.resource)).map((change) => ({
      resource,
      ...change,
    }));
  });
}
