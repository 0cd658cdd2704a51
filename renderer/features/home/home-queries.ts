import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { PracticeDocument } from "#core/contract/home.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { CommitDocument, SpendDocument } from "#core/contract/shapes.ts";
import type { Query } from "#renderer/store/queries.ts";
import { ALL_COMMITS } from "#renderer/store/shared-queries.ts";

/** Sessions whose figures are read; older ones count in the sums of the newest no more. */
const NEWEST_SESSIONS = 30;

export type Overview = {
  readonly proposals: readonly ProposalSummaryDocument[];
  /** Newest first. */
  readonly sessions: readonly SessionDocument[];
  readonly history: readonly CommitDocument[];
};

/** What waits, what was measured and what was spent, read together so that they agree. */
export const overviewQuery: Query<Overview> = {
  key: "home.overview",
  topics: ["sessions", "proposals", "history"],
  read: async (client) => {
    const [proposals, sessions, history] = await Promise.all([
      client.proposals.list({}),
      readSessions(client),
      client.history.log({ limit: ALL_COMMITS }),
    ]);
    return { proposals, sessions, history };
  },
};

async function readSessions(client: WorkspaceClient): Promise<readonly SessionDocument[]> {
  const listed = await client.sessions.list();
  const newest = listed.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1)).slice(0, NEWEST_SESSIONS);
  return await Promise.all(newest.map(async ({ session }) => await client.sessions.show({ session })));
}

/** `mayCall`: the person agreed to calls of a model that is not simulated. */
export function practiceQuery(mayCall: boolean): Query<PracticeDocument> {
  return {
    key: `home.practice/${mayCall}`,
    topics: ["history", "data"],
    read: async (client) => await client.home.practice({ mayCall }),
  };
}

/** One unknown makes the sum unknown. */
export function sumSpend(sessions: readonly Pick<SessionDocument, "spend">[]): SpendDocument {
  return sessions.reduce<SpendDocument>(
    (sum, { spend }) => ({
      calls: sum.calls + spend.calls,
      inputTokens: sum.inputTokens + spend.inputTokens,
      outputTokens: sum.outputTokens + spend.outputTokens,
      usd: sum.usd === null || spend.usd === null ? null : sum.usd + spend.usd,
      usdKnown: sum.usdKnown && spend.usdKnown,
    }),
    { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0, usdKnown: true },
  );
}
