import type { Json, JsonObject } from "#core/base/json.ts";
import type { Dataset, Item, Scorer, Split } from "#core/domain/dataset.ts";
import type { Db } from "./db.ts";
import { createSeal } from "./seals.ts";
import { parseStored } from "./stored-text.ts";

type DatasetRow = {
  readonly name: string;
  readonly scorer: string;
  readonly hash: string;
  readonly created_at: number;
};
type ItemRow = {
  readonly dataset: string;
  readonly id: string;
  readonly split: Split;
  readonly is_dev: number;
  readonly input: string;
  readonly expected: string;
  readonly group_name: string | null;
  readonly class_name: string | null;
  readonly initial_state: string | null;
};

/** What the generator knows about an item and no role may read stays out of `Item`. */
export type NewItem = Omit<Item, "dataset"> & { readonly metadata: JsonObject };

const NO_ITEMS: Readonly<Record<Split, number>> = { train: 0, validation: 0, test: 0 };

/** The only code that knows the `dataset` and `item` tables. Rows are never changed; a dataset that nothing rests on may go whole. */
export function createDatasets(db: Db) {
  const insertDataset = db.prepare(
    "INSERT INTO dataset (name, scorer, hash, created_at) VALUES (?, ?, ?, ?)",
  );
  const insertItem = db.prepare(
    `INSERT INTO item (dataset, id, split, is_dev, input, expected, group_name, class_name, metadata, initial_state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const sealDataset = createSeal(db, "dataset");
  const sealItem = createSeal(db, "item");
  const deleteItems = db.prepare("DELETE FROM item WHERE dataset = ?");
  const deleteDataset = db.prepare("DELETE FROM dataset WHERE name = ?");
  const select = db.prepare("SELECT * FROM dataset WHERE name = ?");
  const all = db.prepare("SELECT * FROM dataset ORDER BY name");
  const counts = db.prepare("SELECT split, count(*) AS count FROM item WHERE dataset = ? GROUP BY split");
  const columns = "dataset, id, split, is_dev, input, expected, group_name, class_name, initial_state";
  const bySplit = db.prepare(`SELECT ${columns} FROM item WHERE dataset = ? AND split = ? ORDER BY id`);
  const one = db.prepare(`SELECT ${columns} FROM item WHERE dataset = ? AND id = ?`);
  const groups = db.prepare(
    "SELECT id, group_name FROM item WHERE dataset = ? AND split = 'validation' AND group_name IS NOT NULL",
  );

  return {
    /** Part of a transaction of the caller's. */
    add: (dataset: Dataset, items: readonly NewItem[]): void => {
      insertDataset.run(dataset.name, JSON.stringify(dataset.scorer), dataset.hash, dataset.createdAt);
      sealDataset(dataset.name);
      for (const item of items) {
        insertItem.run(
          dataset.name,
          item.id,
          item.split,
          item.isDev ? 1 : 0,
          JSON.stringify(item.input),
          JSON.stringify(item.expected),
          item.group,
          item.className,
          JSON.stringify(item.metadata),
          item.initialState === undefined ? null : JSON.stringify(item.initialState),
        );
        sealItem(dataset.name, item.id);
      }
    },
    /** With all its items; part of a transaction that also appends to the audit chain. */
    remove: (name: string): void => {
      deleteItems.run(name);
      deleteDataset.run(name);
    },
    find: (name: string): Dataset | null => {
      const row = select.get(name) as DatasetRow | undefined;
      return row === undefined ? null : toDataset(row);
    },
    list: (): readonly Dataset[] => (all.all() as DatasetRow[]).map(toDataset),
    counts: (name: string): Readonly<Record<Split, number>> => {
      const rows = counts.all(name) as { split: Split; count: number }[];
      return { ...NO_ITEMS, ...Object.fromEntries(rows.map((row) => [row.split, row.count])) };
    },
    /**
     * Items of a split in id order. `test` is sealed: who may open it, and that every look is logged, is the
     * business of core/evaluation/sealed-split.ts, the only caller that passes "test".
     */
    items: (name: string, split: Split): readonly Item[] =>
      (bySplit.all(name, split) as ItemRow[]).map(toItem),
    /** The groups of validation items by item id; items without one are left out. */
    validationGroups: (name: string): ReadonlyMap<string, string> =>
      new Map(groups.raw().all(name) as [string, string][]),
    item: (name: string, id: string): Item | null => {
      const row = one.get(name, id) as ItemRow | undefined;
      return row === undefined ? null : toItem(row);
    },
  };
}

function toDataset(row: DatasetRow): Dataset {
  return {
    name: row.name,
    scorer: parseStored(row.scorer) as Scorer,
    hash: row.hash,
    createdAt: row.created_at,
  };
}

function toItem(row: ItemRow): Item {
  return {
    id: row.id,
    dataset: row.dataset,
    split: row.split,
    isDev: row.is_dev === 1,
    input: parseStored(row.input) as Item["input"],
    expected: parseStored(row.expected) as Json,
    group: row.group_name,
    className: row.class_name,
    ...(row.initial_state === null
      ? {}
      : { initialState: parseStored(row.initial_state) as NonNullable<Item["initialState"]> }),
  };
}
