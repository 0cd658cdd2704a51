import { AppError } from "#core/base/app-error.ts";
import type { Author } from "#core/domain/author.ts";
import type { Store } from "#core/store/store.ts";
import { findDatasetUses, tellUses } from "./dataset-uses.ts";

type Change = { readonly dataset: string; readonly by: Author; readonly at: number };

/**
 * Takes a dataset and its items out for good, where nothing rests on it; the audit chain keeps that it was there and who
 * deleted it, and looks at its sealed split stay counted for whatever is imported under its name [V28]. `confirmed` is its name
 * once more. Throws dataset-missing, input-invalid for another name, and dataset-in-use, naming what rests on it.
 */
export function deleteDataset(
  store: Store,
  { dataset, by, at, confirmed }: Change & { readonly confirmed: string },
): void {
  requireDataset(store, dataset);
  if (confirmed !== dataset) {
    throw new AppError(
      "input-invalid",
      `Deleting ${dataset} takes its name once more, and that was not it.`,
      {
        hint: "It cannot be undone: give the name of the dataset to confirm it.",
      },
    );
  }
  store.durable(() => {
    const uses = tellUses(findDatasetUses(store, dataset));
    if (uses.length > 0) throw inUse(dataset, uses);
    store.datasets.remove(dataset);
    store.audit.append({ at, type: "import", body: { dataset, removed: true, by: { ...by } } });
    announce(store, { dataset, by, at }, "deleted");
  });
}

/** Takes a dataset off the lists, or puts it back; whatever rests on it stays as it is [V28]. Throws dataset-missing. */
export function archiveDataset(
  store: Store,
  { dataset, by, at, isArchived }: Change & { readonly isArchived: boolean },
): void {
  requireDataset(store, dataset);
  if (isArchivedDataset(store, dataset) === isArchived) return;
  store.durable(() => {
    store.audit.append({ at, type: "dataset-archived", body: { dataset, isArchived, by: { ...by } } });
    announce(store, { dataset, by, at }, isArchived ? "archived" : "restored");
  });
}

/** Whether a dataset was taken off the lists since it was imported. */
export function isArchivedDataset(store: Store, name: string): boolean {
  const createdAt = store.datasets.find(name)?.createdAt ?? 0;
  const newest = store.audit
    .ofType("dataset-archived")
    .findLast(({ at, body }) => body["dataset"] === name && at >= createdAt);
  return newest?.body["isArchived"] === true;
}

function announce(
  store: Store,
  { dataset, by, at }: Change,
  change: "deleted" | "archived" | "restored",
): void {
  store.events.append({ session: null, at, type: "dataset-changed", body: { dataset, change, by: by.name } });
}

function inUse(dataset: string, uses: readonly string[]): AppError {
  return new AppError("dataset-in-use", `${dataset} is not deleted: ${uses.join("; ")} rest on it.`, {
    hint: "What was measured stays readable. Archive it instead: that takes it off the lists.",
  });
}

function requireDataset(store: Store, name: string): void {
  if (store.datasets.find(name) !== null) return;
  throw new AppError("dataset-missing", `There is no dataset ${name}.`);
}
