import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";
import type { Proposal, Resource } from "#renderer/store/shared-queries.ts";

/** What the view asks the host; questions shared with other views stand in renderer/store/shared-queries.ts. */

export type Session = Answer<WorkspaceClient["sessions"]["show"]>;
export type SessionRow = Answer<WorkspaceClient["sessions"]["list"]>[number];
export type ProposalRow = Answer<WorkspaceClient["proposals"]["list"]>[number];
export type Assessment = NonNullable<Proposal["assessment"]>;

export function sessionQuery(session: string): Query<Session> {
  return {
    key: `sessions.show ${session}`,
    topics: ["sessions"],
    read: async (client) => await client.sessions.show({ session }),
  };
}

/** Where the runs came from that a session measured by. */
export function measuredRunsQuery(session: string): Query<Answer<WorkspaceClient["sessions"]["runs"]>> {
  return {
    key: `sessions.runs ${session}`,
    topics: ["proposals"],
    read: async (client) => await client.sessions.runs({ session }),
  };
}

const NO_SESSION: Query<Session | null> = {
  key: "sessions.show",
  topics: [],
  read: async () => await Promise.resolve(null),
};

/** The session of something that may have none. */
export function maybeSessionQuery(session: string | null): Query<Session | null> {
  return session === null ? NO_SESSION : sessionQuery(session);
}

/** Resources at a commit: they never change. */
export function resourcesAtQuery(resources: readonly ResourceKey[], at: string): Query<readonly Resource[]> {
  return {
    // Not the key of a single one's question, even where it is about one: the answer is a list.
    key: `resources.show-all ${resources.join(",")} ${at}`,
    topics: [],
    read: async (client) =>
      await Promise.all(resources.map(async (resource) => await client.resources.show({ resource, at }))),
  };
}
