import type { Operations } from "#renderer/store/shared-queries.ts";

type Operation = Operations[number];

/**
 * The operation that an undo on a branch would step back over: the newest there that is neither undone nor itself an
 * undoing, as the host picks it. `operations` are newest first. Null at the beginning of its log.
 */
export function findUndoable(operations: Operations, branch: string): Operation | null {
  return (
    operations.find(
      (each) => each.branch === branch && each.kind !== "undo" && each.before !== null && !each.isUndone,
    ) ?? null
  );
}

/** The operation that made the commit, where an undo on its branch would take back just that; null where it would not. */
export function findUndoableOf(operations: Operations, commit: string): Operation | null {
  const made = operations.find(({ after }) => after === commit);
  if (made === undefined) return null;
  return findUndoable(operations, made.branch)?.seq === made.seq ? made : null;
}
