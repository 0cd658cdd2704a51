import { isUsable } from "#core/domain/lifecycle.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { PresetDocument } from "#core/contract/connections.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import type { Query } from "#renderer/store/queries.ts";

/** The program's own, which never change. */
export const presetsQuery: Query<readonly PresetDocument[]> = {
  key: "connections.presets",
  topics: [],
  read: async (client) => await client.connections.presets(),
};

/** Which agents of head name a model of each connection, by the connection's name. */
export const connectionUsersQuery: Query<Readonly<Record<string, readonly string[]>>> = {
  key: "connections.users",
  topics: ["resources", "settings"],
  read: async (client) => {
    const agents = (await client.resources.list({ kind: "agent" })).filter(({ state }) => isUsable(state));
    const uses = await Promise.all(agents.map(async ({ name }) => await readUse(client, name)));
    const byConnection = Map.groupBy(uses, ({ provider }) => provider);
    return Object.fromEntries(
      [...byConnection].map(([provider, used]) => [provider, used.map(({ agent }) => agent)]),
    );
  },
};

async function readUse(
  client: WorkspaceClient,
  agent: string,
): Promise<{ readonly agent: string; readonly provider: string }> {
  const { content } = await client.resources.show({ resource: `agent/${agent}` });
  // The host's answer passed the schema of its kind when it was committed.
  const { model } = content as unknown as AgentContent;
  return { agent, provider: model.provider };
}
