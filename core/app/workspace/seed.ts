import { assertNever } from "#core/base/assert.ts";
import type { Clock } from "#core/base/clock.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { datasetHash } from "#core/evaluation/dataset-hash.ts";
import { createOrderDesk, type OrderDesk } from "#core/practice/desk/order-desk.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits, type Edit } from "#core/resources/edits.ts";
import { createView } from "#core/resources/view.ts";
import type { NewItem } from "#core/store/datasets.ts";
import type { Store, WorkspaceStore } from "#core/store/store.ts";
import type { BuiltIns } from "#core/app/built-ins/built-ins.ts";
import { orderDeskResources } from "#core/practice/seed/resources.ts";
import { readSeedFiles, type FilesSeed } from "./seed-files.ts";
import { refuseUnbuildable, type Build } from "#core/resources/refuse-unbuildable.ts";

/** What a new workspace begins with. */
export type Seed =
  | { readonly from: "empty" }
  | { readonly from: "order-desk"; readonly houseSeed: number }
  | FilesSeed;

export type SeedContext = {
  readonly clock: Clock;
  /** What keeps a resource from being built; a seed with such a problem is a defect of ours. */
  readonly build: Build;
  /** What the program ships for any workspace: every new one has it. */
  readonly builtIns: BuiltIns;
};

/** The `workspace.yaml` that belongs to a seed. */
export function seedConfig(seed: Seed): string {
  const head = "# Settings of this workspace. Everything is optional; a key that is not known is refused.\n";
  if (seed.from === "empty") return head;
  if (seed.from === "files") return seed.settings ?? head;
  return [
    head.trimEnd(),
    "agent: order-clerk",
    "dataset: order-desk",
    "session:",
    "  gate:",
    "    # A true rule may concern one order in fifty: what sets one order in a hundred right is worth having.",
    "    minEffect: 0.01",
    "",
  ].join("\n");
}

/** Fills a new store with the seed's data and resources as its first commit; returns that commit's id. */
export async function seedWorkspace(
  store: WorkspaceStore,
  seed: Seed,
  { clock, build, builtIns }: SeedContext,
): Promise<string> {
  const at = clock.now();
  const desk = seed.from === "order-desk" ? createOrderDesk(seed.houseSeed) : null;
  const read = seed.from === "files" ? readSeedFiles(seed) : null;
  const own = [...(desk === null ? [] : deskEdits(desk)), ...(read?.edits ?? [])];
  // What somebody brings under the name of what ships takes its place.
  const named = new Set(own.map(({ resource }) => resource));
  const edits = [...builtInEdits(builtIns).filter(({ resource }) => !named.has(resource)), ...own];
  const registered = applyEdits(createView(store, new Map()), edits, {
    store,
    author: "system",
    at,
    countTokens,
  });
  for (const key of registered.list()) await refuseUnbuildable(build, registered.get(key));
  const steps = edits.map(({ resource }): Edit => ({ type: "step", resource, step: "build" }));
  const view = applyEdits(registered, steps, { store, author: "system", at, countTokens });
  const message = describeSeed(seed);
  return store.durable(() => {
    if (desk !== null) addDataset(store, desk, at);
    const author = { kind: "system", name: "init" } as const;
    const { id } = commitView(store, view, {
      branch: MAIN_BRANCH,
      base: null,
      author,
      message,
      at,
      operation: { kind: "init", label: message },
    });
    store.headBranch.set(MAIN_BRANCH);
    read?.keepSources(store, view, at);
    return id;
  });
}

function describeSeed(seed: Seed): string {
  switch (seed.from) {
    case "empty":
      return "Start an empty workspace";
    case "order-desk":
      return `Start from Order desk, house ${seed.houseSeed}`;
    case "files":
      return `Start from ${seed.named}`;
    default:
      return assertNever(seed);
  }
}

function builtInEdits(builtIns: BuiltIns): Edit[] {
  return [...builtIns].map(([key, { resource }]) => register(key, resource.content));
}

function deskEdits(desk: OrderDesk): Edit[] {
  return [...orderDeskResources(desk)].map(([resource, content]) => register(resource, content));
}

function register(resource: ResourceKey, content: unknown): Edit {
  return { type: "register", resource, content };
}

function addDataset(store: Store, desk: OrderDesk, at: number): void {
  const items = [
    ...desk.train.map((item) => toItem(item, "train", item.dev)),
    ...desk.validation.map((item) => toItem(item, "validation", false)),
    ...desk.test.map((item) => toItem(item, "test", false)),
  ];
  const scorer = { type: "json-fields" } as const;
  const hash = datasetHash(scorer, items);
  store.datasets.add({ name: "order-desk", scorer, hash, createdAt: at }, items);
  store.audit.append({ at, type: "import", body: { dataset: "order-desk", hash, items: items.length } });
}

function toItem(item: OrderDesk["test"][number], split: NewItem["split"], isDev: boolean): NewItem {
  const { id, input, expected, class: className, metadata } = item;
  return { id, split, isDev, input, expected, group: null, className, metadata: { ...metadata } };
}
