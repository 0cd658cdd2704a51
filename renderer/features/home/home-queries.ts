import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { PracticeDocument } from "#core/contract/home.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { Query } from "#renderer/store/queries.ts";
import { newestOfEach } from "./needs.ts";

export type Overview = {
  readonly proposals: readonly ProposalSummaryDocument[];
  /** The newest of each agent on each branch, newest first: what a later one followed needs nobody. */
  readonly sessions: readonly SessionDocument[];
};

/** What waits and what it belongs to, read together so that they agree. */
export const overviewQuery: Query<Overview> = {
  key: "home.overview",
  topics: ["sessions", "proposals"],
  read: async (client) => {
    const [proposals, sessions] = await Promise.all([client.proposals.list({}), readSessions(client)]);
    return { proposals, sessions };
  },
};

async function readSessions(client: WorkspaceClient): Promise<readonly SessionDocument[]> {
  const listed = await client.sessions.list();
  const newestFirst = listed.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  return await Promise.all(
    newestOfEach(newestFirst).map(async ({ session }) => await client.sessions.show({ session })),
  );
}

export type Spent = Awaited<ReturnType<WorkspaceClient["home"]["spent"]>>;

export const spentQuery: Query<Spent> = {
  key: "home.spent",
  topics: ["sessions", "runs"],
  read: async (client) => await client.home.spent(),
};

/** `mayCall`: the person agreed to calls of a model that is not simulated. */
export function practiceQuery(mayCall: boolean): Query<PracticeDocument> {
  return {
    key: `home.practice/${mayCall}`,
    topics: ["history", "data", "settings"],
    read: async (client) => await client.home.practice({ mayCall }),
  };
}
