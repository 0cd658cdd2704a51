import { assertNever } from "#core/base/assert.ts";
import type { Clock } from "#core/base/clock.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits, type Edit } from "#core/resources/edits.ts";
import { createView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { bundledPrompts } from "./bundled.ts";

/** What a new workspace begins with. */
export type Seed = { readonly from: "empty" } | { readonly from: "order-desk"; readonly houseSeed: number };

/** Fills a new store with the seed's resources as its first commit; returns that commit's id. */
export async function seedWorkspace(store: Store, seed: Seed, clock: Clock): Promise<string> {
  const at = clock.now();
  const edits = [...optimizerPrompts(), ...seedEdits(seed)];
  const built = edits.map(({ resource }): Edit => ({ type: "step", resource, step: "build" }));
  const view = applyEdits(createView(store, new Map()), [...edits, ...built], {
    store,
    author: "system",
    at,
    countTokens,
  });
  const message =
    seed.from === "empty" ? "Start an empty workspace" : `Start from Order desk, house ${seed.houseSeed}`;
  const commit = commitView(store, null, view, {
    author: { kind: "system", name: "init" },
    message,
    at,
    operation: { kind: "init", label: message },
  });
  await Promise.resolve();
  return commit.id;
}

function optimizerPrompts(): Edit[] {
  return [...bundledPrompts()].map(([name, content]) => register(`prompt/${name}`, content));
}

function seedEdits(seed: Seed): Edit[] {
  switch (seed.from) {
    case "empty":
      return [];
    case "order-desk":
      return [];
    default:
      return assertNever(seed);
  }
}

function register(resource: ResourceKey, content: unknown): Edit {
  return { type: "register", resource, content };
}
