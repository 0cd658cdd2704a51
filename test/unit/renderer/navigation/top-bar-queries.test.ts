import { describe, expect, it } from "vitest";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { agentModelQuery, modelQuery, spendQuery } from "#renderer/navigation/top-bar-queries.ts";

const MODELS: Readonly<Record<string, string>> = { clerk: "simulated", solver: "openai" };

/** A workspace with a simulated agent and one that costs money, of which the settings name this one. */
function clientOf(agent: string | null, names = Object.keys(MODELS)): WorkspaceClient {
  const asked = {
    settings: { read: async () => await Promise.resolve({ agent }) },
    resources: {
      list: async () => await Promise.resolve(names.map((name) => ({ name, state: "active" }))),
      show: async ({ resource, at }: { readonly resource: string; readonly at: string }) => {
        const provider = at === "paid" ? "openai" : (MODELS[resource.slice("agent/".length)] ?? "");
        return await Promise.resolve({ content: { model: { provider, name: `${provider}-1` } } });
      },
    },
  };
  // Only what the queries ask.
  return asked as unknown as WorkspaceClient;
}

describe("which model is told of", () => {
  it.each([
    ["the agent's that the settings name, also with its kind", "agent/solver", undefined, "openai/openai-1"],
    ["the only agent's", null, ["clerk"], "simulated/simulated-1"],
    ["none, where it is not clear which agent is meant", null, undefined, undefined],
  ])("at the top: %s", async (_title, agent, names, expected) => {
    expect((await modelQuery.read(clientOf(agent, names))) ?? undefined).toBe(expected);
  });

  it("[L15] in a forecast: that of the branch on which the session would start", async () => {
    const read = async (branch: string) => await agentModelQuery("clerk", branch).read(clientOf("clerk"));
    expect([await read("main"), await read("paid")]).toEqual(["simulated/simulated-1", "openai/openai-1"]);
  });

  it("in a forecast: that of the agent that is asked for, however many there are", async () => {
    const read = async (agent: string) => await agentModelQuery(agent, "main").read(clientOf("clerk"));
    expect([await read("clerk"), await read("solver")]).toEqual(["simulated/simulated-1", "openai/openai-1"]);
  });
});

it("[R24] the newest session's calls are all that were called for it, as on its page and on Home", async () => {
  const spend = { calls: 868, inputTokens: 0, outputTokens: 0, usd: 0, usdKnown: true };
  const beyond = { calls: 32, inputTokens: 0, outputTokens: 0, usd: 0 };
  const asked = {
    home: {
      spent: async () =>
        await Promise.resolve({ sessions: 1, runsByHand: 0, spend: { ...spend, calls: 900 } }),
    },
    sessions: {
      list: async () => await Promise.resolve([{ session: "4", startedAt: "2026-03-06T12:00:00.000Z" }]),
      show: async () => await Promise.resolve({ spend: { ...spend, beyond } }),
    },
  };
  // Only what the query asks.
  const told = await spendQuery.read(asked as unknown as WorkspaceClient);
  expect([told?.calls, told?.newest?.calls]).toEqual([900, 900]);
});
