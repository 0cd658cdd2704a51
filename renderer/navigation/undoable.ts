import type { Operations } from "#renderer/store/shared-queries.ts";

/**
 * The operation that an undo would step back over: the newest that is neither undone nor itself an undoing, as the
 * host picks it. `operations` are newest first. Null at the beginning of the log.
 */
export function findUndoable(operations: Operations): Operations[number] | null {
  return (
    operations.find(({ kind, before, isUndone }) => kind !== "undo" && before !== null && !isUndone) ?? null
  );
}
