import { resolveCommit } from "#core/resources/resolve-commit.ts";
import type { WorkspaceStore } from "#core/store/store.ts";

/** The branch that a caller means [S26]: the one that the workspace shows, where none is named. */
export function branchNamed(store: WorkspaceStore, written: string | undefined): string {
  return written ?? store.headBranch.name();
}

/** The commit that a caller's writing names; `head` is that of the branch the workspace shows. Throws as `resolveCommit`. */
export function commitNamed(store: WorkspaceStore, written: string): string {
  return resolveCommit(store, written, store.headBranch.commit());
}
