import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { SettingsDocument } from "#core/contract/settings.ts";
import type { Query } from "./queries.ts";

/** Questions that more than one view asks; a view's own stand beside it. */

type Answer<T extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;

export type WorkspaceInfo = Answer<WorkspaceClient["workspace"]["info"]>;
export type Commits = Answer<WorkspaceClient["history"]["log"]>;
export type Operations = Answer<WorkspaceClient["history"]["operations"]>;
export type Resources = Answer<WorkspaceClient["resources"]["list"]>;
export type Resource = Answer<WorkspaceClient["resources"]["show"]>;
export type Proposals = Answer<WorkspaceClient["proposals"]["list"]>;
export type Sessions = Answer<WorkspaceClient["sessions"]["list"]>;

/** The whole history of head, newest first. */
export const ALL_COMMITS = 100_000;

export const workspaceQuery: Query<WorkspaceInfo> = {
  key: "workspace.info",
  topics: ["history"],
  read: async (client) => await client.workspace.info(),
};

export const commitsQuery: Query<Commits> = {
  key: "history.log",
  topics: ["history"],
  read: async (client) => await client.history.log({ limit: ALL_COMMITS }),
};

export const operationsQuery: Query<Operations> = {
  key: "history.operations",
  topics: ["history"],
  read: async (client) => await client.history.operations({ limit: 1000 }),
};

export const resourcesQuery: Query<Resources> = {
  key: "resources.list",
  topics: ["resources"],
  read: async (client) => await client.resources.list({}),
};

export const proposalsQuery: Query<Proposals> = {
  key: "proposals.list",
  topics: ["proposals"],
  read: async (client) => await client.proposals.list({}),
};

export const sessionsQuery: Query<Sessions> = {
  key: "sessions.list",
  topics: ["sessions"],
  read: async (client) => await client.sessions.list(),
};

/** How a system did: the share of items right, with its interval. */
export type Outcome = {
  readonly accuracy: number;
  readonly interval: readonly [number, number];
  readonly n: number;
};

/** What sessions measured, by commit. */
export const measuredQuery: Query<ReadonlyMap<string, Outcome>> = {
  key: "home.measured",
  // Only an assessment, or the commit that comes of one, changes it: not every step of a session.
  topics: ["proposals"],
  read: async (client) =>
    new Map((await client.home.measured()).map(({ commit, estimate }) => [commit, estimate])),
};

export const settingsQuery: Query<SettingsDocument> = {
  key: "settings.read",
  // No event tells of the file; a start of a session is a good moment to look at it again.
  topics: ["settings", "sessions"],
  read: async (client) => await client.settings.read(),
};
