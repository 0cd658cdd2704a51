import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import { chooseDefault } from "#renderer/store/choose-default.ts";
import type { Query } from "#renderer/store/queries.ts";
import { formatUsd } from "#renderer/text/format.ts";

export type MeasureCost =
  | { readonly kind: "nothing" | "unknown" }
  /** From what the newest assessment of the same model on the same dataset cost an item. */
  | { readonly kind: "about"; readonly usd: string };

export type MeasureForecast = {
  readonly items: number;
  readonly dataset: string;
  /** CONNECTION/NAME, of the agent itself or chosen for this once; empty where there is neither. */
  readonly model: string;
  /** The agent's own. */
  readonly own: string | null;
  readonly cost: MeasureCost;
};

/** What measuring head on validation would take: so many runs, and what they may cost. `instead`: of the agent's own model. */
export function measureForecastQuery(instead: string | null): Query<MeasureForecast> {
  return {
    key: `home.measure-forecast ${instead ?? ""}`,
    topics: ["resources", "data", "settings", "proposals"],
    read: async (client) => await readForecast(client, instead),
  };
}

async function readForecast(client: WorkspaceClient, instead: string | null): Promise<MeasureForecast> {
  const [settings, agents, datasets, proposals] = await Promise.all([
    client.settings.read(),
    client.resources.list({ kind: "agent" }),
    client.data.list(),
    client.proposals.list({}),
  ]);
  const agent = chooseDefault(
    settings.agent,
    agents.map(({ name }) => name),
  );
  const name = chooseDefault(
    settings.dataset,
    datasets.map((dataset) => dataset.name),
  );
  const dataset = datasets.find((each) => each.name === name);
  const own = agent === null ? null : await readModel(client, agent);
  const model = instead ?? own ?? "";
  const items = dataset?.splits.validation ?? 0;
  const measured = { model, dataset: dataset?.name ?? "" };
  return {
    items,
    ...measured,
    own,
    cost: isStandIn(splitModel(model)?.provider ?? "")
      ? { kind: "nothing" }
      : toCost(await readItemCost(client, proposals, measured), items),
  };
}

type Measured = Pick<MeasureForecast, "model" | "dataset">;

/**
 * What running an item costs, whoever paid for it, by the newest assessment with a price that is about the same; null
 * where there is none. Another model's figure, the stand-in's nothing above all, would be a promise that nobody keeps.
 */
async function readItemCost(
  client: WorkspaceClient,
  proposals: readonly ProposalSummaryDocument[],
  { model, dataset }: Measured,
): Promise<number | null> {
  const sessions = await Promise.all(
    [...new Set(proposals.flatMap((proposal) => proposal.session ?? []))].map(
      async (session) => await client.sessions.show({ session }),
    ),
  );
  const same = sessions.filter((session) => session.model === model && session.dataset === dataset);
  const ids = new Set(same.map(({ session }) => session));
  const newest = proposals
    .filter(({ session, spend }) => session !== null && ids.has(session) && spend?.usdKnown === true)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  if (newest === undefined) return null;
  const perItem = (await client.proposals.show({ id: newest.id })).assessment?.perItem ?? null;
  if (perItem === null || perItem.before.usd === null || perItem.after.usd === null) return null;
  return Math.max(perItem.before.usd, perItem.after.usd);
}

function toCost(perItem: number | null, items: number): MeasureCost {
  if (perItem === null) return { kind: "unknown" };
  return { kind: "about", usd: formatUsd({ usd: perItem * items, usdKnown: true }) };
}

async function readModel(client: WorkspaceClient, agent: string): Promise<string> {
  const { content } = await client.resources.show({ resource: `agent/${agent}` });
  // The host's answer passed the schema of its kind when it was committed.
  const { provider, name } = (content as unknown as AgentContent).model;
  return `${provider}/${name}`;
}
