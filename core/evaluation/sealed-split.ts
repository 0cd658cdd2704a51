import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import { jsonEquals } from "#core/base/json.ts";
import type { Json } from "#core/base/json.ts";
import type { Author, AuthorKind } from "#core/domain/author.ts";
import type { Item, OpenSplit } from "#core/domain/dataset.ts";
import type { Store } from "#core/store/store.ts";

declare const readAs: unique symbol;

/**
 * Items by who may see them. The marks exist for the compiler alone and only this file gives them, so a role that
 * asks for train items cannot be handed others: reflection takes TrainItem, minibatch gates and frontiers DevItem, the
 * gate ValidationItem, reports TestItem [A4].
 */
export type TrainItem = Item & { readonly split: "train"; readonly isDev: false; readonly [readAs]: "train" };
export type DevItem = Item & { readonly split: "train"; readonly isDev: true; readonly [readAs]: "dev" };
export type ValidationItem = Item & { readonly split: "validation"; readonly [readAs]: "validation" };
export type TestItem = Item & { readonly split: "test"; readonly [readAs]: "test" };

/** What reflection may read, in id order: train without its dev third. Throws dataset-missing. */
export function readTrain(store: Store, dataset: string): readonly TrainItem[] {
  return readOpenSplit(store, dataset, "train").filter((item): item is TrainItem => !item.isDev);
}

/** The third of train that minibatch gates, frontiers and choices among candidates use. Throws dataset-missing. */
export function readDev(store: Store, dataset: string): readonly DevItem[] {
  return readOpenSplit(store, dataset, "train").filter((item): item is DevItem => item.isDev);
}

/** What the gate decides on. No proposer ever gets one of these. Throws dataset-missing. */
export function readValidation(store: Store, dataset: string): readonly ValidationItem[] {
  return readOpenSplit(store, dataset, "validation") as readonly ValidationItem[];
}

/** All that are not sealed, for checks of the whole dataset. Throws dataset-missing. */
export function readOpenItems(store: Store, dataset: string): readonly Item[] {
  return [...readOpenSplit(store, dataset, "train"), ...readOpenSplit(store, dataset, "validation")];
}

/** One split that is not sealed, dev among train, in id order: as an evaluation takes it. Throws dataset-missing. */
export function readOpenSplit(store: Store, dataset: string, split: OpenSplit): readonly Item[] {
  requireDataset(store, dataset);
  return store.datasets.items(dataset, split);
}

/** Looks at the test split of one dataset. Each one wears it a little: what is chosen by it is no longer unseen. */
export const SEALED_LOOKS = 5;

/** Who never sees test items, whatever the reason: what they learned would be in everything they propose. */
const BARRED: ReadonlySet<AuthorKind> = new Set(["optimizer", "agent", "client"]);

export type LookRequest = {
  readonly dataset: string;
  readonly by: Author;
  /** For the record: what the look is for. */
  readonly reason: string;
  readonly at: number;
  /** All the looks this dataset may ever get, this one included; only a person may raise it. */
  readonly budget?: number;
};

/**
 * The test items of a dataset: the only way to see or score them. The look is counted and in the audit chain, on disk, before an
 * item is handed out, so one that is interrupted is spent. Throws split-sealed to optimizers, agents and clients, and
 * when the look budget is spent; dataset-missing; dataset-invalid where there are no test items,
 * which costs no look [A5].
 */
export function openSealedSplit(store: Store, request: LookRequest): readonly TestItem[] {
  const { dataset, by, reason, at, budget = SEALED_LOOKS } = request;
  refuseBarred(by, budget);
  if (reason.trim() === "") throw new AppError("input-invalid", "A look at the sealed split needs a reason.");
  requireTestItems(store, dataset);
  store.durable(() => {
    // Counted in the transaction that adds one: two looks at a time cannot both be the last.
    const look = looks(store, dataset) + 1;
    if (look > budget) throw spent(dataset, look - 1);
    store.audit.append({ at, type: "sealed-look", body: { dataset, by: { ...by }, reason, look, budget } });
  });
  return store.datasets.items(dataset, "test") as readonly TestItem[];
}

/**
 * The items of a look that was counted already, for whoever was interrupted in it: same dataset, same author, same
 * reason. Throws split-sealed where the audit chain holds no such look, and dataset-missing.
 */
