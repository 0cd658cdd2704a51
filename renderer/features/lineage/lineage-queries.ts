import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";
import type { Outcome } from "./lineage-node.ts";

export type Difference = Answer<WorkspaceClient["history"]["diff"]>;

/** Sessions beyond the newest so many are old enough to do without their scores in the rings. */
const SESSIONS_READ = 100;

/** What sessions measured, by commit; the newest measurement of each. */
export const outcomesQuery: Query<ReadonlyMap<string, Outcome>> = {
  key: "lineage.outcomes",
  topics: ["sessions"],
  read: async (client) => {
    const sessions = await client.sessions.list();
    const newest = sessions.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt)).slice(-SESSIONS_READ);
    const shown = await Promise.all(
      newest.map(async ({ session }) => await client.sessions.show({ session })),
    );
    return new Map(
      shown.flatMap(({ curve }) =>
        curve.map(({ commit, estimate }): [string, Outcome] => [commit, estimate]),
      ),
    );
  },
};

export function differenceQuery(from: string, to: string): Query<Difference> {
  return {
    key: `history.diff ${from} ${to}`,
    // Commits never change: the answer stays right for ever.
    topics: [],
    read: async (client) => await client.history.diff({ from, to }),
  };
}
