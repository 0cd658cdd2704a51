import type { Answer, Query } from "#renderer/store/queries.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import type { Route } from "#core/domain/route.ts";
import type { ListedModel } from "./model-groups.ts";

export type NamedRoute = Route & { readonly name: string };

export const connectionsQuery: Query<readonly ConnectionDocument[]> = {
  key: "connections.list",
  // No event tells of the file; what a session was refused teaches something about its endpoint.
  topics: ["settings", "sessions", "runs"],
  read: async (client) => await client.connections.list(),
};

/** Names under which one of several models answers. */
export const routesQuery: Query<readonly NamedRoute[]> = {
  key: "connections.routes",
  topics: ["settings", "sessions"],
  read: async (client) => await client.connections.routes(),
};

/** What an endpoint says that it has: asked when somebody looks, and by no event, as it costs others something. */
export function modelsQuery(connection: string): Query<readonly ListedModel[]> {
  return {
    key: `connections.models ${connection}`,
    topics: [],
    isReadWhenOpened: true,
    read: async (client) => toListed(await client.connections.models({ connection })),
  };
}

function toListed({
  models,
  prices,
}: Answer<WorkspaceClient["connections"]["models"]>): readonly ListedModel[] {
  return models.map((name) => ({ name, price: Object.hasOwn(prices, name) ? (prices[name] ?? null) : null }));
}

/** Models that something was measured by, the newest first. */
export const measuredModelsQuery: Query<readonly string[]> = {
  key: "models.measured",
  topics: ["scores", "proposals"],
  read: async (client) => [...new Set((await client.home.measured()).map(({ model }) => model).toReversed())],
};
