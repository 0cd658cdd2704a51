import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Query } from "#renderer/store/queries.ts";

type Answer<T extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;

export type Difference = Answer<WorkspaceClient["history"]["diff"]>;
export type ProposalDetail = Answer<WorkspaceClient["proposals"]["show"]>;

export function differenceQuery(from: string, to: string): Query<Difference> {
  return {
    key: `history.diff ${from} ${to}`,
    // Commits never change: the answer stays right for ever.
    topics: [],
    read: async (client) => await client.history.diff({ from, to }),
  };
}

export function proposalQuery(id: string): Query<ProposalDetail> {
  return {
    key: `proposals.show ${id}`,
    topics: ["proposals"],
    read: async (client) => await client.proposals.show({ id }),
  };
}

export function contentsQuery(commit: string): Query<Answer<WorkspaceClient["resources"]["list"]>> {
  return {
    key: `resources.list ${commit}`,
    topics: [],
    read: async (client) => await client.resources.list({ at: commit }),
  };
}
