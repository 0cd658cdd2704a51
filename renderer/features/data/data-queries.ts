import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { OpenSplit } from "#core/domain/dataset.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";

export type ItemPage = Answer<WorkspaceClient["data"]["items"]>;
export type Item = ItemPage["items"][number];
export type Preview = Answer<WorkspaceClient["data"]["preview"]>;
export type Finding = Preview["findings"][number];
export type Imported = Answer<WorkspaceClient["data"]["import"]>;

export type Evaluation = Answer<WorkspaceClient["evaluations"]["list"]>[number];

/** What was evaluated on a dataset, newest first. */
export function evaluationsQuery(dataset: string): Query<readonly Evaluation[]> {
  return {
    key: `evaluations.list ${dataset}`,
    topics: ["scores"],
    read: async (client) => await client.evaluations.list({ dataset }),
  };
}

/** As many as one answer may hold. */
export const PAGE = 1000;

export type ItemRequest = {
  readonly dataset: string;
  readonly split: OpenSplit;
  readonly offset: number;
  readonly text: string;
  /** "" for all. */
  readonly className: string;
};

export function itemsQuery({ dataset, split, offset, text, className }: ItemRequest): Query<ItemPage> {
  return {
    key: `data.items/${dataset}/${split}/${offset}/${className}/${text}`,
    topics: ["data"],
    read: async (client) =>
      await client.data.items({
        dataset,
        split,
        offset,
        limit: PAGE,
        text,
        ...(className === "" ? {} : { className }),
      }),
  };
}

/** The inputs of all validation items, by id: a session's results hold every one of them. */
export function inputsQuery(dataset: string): Query<ReadonlyMap<string, Item["input"]>> {
  return {
    key: `data.inputs/${dataset}`,
    topics: ["data"],
    read: async (client) => {
      const inputs = new Map<string, Item["input"]>();
      for (let offset = 0, total = 1; offset < total; offset += PAGE) {
        const page = await client.data.items({ dataset, split: "validation", offset, limit: PAGE });
        for (const { id, input } of page.items) inputs.set(id, input);
        ({ total } = page);
      }
      return inputs;
    },
  };
}
