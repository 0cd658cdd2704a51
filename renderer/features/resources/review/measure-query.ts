import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import { chooseDefault, usableNames } from "#renderer/store/choose-default.ts";
import type { Query } from "#renderer/store/queries.ts";

/** By which gate a proposal would be measured, and what that takes. */
export type MeasureAhead = {
  /** The session whose gate it is; null: one is opened for it. */
  readonly session: string | null;
  readonly agent: string | null;
  readonly dataset: string | null;
  readonly items: number;
  readonly model: string | null;
  readonly isSimulated: boolean;
};

/** `touched`: the resources of a change, and those that use them. */
export function measureQuery(branch: string, touched: readonly ResourceKey[]): Query<MeasureAhead> {
  return {
    key: `resources.measure ${branch} ${touched.join(" ")}`,
    topics: ["sessions", "data", "settings"],
    read: async (client) => await readAhead(client, branch, touched),
  };
}

async function readAhead(
  client: WorkspaceClient,
  branch: string,
  touched: readonly ResourceKey[],
): Promise<MeasureAhead> {
  const [settings, sessions, datasets, agents] = await Promise.all([
    client.settings.read(),
    client.sessions.list(),
    client.data.list(),
    client.resources.list({ at: branch, kind: "agent" }),
  ]);
  const users = touched.filter((key) => key.startsWith("agent/"));
  const newest = sessions
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
    .find((each) => each.branch === branch && users.some((user) => user === each.agent));
  const usual = chooseDefault(settings.agent, usableNames(agents));
  const agent = newest?.agent ?? users[0] ?? (usual === null ? null : `agent/${usual}`);
  const name =
    newest?.dataset ??
    chooseDefault(
      settings.dataset,
      datasets.filter(({ isArchived }) => !isArchived).map((each) => each.name),
    );
  const dataset = datasets.find((each) => each.name === name);
  const session = newest === undefined ? null : await client.sessions.show({ session: newest.session });
  // An agent that only the change brings has no model yet.
  const known = agents.find((each) => `agent/${each.name}` === agent);
  const model =
    session?.model ?? (known === undefined ? null : await readModel(client, `agent/${known.name}`, branch));
  return {
    session: newest?.session ?? null,
    agent,
    dataset: dataset?.name ?? null,
    items: dataset?.splits.validation ?? 0,
    model,
    isSimulated: model !== null && isStandIn(splitModel(model)?.provider ?? ""),
  };
}

async function readModel(client: WorkspaceClient, agent: ResourceKey, at: string): Promise<string> {
  const { content } = await client.resources.show({ resource: agent, at });
  // The host's answer passed the schema of its kind when it was committed.
  const { model } = content as unknown as AgentContent;
  return `${model.provider}/${model.name}`;
}
