import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";

export type Difference = Answer<WorkspaceClient["history"]["diff"]>;

export function differenceQuery(from: string, to: string): Query<Difference> {
  return {
    key: `history.diff ${from} ${to}`,
    // Commits never change: the answer stays right for ever.
    topics: [],
    read: async (client) => await client.history.diff({ from, to }),
  };
}

export type TagSteps = Answer<WorkspaceClient["tags"]["history"]>;

/** Every step of one tag, newest first. */
export function tagHistoryQuery(name: string): Query<TagSteps> {
  return {
    key: `tags.history ${name}`,
    topics: ["history"],
    read: async (client) => await client.tags.history({ name }),
  };
}
