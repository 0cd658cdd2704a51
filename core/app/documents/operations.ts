import type { OperationDocument } from "#core/contract/history.ts";
import { listTagMoves, tagMoveOf, type TagMove } from "#core/resources/tags.ts";
import type { Operation } from "#core/store/operations.ts";
import type { Store } from "#core/store/store.ts";
import { toIso } from "./documents.ts";
import { toRollbackPreview } from "./rollback-preview.ts";

/** The newest operations, of all branches or of one, newest first. */
export function listOperations(
  store: Store,
  { limit, branch }: { readonly limit: number; readonly branch?: string },
): OperationDocument[] {
  const listed = store.operations.newest(limit, branch);
  const next = new Set(
    [...new Set(listed.map((each) => each.branch))].map((each) => store.operations.undoable(each)?.seq),
  );
  // What undid one of them is newer, and of the same branch: it is listed too.
  const undone = new Set(listed.map(({ undoes }) => undoes));
  const moves = new Map(listTagMoves(store).map((move) => [move.operation, move]));
  return listed.map((operation) =>
    toDocument(operation, {
      isUndone: undone.has(operation.seq),
      isNext: next.has(operation.seq),
      tag: toTagStep(moves.get(operation.seq)),
    }),
  );
}

/** What an undo on the branch would take back, with what that changes; null at the beginning of its log. */
export function toUndoPreview(store: Store, branch: string) {
  const operation = store.operations.undoable(branch);
  if (operation === null || operation.before === null) return null;
  return {
    operation: toDocument(operation, {
      isUndone: false,
      isNext: true,
      tag: toTagStep(tagMoveOf(store, operation)),
    }),
    preview: toRollbackPreview(store, { branch, commit: operation.before }),
  };
}

type Standing = Pick<OperationDocument, "isUndone" | "isNext" | "tag">;

function toTagStep(move: TagMove | null | undefined): OperationDocument["tag"] {
  return move === null || move === undefined ? null : { name: move.name, from: move.from, to: move.to };
}

function toDocument(operation: Operation, standing: Standing): OperationDocument {
  return { ...operation, at: toIso(operation.at), ...standing };
}
