import { expect, it } from "vitest";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { measureForecastQuery } from "#renderer/features/home/measure-forecast.ts";

/** Assessments by session, the newest first: which model it had, and what an item cost. */
type Assessed = { readonly model: string; readonly dataset?: string; readonly usd: number | null };

function clientOf(model: string, assessed: readonly Assessed[]): WorkspaceClient {
  const [provider, name] = model.split("/");
  const at = (index: string): Assessed => assessed[Number(index)] ?? { model: "", usd: null };
  const asked = {
    settings: { read: async () => await Promise.resolve({ agent: "clerk", dataset: "orders" }) },
    resources: {
      list: async () => await Promise.resolve([{ name: "clerk" }]),
      show: async () => await Promise.resolve({ content: { model: { provider, name } } }),
    },
    data: { list: async () => await Promise.resolve([{ name: "orders", splits: { validation: 50 } }]) },
    proposals: {
      list: async () =>
        await Promise.resolve(
          assessed.map(({ usd }, index) => ({
            id: String(index),
            session: String(index),
            createdAt: `2026-01-0${9 - index}`,
            spend: { usd, usdKnown: usd !== null },
          })),
        ),
      show: async ({ id }: { readonly id: string }) => {
        const arm = { usd: at(id).usd };
        return await Promise.resolve({ assessment: { perItem: { before: arm, after: arm } } });
      },
    },
    sessions: {
      show: async ({ session }: { readonly session: string }) =>
        await Promise.resolve({ session, dataset: "orders", ...at(session) }),
    },
  };
  // Only what the query asks.
  return asked as unknown as WorkspaceClient;
}

it.each([
  ["nothing by the stand-in", "simulated/clerk-1", [], { kind: "nothing" }],
  ["unknown before it was ever assessed", "openai/a", [], { kind: "unknown" }],
  [
    "unknown where another was assessed, the stand-in for nothing",
    "openai/a",
    [{ model: "simulated/clerk-1", usd: 0 }],
    { kind: "unknown" },
  ],
  [
    "unknown on another dataset",
    "openai/a",
    [{ model: "openai/a", dataset: "x", usd: 1 }],
    { kind: "unknown" },
  ],
  ["unknown where its price is", "openai/a", [{ model: "openai/a", usd: null }], { kind: "unknown" }],
  [
    "what an item cost by the same model, times the items",
    "openai/a",
    [
      { model: "simulated/clerk-1", usd: 0 },
      { model: "openai/a", usd: 0.02 },
      { model: "openai/a", usd: 9 },
    ],
    { kind: "about", usd: "1.00 USD" },
  ],
] as const)("measuring head costs %s", async (_title, model, assessed, cost) => {
  const about = { items: 50, dataset: "orders", own: model, cost };
  expect(await measureForecastQuery(null).read(clientOf(model, assessed))).toEqual({ ...about, model });
});

it("measuring head by another model than the agent's own costs what that one cost", async () => {
  const client = clientOf("simulated/clerk-1", [{ model: "openai/a", usd: 0.02 }]);
  expect(await measureForecastQuery("openai/a").read(client)).toMatchObject({
    own: "simulated/clerk-1",
    model: "openai/a",
    cost: { kind: "about", usd: "1.00 USD" },
  });
});
