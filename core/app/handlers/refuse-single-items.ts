import { AppError } from "#core/base/app-error.ts";
import type { Split } from "#core/domain/dataset.ts";
import { tellsOfAll } from "#core/app/documents/small-figures.ts";
import type { AppContext } from "#core/app/context.ts";

type Chosen = {
  readonly dataset: string;
  readonly split: Split;
  readonly limit?: number | undefined;
  readonly items?: readonly string[] | undefined;
};

/**
 * A figure on one item tells that item, and two figures on sets that differ by one do as well. So of test items figures on a
 * choice are for nobody, and of the items that the gate measures by whoever is no person gets those on all of them alone
 * [A25]. Asked before anything is looked at: an id that there is not is refused as one that there is. Throws split-sealed.
 */
export function refuseSingleItems(
  { store, caller }: Pick<AppContext, "store" | "caller">,
  { dataset, split, limit, items }: Chosen,
): void {
  if (split === "train") return;
  if (split === "test" && items !== undefined) {
    throw new AppError("split-sealed", "Test items are measured together, never by their ids.", {
      hint: "Leave the ids out, or choose train or validation items.",
    });
  }
  const asked = items === undefined ? (limit ?? Number.POSITIVE_INFINITY) : 0;
  if (tellsOfAll(store, caller, { dataset, split, n: asked })) return;
  throw new AppError(
    "split-sealed",
    "Only a person may have some of the items measured that the gate measures by.",
    { hint: "Have all of them measured, or train items." },
  );
}
