import { resolveCommit } from "#core/resources/resolve-commit.ts";
import type { WorkspaceStore } from "#core/store/store.ts";

/** The branch that a caller means [S26]: the one that the workspace shows, where none is named. Throws not-found. */
export function branchNamed(store: WorkspaceStore, written: string | undefined): string {
  if (written === undefined) return store.headBranch.name();
  store.refs.headOf(written);
  return written;
}

/** The commit that a caller's writing names; `head` is that of the branch the workspace shows. Throws as `resolveCommit`. */
export function commitNamed(store: WorkspaceStore, written: string): string {
  return resolveCommit(store, written, store.headBranch.commit());
}
