import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { SettingsDocument } from "#core/contract/settings.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Answer, Query } from "./queries.ts";
import type { Topic } from "./topics.ts";

/** Questions that more than one view asks; a view's own stand beside it. Each is worded once: its key names one answer. */

export type WorkspaceInfo = Answer<WorkspaceClient["workspace"]["info"]>;
export type Commits = Answer<WorkspaceClient["history"]["find"]>;
export type Operations = Answer<WorkspaceClient["history"]["operations"]>;
export type Resources = Answer<WorkspaceClient["resources"]["list"]>;
export type Resource = Answer<WorkspaceClient["resources"]["show"]>;
export type Versions = Answer<WorkspaceClient["resources"]["versions"]>;
export type Proposal = Answer<WorkspaceClient["proposals"]["show"]>;
export type Proposals = Answer<WorkspaceClient["proposals"]["list"]>;
export type Sessions = Answer<WorkspaceClient["sessions"]["list"]>;
export type Matrix = Answer<WorkspaceClient["sessions"]["matrix"]>;
export type Datasets = Answer<WorkspaceClient["data"]["list"]>;
export type Dataset = Datasets[number];

export const workspaceQuery: Query<WorkspaceInfo> = {
  key: "workspace.info",
  topics: ["history"],
  read: async (client) => await client.workspace.info(),
};

/** Commits with every word of a text, the newest of all for none. */
export function commitsWithQuery(text: string): Query<Commits> {
  return {
    key: `history.find ${text}`,
    topics: ["history"],
    read: async (client) => await client.history.find({ text }),
  };
}

/** So many operations are listed; an older one is stepped back to by restoring its commit. */
export const LISTED_OPERATIONS = 1000;

export const operationsQuery: Query<Operations> = {
  key: "history.operations",
  topics: ["history"],
  read: async (client) => await client.history.operations({ limit: LISTED_OPERATIONS }),
};

export type Branches = Answer<WorkspaceClient["branches"]["list"]>;
export type Tags = Answer<WorkspaceClient["tags"]["list"]>;

export const branchesQuery: Query<Branches> = {
  key: "branches.list",
  topics: ["history", "sessions", "proposals"],
  read: async (client) => await client.branches.list(),
};

export const tagsQuery: Query<Tags> = {
  key: "tags.list",
  topics: ["history"],
  read: async (client) => await client.tags.list(),
};

export const resourcesQuery: Query<Resources> = {
  key: "resources.list",
  topics: ["resources"],
  read: async (client) => await client.resources.list({}),
};

export type Offer = Answer<WorkspaceClient["offer"]["show"]>;

/** What this version of the program ships and the workspace does not have. */
export const offerQuery: Query<Offer> = {
  key: "offer.show",
  topics: ["resources"],
  read: async (client) => await client.offer.show(),
};

/** What makes old what was read at a place: an id names what never changes; a head moves, "head" and a branch's alike. */
export function topicsAt(at: string): readonly Topic[] {
  return /^[0-9a-f]{4,64}$/i.test(at) ? [] : ["resources"];
}

/** `at`: a commit, a branch, or "head" for the one that is shown. */
export function registryQuery(at: string): Query<Resources> {
  return {
    key: `resources.list ${at}`,
    topics: topicsAt(at),
    read: async (client) => await client.resources.list({ at }),
  };
}

/** `at` as for the registry. */
export function resourceAtQuery(resource: ResourceKey, at: string): Query<Resource> {
  return {
    key: `resources.show ${resource} ${at}`,
    topics: topicsAt(at),
    read: async (client) => await client.resources.show({ resource, at }),
  };
}

/** Up to there; `at` as for the registry. */
export function versionsQuery(resource: ResourceKey, at: string): Query<Versions> {
  return {
    key: `resources.versions ${resource} ${at}`,
    topics: topicsAt(at),
    read: async (client) => await client.resources.versions({ resource, at }),
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

export function matrixQuery(session: string): Query<Matrix> {
  return {
    key: `sessions.matrix ${session}`,
    topics: ["proposals"],
    read: async (client) => await client.sessions.matrix({ session }),
  };
}

export const datasetsQuery: Query<Datasets> = {
  key: "data.list",
  // A report at the end of a session spends a look.
  topics: ["data", "sessions"],
  read: async (client) => await client.data.list(),
};

export type Measured = Answer<WorkspaceClient["home"]["measured"]>;

/** What sessions and evaluations measured of commits on validation. */
export const measuredQuery: Query<Measured> = {
  key: "home.measured",
  // Only an assessment, the commit that comes of one, or an evaluation changes it: not every step of a session.
  topics: ["proposals", "scores"],
  read: async (client) => await client.home.measured(),
};

export const settingsQuery: Query<SettingsDocument> = {
  key: "settings.read",
  // No event tells of the file; a start of a session is a good moment to look at it again.
  topics: ["settings", "sessions"],
  read: async (client) => await client.settings.read(),
};
