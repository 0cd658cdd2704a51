import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { SpendDocument } from "#core/contract/shapes.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { chooseDefault, usableNames } from "#renderer/store/choose-default.ts";
import type { Query } from "#renderer/store/queries.ts";
import { allCalled } from "#renderer/text/all-called.ts";

/** The model of the agent that is meant when nobody says which, as CONNECTION/NAME; null where none is. */
export const modelQuery: Query<string | null> = {
  key: "top-bar.model",
  topics: ["resources", "settings"],
  read: async (client) => {
    const [settings, agents] = await Promise.all([
      client.settings.read(),
      client.resources.list({ kind: "agent" }),
    ]);
    const agent = chooseDefault(settings.agent, usableNames(agents));
    return agent === null ? null : await readModel(client, agent);
  },
};

/** The model of one agent as a branch has it, as CONNECTION/NAME. */
export function agentModelQuery(agent: string, branch: string): Query<string> {
  return {
    key: `agent.model ${agent} ${branch}`,
    topics: ["resources"],
    read: async (client) => await readModel(client, agent, branch),
  };
}

async function readModel(client: WorkspaceClient, agent: string, at = "head"): Promise<string> {
  const { content } = await client.resources.show({ resource: `agent/${agent}`, at });
  // The host's answer passed the schema of its kind when it was committed.
  const { model } = content as unknown as AgentContent;
  return `${model.provider}/${model.name}`;
}

type WorkspaceSpend = {
  /** Of all sessions there ever were, and of runs outside of them: it never falls. */
  readonly all: SpendDocument;
  /** Everything that was called, as everywhere [R24]. */
  readonly calls: number;
  /** The newest session's part of them; null before there is one. */
  readonly newest: { readonly session: string; readonly calls: number } | null;
};

/** What the workspace spent, and the newest session of it; null before anything ran. */
export const spendQuery: Query<WorkspaceSpend | null> = {
  key: "top-bar.spend",
  topics: ["sessions", "runs"],
  read: async (client) => {
    const [sessions, spent] = await Promise.all([client.sessions.list(), client.home.spent()]);
    const newest = sessions.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
    const whole = { all: spent.spend, calls: allCalled(spent.spend).calls };
    if (newest === undefined) return spent.runsByHand === 0 ? null : { ...whole, newest: null };
    const { spend } = await client.sessions.show({ session: newest.session });
    return { ...whole, newest: { session: newest.session, calls: allCalled(spend).calls } };
  },
};
