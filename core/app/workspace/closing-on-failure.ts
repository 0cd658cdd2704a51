import type { WorkspaceStore } from "#core/store/store.ts";

/** A file that stays open cannot be moved, nor on some systems replaced by a backup. */
export function closingOnFailure<T>(store: WorkspaceStore, work: () => T): T {
  try {
    return work();
  } catch (error) {
    store.close();
    throw error;
  }
}
