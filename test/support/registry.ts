import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits, type Edit } from "#core/resources/edits.ts";
import { createView, viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { HOUSE } from "./contents.ts";
import { ADA, countWords, SYSTEM } from "./house-edits.ts";
import { makeFolder } from "./test-workspace.ts";

/** A real store on a real file with the house in it, and the one path by which a test changes it. */
export type Registry = {
  readonly store: WorkspaceStore;
  readonly folder: string;
  readonly path: string;
  /** The commit that brought the house in. */
  readonly first: Commit;
  readonly view: () => ResourceView;
  /** The state after the edits, or what is thrown; nothing is committed. */
  readonly apply: (author: AuthorKind, ...edits: readonly Edit[]) => ResourceView;
  /** A person's commit of the edits on the head. */
  readonly commit: (message: string, ...edits: readonly Edit[]) => Commit;
  readonly close: () => void;
};

/** Every commit is one second after the one before. */
function createSteppedClock(startMs = 1_700_000_000_000) {
  let now = startMs;
  return { now: () => (now += 1000) };
}

export function openRegistry(resources: ReadonlyMap<ResourceKey, Json> = HOUSE): Registry {
  const { folder, remove } = makeFolder();
  const path = join(folder, "workspace.sqlite");
  const store = openStore(path, { readOnly: false });
  const clock = createSteppedClock();
  const context = { store, countTokens: countWords };
  const applyTo = (base: ResourceView, author: AuthorKind, edits: readonly Edit[]): ResourceView =>
    applyEdits(base, edits, { ...context, author, at: clock.now() });
  const view = (): ResourceView => viewAtCommit(store, store.headBranch.commit());
  const first = store.durable(() => {
    const commit = commitView(store, applyTo(createView(store, new Map()), "system", toEdits(resources)), {
      branch: MAIN_BRANCH,
      base: null,
      author: SYSTEM,
      message: "Open the house",
      at: clock.now(),
      operation: { kind: "init", label: "Open the house" },
    });
    store.headBranch.set(MAIN_BRANCH);
    return commit;
  });
  return {
    store,
    folder,
    path,
    first,
    view,
    apply: (author, ...edits) => applyTo(view(), author, edits),
    commit: (message, ...edits) =>
      commitView(store, applyTo(view(), "person", edits), {
        branch: store.headBranch.name(),
        base: store.headBranch.commit(),
        author: ADA,
        message,
        at: clock.now(),
        operation: { kind: "edit", label: message },
      }),
    close: () => {
      store.close();
      remove();
    },
  };
}

function toEdits(resources: ReadonlyMap<ResourceKey, Json>): Edit[] {
  const register = [...resources].map(([resource, content]): Edit => ({
    type: "register",
    resource,
    content,
  }));
  const build = [...resources.keys()].map((resource): Edit => ({ type: "step", resource, step: "build" }));
  return [...register, ...build];
}

/** The code of the AppError that the work throws; "done" where it throws none. Another error is the test's failure. */
export function codeOf(work: () => unknown): ErrorCode | "done" {
  try {
    work();
    return "done";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
