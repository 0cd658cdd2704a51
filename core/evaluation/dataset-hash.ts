import { hashJson } from "#core/base/hash.ts";
import type { Item, Scorer } from "#core/domain/dataset.ts";

type HashedItem = Pick<Item, "id" | "input" | "expected" | "split" | "group" | "initialState">;

/**
 * What evidence over a dataset rests on: its scorer and, in id order, of each item what is asked, what its environments begin in, what is expected,
 * where it stands and what it counts with. Order of import, names and times do not enter.
 */
export function datasetHash(scorer: Scorer, items: readonly HashedItem[]): string {
  const sorted = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return hashJson({
    scorer,
    items: sorted.map(({ id, input, expected, split, group, initialState }) =>
      hashJson({
        id,
        input,
        expected,
        split,
        group,
        ...(initialState === undefined ? {} : { initialState }),
      }),
    ),
  });
}
