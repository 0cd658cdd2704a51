import { expect, it } from "vitest";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { inputsQuery } from "#renderer/features/data/data-queries.ts";

it("the results know the input of every item, however many pages they fill", async () => {
  const all = Array.from({ length: 2500 }, (_, at) => ({ id: `i${at}`, input: `Order ${at}` }));
  const items = async ({ offset, limit }: { readonly offset: number; readonly limit: number }) =>
    await Promise.resolve({ total: all.length, classes: [], items: all.slice(offset, offset + limit) });
  // Only what the query asks.
  const client = { data: { items } } as unknown as WorkspaceClient;
  const inputs = await inputsQuery("orders").read(client);
  expect([inputs.size, inputs.get("i0"), inputs.get("i2499")]).toEqual([2500, "Order 0", "Order 2499"]);
});
