import type { OperationDocument } from "#core/contract/history.ts";
import type { StandingOperation } from "#core/domain/operation.ts";
import { listTagMoves, tagMoveOf, type TagMove } from "#core/resources/tags.ts";
import type { Store } from "#core/store/store.ts";
import { toIso } from "./documents.ts";
import { toRollbackPreview } from "./rollback-preview.ts";

/** The operation log, newest first, each with how it stands now. */
export function listOperations(
  store: Store,
  { limit, branch }: { readonly limit: number; readonly branch?: string },
): OperationDocument[] {
  const moves = new Map(listTagMoves(store).map((move) => [move.operation, move]));
  return store.operations
    .newestStanding(limit, branch)
    .map((each) => toDocument(each, moves.get(each.operation.seq)));
}

/** What an undo on the branch would take back, with what that changes; null at the beginning of its log. */
export function toUndoPreview(store: Store, branch: string) {
  const next = store.operations.undoable(branch);
  if (next === null || next.undoable === null || next.operation.before === null) return null;
  const move = tagMoveOf(store, next.operation);
  return {
    operation: toDocument(next, move),
    made: move === null ? next.undoable : null,
    preview: toRollbackPreview(store, { branch, commit: next.operation.before }),
  };
}

/** What a redo on the branch would do again, with what that changes; null where nothing is left to redo. */
export function toRedoPreview(store: Store, branch: string) {
  const next = store.operations.redoable(branch);
  if (next === null || next.redoable === null) return null;
  const move = tagMoveOf(store, next.operation);
  return {
    operation: toDocument(next, move),
    made: move === null ? (store.operations.find(next.redoable)?.after ?? null) : null,
    preview: toRollbackPreview(store, { branch, commit: next.operation.after }),
  };
}

function toDocument(
  { operation, isUndone, undoable, redoable, isPassed }: StandingOperation,
  move: TagMove | null | undefined,
): OperationDocument {
  return {
    ...operation,
    at: toIso(operation.at),
    isUndone,
    isNext: undoable !== null,
    isNextRedo: redoable !== null,
    isPassed,
    tag: move === null || move === undefined ? null : { name: move.name, from: move.from, to: move.to },
  };
}