export function reopenSealedSplit(
  store: Store,
  { dataset, by, reason }: Pick<LookRequest, "dataset" | "by" | "reason">,
): readonly TestItem[] {
  requireDataset(store, dataset);
  const isCounted = [...store.audit.entries()].some(
    ({ type, body }) =>
      type === "sealed-look" &&
      body["dataset"] === dataset &&
      body["reason"] === reason &&
      jsonEquals(body["by"], { ...by }),
  );
  if (!isCounted) {
    throw new AppError("split-sealed", "Nobody has counted this look at the sealed split.", {
      hint: "Open it first: that counts the look.",
    });
  }
  return store.datasets.items(dataset, "test") as readonly TestItem[];
}

/**
 * Throws what a look would throw now, and counts none: for whoever means to look much later. Others may look in between.
 * split-sealed, dataset-missing, dataset-invalid.
 */
export function refuseSpentLooks(store: Store, dataset: string): void {
  requireTestItems(store, dataset);
  const count = looks(store, dataset);
  if (count >= SEALED_LOOKS) throw spent(dataset, count);
}

function requireTestItems(store: Store, dataset: string): void {
  requireDataset(store, dataset);
  if (store.datasets.counts(dataset).test > 0) return;
  throw new AppError("dataset-invalid", `Dataset ${dataset} has no test items.`, {
    hint: "Evaluate on validation, or import a dataset that is divided.",
  });
}

/** How many looks at its test split a dataset has had, from the audit chain. */
export function looks(store: Store, dataset: string): number {
  let count = 0;
  for (const { type, body } of store.audit.entries()) {
    if (type === "sealed-look" && body["dataset"] === dataset) count += 1;
  }
  return count;
}

function refuseBarred(by: Author, budget: number): void {
  if (BARRED.has(by.kind)) {
    throw new AppError("split-sealed", `The test split is sealed against every ${by.kind}.`, {
      hint: "Train items are for learning; the gate reads validation.",
    });
  }
  if (budget > SEALED_LOOKS && by.kind !== "person") {
    throw new AppError("split-sealed", "Only a person may allow more looks at the sealed split.", {
      hint: `The budget is ${SEALED_LOOKS} looks per dataset.`,
    });
  }
}

function spent(dataset: string, count: number): AppError {
  return new AppError(
    "split-sealed",
    `The test split of ${dataset} was looked at ${count} times: its look budget is spent.`,
    {
      hint: "Go without the report on the test split, or import fresh items under another name and use those.",
    },
  );
}

/** Throws dataset-missing, naming the ones there are. */
function requireDataset(store: Store, name: string): void {
  if (store.datasets.find(name) !== null) return;
  const names = store.datasets.list().map((dataset) => dataset.name);
  throw new AppError("dataset-missing", `There is no dataset ${name}.`, {
    hint: names.length === 0 ? "Import one." : `There are: ${names.join(", ")}.`,
    way: names.length === 0 ? "import-dataset" : undefined,
  });
}

/**
 * The texts of validation and test inputs, for the check that a change copies none of them. They are shown to nobody
 * and scored by nothing, so this is no look.
 */
export function readHoldOutInputs(store: Store, dataset: string): readonly string[] {
  requireDataset(store, dataset);
  return HELD_OUT.flatMap((split) => store.datasets.items(dataset, split)).flatMap(textsOf);
}

/** Whether some validation or test item asks just that; told to nobody who may not know, so this is no look. */
export function isHeldOut(store: Store, input: Item["input"]): boolean {
  const asked = hashJson(input);
  return store.datasets
    .list()
    .flatMap(({ name }) => HELD_OUT.flatMap((split) => store.datasets.items(name, split)))
    .some((item) => hashJson(item.input) === asked);
}

const HELD_OUT = ["validation", "test"] as const;

/** The texts of train inputs, dev among them: what they have in common with the others is no secret. */
export function readTrainInputs(store: Store, dataset: string): readonly string[] {
  return readOpenSplit(store, dataset, "train").flatMap(textsOf);
}

function textsOf({ input, initialState = {} }: Item): readonly string[] {
  const asked = typeof input === "string" ? [input] : Object.values(input);
  return [...asked, ...textsIn(initialState)];
}

/** What an item's environments begin in is its task as much as what it asks. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
