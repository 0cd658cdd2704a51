import type { Author } from "#core/domain/author.ts";
import type { Split } from "#core/domain/dataset.ts";
import type { Store } from "#core/store/store.ts";

type Figure = { readonly dataset: string; readonly split: Split; readonly n: number };

/**
 * Whether a figure on so many items may be told to somebody: to a person each, to everybody else those on train items, and
 * those on all validation items that the dataset has [A25]. Of a dataset that is gone nobody knows how many it had.
 */
export function tellsOfAll(store: Store, { kind }: Author, { dataset, split, n }: Figure): boolean {
  if (kind === "person" || split === "train") return true;
  const all = store.datasets.counts(dataset)[split];
  return split === "validation" && all > 0 && n >= all;
}
