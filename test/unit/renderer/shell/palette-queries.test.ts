import { expect, it } from "vitest";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { elsewhereQuery } from "#renderer/shell/palette-queries.ts";

it.each([
  ["undo", ["train"]],
  ["an order of 12", ["train"]],
  ["validation-003", ["train", "validation"]],
])(
  "[A11] looking for «%s» asks for items of %j: texts of the others are read by nobody in passing",
  async (words, splits) => {
    const asked: string[] = [];
    const client = {
      data: {
        list: async () => await Promise.resolve([{ name: "orders" }]),
        items: async ({ split }: { readonly split: string }) => {
          asked.push(split);
          return await Promise.resolve({ items: [] });
        },
      },
      traces: { find: async () => await Promise.resolve({ rows: [] }) },
    };
    // Only what the query asks.
    await elsewhereQuery(words).read(client as unknown as WorkspaceClient);
    expect(asked).toEqual(splits);
  },
);
