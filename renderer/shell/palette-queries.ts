import type { WorkspaceClient } from "#core/contract/contract.ts";
import { OPEN_SPLITS } from "#core/domain/dataset.ts";
import type { Json } from "#core/base/json.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";

/** What a resource says, for a search in it. */
export type ResourceText = { readonly key: string; readonly text: string };

/** The texts of all resources of head, by their variables and contents. */
export const resourceTextsQuery: Query<readonly ResourceText[]> = {
  key: "palette.texts",
  topics: ["resources"],
  read: async (client) => {
    const listed = await client.resources.list({});
    return await Promise.all(
      listed.map(async ({ kind, name }) => {
        const key = `${kind}/${name}` as const;
        const { content } = await client.resources.show({ resource: key });
        return { key, text: textsOf(content).join("\n") };
      }),
    );
  },
};

type Item = Answer<WorkspaceClient["data"]["items"]>["items"][number];
type Trace = Answer<WorkspaceClient["traces"]["find"]>["rows"][number];

export type FoundElsewhere = {
  readonly items: readonly (Item & { readonly dataset: string })[];
  readonly traces: readonly Trace[];
};

/** So many of each; the views themselves list all. */
const MOST = 5;
/** Shorter words stand in nearly everything. */
const LEAST_LETTERS = 3;

/** A word with a digit in it may be an id. */
const ID = /^\S*\d\S*$/;

/**
 * Items and runs with the words in them, which only the host can look through. Validation items by their ids alone: who
 * has read one has a say in what it measures from then on, and must not come to it by looking for something else.
 */
export function elsewhereQuery(words: string): Query<FoundElsewhere> {
  return {
    key: `palette.elsewhere ${words}`,
    topics: ["data"],
    read: async (client) => {
      if (words.length < LEAST_LETTERS) return { items: [], traces: [] };
      const datasets = await client.data.list();
      const splits = ID.test(words) ? OPEN_SPLITS : (["train"] as const);
      const pages = datasets.flatMap(({ name: dataset }) =>
        splits.map(async (split) => {
          const { items } = await client.data.items({ dataset, split, text: words, limit: MOST });
          return items.map((item) => ({ ...item, dataset }));
        }),
      );
      const [items, found] = await Promise.all([
        Promise.all(pages),
        client.traces.find({ text: words, limit: MOST }),
      ]);
      return { items: items.flat().slice(0, MOST), traces: found.rows };
    },
  };
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((inner) => textsOf(inner));
}
