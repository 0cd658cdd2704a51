import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Query } from "#renderer/store/queries.ts";

/** What the view asks the host; questions shared with other views stand in renderer/store/shared-queries.ts. */

type Answer<T extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;

export type Session = Answer<WorkspaceClient["sessions"]["show"]>;
export type SessionRow = Answer<WorkspaceClient["sessions"]["list"]>[number];
export type Matrix = Answer<WorkspaceClient["sessions"]["matrix"]>;
export type Proposal = Answer<WorkspaceClient["proposals"]["show"]>;
export type ProposalRow = Answer<WorkspaceClient["proposals"]["list"]>[number];
export type Assessment = NonNullable<Proposal["assessment"]>;
export type ResourceDocument = Answer<WorkspaceClient["resources"]["show"]>;
export type Versions = Answer<WorkspaceClient["resources"]["versions"]>;
export type Datasets = Answer<WorkspaceClient["data"]["list"]>;

export function sessionQuery(session: string): Query<Session> {
  return {
    key: `sessions.show ${session}`,
    topics: ["sessions"],
    read: async (client) => await client.sessions.show({ session }),
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

export function matrixQuery(session: string): Query<Matrix> {
  return {
    key: `sessions.matrix ${session}`,
    topics: ["proposals"],
    read: async (client) => await client.sessions.matrix({ session }),
  };
}

export function proposalQuery(id: string): Query<Proposal> {
  return {
    key: `proposals.show ${id}`,
    // Whether its evidence is stale hangs on the head.
    topics: ["proposals", "history"],
    read: async (client) => await client.proposals.show({ id }),
  };
}

/** A resource at a commit: it never changes. */
export function resourceAtQuery(resource: ResourceKey, at: string): Query<ResourceDocument> {
  return {
    key: `resources.show ${resource} ${at}`,
    topics: [],
    read: async (client) => await client.resources.show({ resource, at }),
  };
}

export function resourcesAtQuery(
  resources: readonly ResourceKey[],
  at: string,
): Query<readonly ResourceDocument[]> {
  return {
    key: `resources.show ${resources.join(",")} ${at}`,
    topics: [],
    read: async (client) =>
      await Promise.all(resources.map(async (resource) => await client.resources.show({ resource, at }))),
  };
}

export function versionsQuery(resource: ResourceKey): Query<Versions> {
  return {
    key: `resources.versions ${resource}`,
    topics: ["history"],
    read: async (client) => await client.resources.versions({ resource }),
  };
}

export const datasetsQuery: Query<Datasets> = {
  key: "data.list",
  topics: ["data"],
  read: async (client) => await client.data.list(),
};
