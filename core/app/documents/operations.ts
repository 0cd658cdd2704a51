import type { OperationDocument } from "#core/contract/history.ts";
import type { StandingOperation } from "#core/domain/operation.ts";
import type { Store } from "#core/store/store.ts";
import { toIso } from "./documents.ts";
import { toRollbackPreview } from "./rollback-preview.ts";

/** The newest operations, of all branches or of one, newest first. */
export function listOperations(
  store: Store,
  { limit, branch }: { readonly limit: number; readonly branch?: string },
): OperationDocument[] {
  return store.operations.newestStanding(limit, branch).map(toDocument);
}

/** What an undo on the branch would take back, with what that changes; null at the beginning of its log. */
export function toUndoPreview(store: Store, branch: string) {
  const next = store.operations.undoable(branch);
  if (next === null || next.undoable === null || next.operation.before === null) return null;
  return {
    operation: toDocument(next),
    made: next.undoable,
    preview: toRollbackPreview(store, { branch, commit: next.operation.before }),
  };
}

/** What a redo on the branch would do again, with what that changes; null where nothing is left to redo. */
export function toRedoPreview(store: Store, branch: string) {
  const next = store.operations.redoable(branch);
  if (next === null || next.redoable === null) return null;
  return {
    operation: toDocument(next),
    made: next.redoable,
    preview: toRollbackPreview(store, { branch, commit: next.operation.after }),
  };
}

function toDocument({ operation, isUndone, undoable, redoable }: StandingOperation): OperationDocument {
  return {
    ...operation,
    at: toIso(operation.at),
    isUndone,
    isNext: undoable !== null,
    isNextRedo: redoable !== null,
  };
}
