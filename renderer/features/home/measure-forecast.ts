import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { chooseDefault } from "#renderer/store/choose-default.ts";
import type { Query } from "#renderer/store/queries.ts";
import { formatUsd } from "#renderer/ui/format.ts";

export type MeasureCost =
  | { readonly kind: "nothing" | "unknown" }
  /** From what assessments on this machine cost an item. */
  | { readonly kind: "about"; readonly usd: string };

export type MeasureForecast = {
  readonly items: number;
  readonly dataset: string;
  readonly model: string;
  readonly cost: MeasureCost;
};

/** What measuring head on validation would take: so many runs, and what they may cost. */
export const measureForecastQuery: Query<MeasureForecast> = {
  key: "home.measure-forecast",
  topics: ["resources", "data", "settings", "proposals"],
  read: async (client) => {
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
    const model = agent === null ? null : await readModel(client, agent);
    return {
      items: dataset?.splits.validation ?? 0,
      dataset: dataset?.name ?? "",
      model: model === null ? "" : `${model.provider}/${model.name}`,
      cost:
        model?.provider === "simulated"
          ? { kind: "nothing" }
          : toCost(await readItemCost(client, proposals), dataset?.splits.validation ?? 0),
    };
  },
};

/** What an item cost in the newest assessment with a price; null where there is none. */
async function readItemCost(
  client: WorkspaceClient,
  proposals: readonly ProposalSummaryDocument[],
): Promise<number | null> {
  const newest = proposals.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const id = newest.find(({ spend }) => spend?.usdKnown === true && spend.usd !== null)?.id;
  if (id === undefined) return null;
  const { assessment, spend } = await client.proposals.show({ id });
  if (assessment === null || assessment.n === 0 || spend?.usd === undefined || spend.usd === null)
    return null;
  // It runs each item twice: once as it was, once with the change.
  return spend.usd / (2 * assessment.n);
}

function toCost(perItem: number | null, items: number): MeasureCost {
  if (perItem === null) return { kind: "unknown" };
  return { kind: "about", usd: formatUsd({ usd: perItem * items, usdKnown: true }) };
}

async function readModel(client: WorkspaceClient, agent: string): Promise<AgentContent["model"]> {
  const { content } = await client.resources.show({ resource: `agent/${agent}` });
  // The host's answer passed the schema of its kind when it was committed.
  return (content as unknown as AgentContent).model;
}
