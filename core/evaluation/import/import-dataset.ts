import { AppError } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import type { Author } from "#core/domain/author.ts";
import type { Dataset, Split } from "#core/domain/dataset.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import type { NewItem } from "#core/store/datasets.ts";
import type { Store } from "#core/store/store.ts";
import { datasetHash } from "#core/evaluation/dataset-hash.ts";
import { collectItems, type Collected } from "./collect.ts";
import { checkRequest, type ReadingRequest } from "./plan.ts";
import { formatOf } from "#core/evaluation/formats/format-of.ts";
import { sourceName } from "#core/evaluation/formats/source.ts";
import type { Skipped } from "#core/evaluation/formats/row.ts";
import { placeItem, type Division } from "#core/evaluation/split-items.ts";

export type ImportRequest = ReadingRequest & Division & { readonly name: string };

export type Imported = {
  readonly name: string;
  readonly items: number;
  readonly splits: Readonly<Record<Split, number>>;
  /** In the order of the file; at most a thousand and one that counts the rest. */
  readonly skipped: readonly Skipped[];
  /** How many rows were left out. */
  readonly skippedCount: number;
  /** What should be known of the items before they are worked on [S43]. */
  readonly findings: readonly Finding[];
  /** What was understood of the file as a whole, in whole sentences. */
  readonly notes: readonly string[];
};

export type Importing = { readonly by: Author; readonly clock: Clock };

/**
 * Reads a file or text into a new dataset, whole or not at all, and puts it into the audit chain. A line that cannot
 * be used is reported and left out. Throws dataset-exists, dataset-invalid when nothing could be used, usage on
 * options that cannot be meant, and what reading the source throws.
 */
export async function importDataset(
  store: Store,
  request: ImportRequest,
  { by, clock }: Importing,
): Promise<Imported> {
  refuseExisting(store, request.name);
  const format = await formatOf(request.source, request.format);
  checkRequest(request, format);
  const collected = await collectItems(request, format);
  if (collected.items.length === 0) throw nothingLeft(request, collected);
  const items = collected.items.map(({ item }): NewItem => ({ ...item, ...placeItem(item, request) }));
  const dataset: Dataset = {
    name: request.name,
    scorer: collected.scorer,
    hash: datasetHash(collected.scorer, items),
    createdAt: clock.now(),
  };
  return store.durable(() => {
    // Somebody else may have taken the name while the file was read.
    refuseExisting(store, request.name);
    store.datasets.add(dataset, items);
    const splits = store.datasets.counts(request.name);
    const body = { dataset: dataset.name, hash: dataset.hash, by: { ...by }, items: items.length, splits };
    store.audit.append({ at: dataset.createdAt, type: "import", body });
    store.events.append({
      session: null,
      at: dataset.createdAt,
      type: "imported",
      body: { dataset: dataset.name, items: items.length },
    });
    const { skipped, skippedCount, notes } = collected;
    const findings = [...collected.findings, ...findEmptySplits(splits)];
    return { name: request.name, items: items.length, splits, skipped, skippedCount, findings, notes };
  });
}

/** What a session needs items for. */
const NEEDED = { train: "to learn from", validation: "to measure a change by" } as const;

function findEmptySplits(splits: Readonly<Record<Split, number>>): readonly Finding[] {
  return (["train", "validation"] as const).flatMap((split) =>
    splits[split] > 0
      ? []
      : [
          {
            kind: "empty-split",
            field: null,
            reason: `No item is in ${split}, so that a session on it has nothing ${NEEDED[split]}.`,
            count: 0,
            lines: [],
          },
        ],
  );
}

function refuseExisting(store: Store, name: string): void {
  if (store.datasets.find(name) === null) return;
  throw new AppError("dataset-exists", `There is a dataset ${name} already.`, {
    hint: "Import it under another name: a dataset never changes, as evidence rests on it.",
  });
}

function nothingLeft({ source }: ImportRequest, { skipped, remarks, fields }: Collected): AppError {
  const [first] = [...remarks, ...skipped].toSorted((a, b) => a.line - b.line);
  const reason = first === undefined ? "it is empty" : `line ${first.line}: ${first.reason}`;
  return new AppError("dataset-invalid", `${sourceName(source)} has no item that can be used; ${reason}.`, {
    hint:
      fields.length === 0
        ? "Check the format."
        : `Check the options; its fields are ${fields.slice(0, 20).join(", ")}.`,
  });
}
