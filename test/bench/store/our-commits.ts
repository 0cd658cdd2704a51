import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { createView, viewAtCommit } from "#core/resources/view.ts";
import { withEntries } from "#core/domain/state.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits, type Edit, type EditContext } from "#core/resources/edits.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import type { Commit } from "#core/domain/commit.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { BENCH_AUTHOR, BENCH_START, registerResources } from "#test/bench/register-resources.ts";
import { firstPrompts, type PromptChange } from "./prompts.ts";

/** A new store in which every prompt is registered and active: one commit. */
export function openSeededStore(path: string, prompts?: number): WorkspaceStore {
  const store = openStore(path, { readOnly: false });
  seedPrompts(store, null, prompts);
  return store;
}

/** Registers the prompts on top of a commit, or as the first of a workspace. */
export function seedPrompts(store: WorkspaceStore, base: string | null, prompts?: number): void {
  registerResources(
    store,
    base,
    new Map(firstPrompts(prompts).map(({ key, content }) => [key, content.content])),
  );
}

/** Through the whole door, as an edit by hand goes: parsed, checked against mask and dependents, then committed. */
export function commitThroughDoor(store: WorkspaceStore, { key, content, step }: PromptChange): Commit {
  const base = store.headBranch.commit();
  const at = BENCH_START + step;
  const edit: Edit = { type: "update", resource: key, content: content.content };
  const view = applyEdits(viewAtCommit(store, base), [edit], contextOf(store, at));
  return commitView(store, view, request(base, at, `step ${step}`));
}

/** The commit alone: the new version is stored and committed in one durable transaction, without the checks before it. */
export function commitUnchecked(store: WorkspaceStore, { key, content, step }: PromptChange): Commit {
  const base = store.headBranch.commit();
  const at = BENCH_START + step;
  return store.durable(() => {
    const version = store.versions.put(key, content, at);
    const { state } = viewAtCommit(store, base);
    const after = createView(store, withEntries(state, [[key, { version, lifecycle: "active" }]]));
    return commitView(store, after, request(base, at, `step ${step}`));
  });
}

function request(base: string | null, at: number, message: string) {
  const branch = MAIN_BRANCH;
  return {
    branch,
    base,
    author: BENCH_AUTHOR,
    message,
    at,
    operation: { kind: "edit" as const, label: message },
  };
}

function contextOf(store: WorkspaceStore, at: number): EditContext {
  return { store, author: BENCH_AUTHOR.kind, at, countTokens };
}
