import { resolveCommit } from "#core/resources/resolve-commit.ts";
import type { WorkspaceStore } from "#core/store/store.ts";

/** The commit that a caller's writing names; `head` is that of the branch the workspace shows. Throws as `resolveCommit`. */
export function commitNamed(store: WorkspaceStore, written: string): string {
  return resolveCommit(store, written, store.headBranch.commit());
}
