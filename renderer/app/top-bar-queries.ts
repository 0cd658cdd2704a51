import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { SpendDocument } from "#core/contract/shapes.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import type { Query } from "#renderer/store/queries.ts";

type Model = { readonly name: string; readonly isSimulated: boolean };

/** The model of the first agent; null in a workspace without one. */
export const modelQuery: Query<Model | null> = {
  key: "top-bar.model",
  topics: ["resources"],
  read: async (client) => {
    const [agent] = await client.resources.list({ kind: "agent" });
    if (agent === undefined) return null;
    const { content } = await client.resources.show({ resource: `agent/${agent.name}` });
    // The host's answer passed the schema of its kind when it was committed.
    const { model } = content as unknown as AgentContent;
    return { name: model.name, isSimulated: model.provider === "simulated" };
  },
};

type SessionSpend = { readonly session: string; readonly spend: SpendDocument };

/** What the newest session spent; null before there is one. */
export const spendQuery: Query<SessionSpend | null> = {
  key: "top-bar.spend",
  topics: ["sessions"],
  read: async (client) => {
    const newest = await newestSession(client);
    if (newest === undefined) return null;
    const { spend } = await client.sessions.show({ session: newest.session });
    return { session: newest.session, spend };
  },
};

async function newestSession(client: WorkspaceClient) {
  const sessions = await client.sessions.list();
  return sessions.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
}
