import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits, type Edit } from "#core/resources/edits.ts";
import { createView, viewAtCommit } from "#core/resources/view.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { WorkspaceStore } from "#core/store/store.ts";

export const BENCH_AUTHOR = { kind: "person", name: "bench" } as const;
export const BENCH_START = Date.UTC(2026, 0, 1);

/** Registers resources and makes them active: one commit on top of `base`, or the first of a workspace. */
export function registerResources(
  store: WorkspaceStore,
  base: string | null,
  resources: ReadonlyMap<ResourceKey, unknown>,
): void {
  const edits = [...resources].map(([resource, content]): Edit => ({ type: "register", resource, content }));
  const steps = [...resources.keys()].map((resource): Edit => ({ type: "step", resource, step: "build" }));
  const before = base === null ? createView(store, new Map()) : viewAtCommit(store, base);
  const after = applyEdits(before, [...edits, ...steps], {
    store,
    author: BENCH_AUTHOR.kind,
    at: BENCH_START,
    countTokens,
  });
  commitView(store, after, {
    branch: MAIN_BRANCH,
    base,
    author: BENCH_AUTHOR,
    message: "seed",
    at: BENCH_START,
    operation: { kind: "edit", label: "seed" },
  });
  if (base === null) store.durable(() => store.headBranch.set(MAIN_BRANCH));
}
