import type { WorkspaceClient } from "#core/contract/contract.ts";
import { toResourceKey, type ResourceKey, type ResourceKind, RESOURCE_KINDS } from "#core/domain/resource.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";
import { topicsAt, type Resource } from "#renderer/store/shared-queries.ts";

export type ContractEntry = Answer<WorkspaceClient["resources"]["contract"]>[number];
export type Variable = Resource["variables"][number];

/** The contract's entry of one resource; null where it has none. */
export function contractQuery(resource: ResourceKey, at: string): Query<ContractEntry | null> {
  return {
    key: `resources.contract ${resource} ${at}`,
    topics: topicsAt(at),
    read: async (client) => {
      const entries = await client.resources.contract({ at });
      return entries.find((entry) => entry.resource === resource) ?? null;
    },
  };
}

/** The resource that an address names; null where it names none. */
export function keyOf(parts: readonly string[]): ResourceKey | null {
  const [kind = "", name = ""] = parts;
  if (name === "" || !(RESOURCE_KINDS as readonly string[]).includes(kind)) return null;
  return toResourceKey(kind as ResourceKind, name);
}
