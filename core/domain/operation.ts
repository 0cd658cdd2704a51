/** How an operation came about; the log keeps these names for ever. */
export const OPERATION_KINDS = [
  "init",
  "edit",
  "approve",
  "rollback",
  "undo",
  "redo",
  "import",
  "lifecycle",
  "bring-in",
  "tag",
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** What a person can step back through: one labelled, undoable change of a branch. */
export type Operation = {
  readonly seq: number;
  readonly at: number;
  readonly kind: OperationKind;
  /** For people: what was done, in a few words. */
  readonly label: string;
  readonly branch: string;
  /**
   * The branch's commit before; null only for the first one of a workspace, which cannot be undone. The same as after where a
   * tag was moved: nothing of the branch changed.
   */
  readonly before: string | null;
  readonly after: string;
  /** The operation that this one took back: what an undo undid, or the undo that a redo took back. */
  readonly undoes: number | null;
};

/** An operation, and what stepping makes of it now. */
export type StandingOperation = {
  readonly operation: Operation;
  /** What it did is taken back: by an undo, for an undo by a redo, for a redo by the next undo of the same. */
  readonly isUndone: boolean;
  /** An undo on its branch would step back over it; then the commit by which it is in force. */
  readonly undoable: string | null;
  /** A redo on its branch would do it again; then the number of the undo that took it back. */
  readonly redoable: number | null;
  /** It would be next, and cannot be stepped over any more: the step goes on to the one behind it. */
  readonly isPassed: boolean;
};

/** What the operations themselves do not say. */
export type StepFacts = {
  /** What an undo further down took back. */
  readonly undidBy: (undo: number) => number | null;
  /** Whether an operation cannot be taken back, or done again, as things are: a tag that it moved is elsewhere by now [V20]. */
  readonly isBlocked: (seq: number, step: "undo" | "redo") => boolean;
};

type Branch = {
  /** Nothing new was done since; only stepping. */
  onlySteps: boolean;
  isUndoFound: boolean;
  /** What a redo would do again, and the undo that it would take back. */
  next: { readonly seq: number; readonly undo: number } | null;
};

/**
 * A branch's log is a list with a cursor, as in an editor: an undo steps back over the newest operation before the cursor,
 * a redo forward over the one behind it, and whatever is newly done cuts off what lies behind [V8, V26]. One pass from the
 * newest operation to the oldest.
 */
export function* readStanding(
  newestFirst: Iterable<Operation>,
  { undidBy, isBlocked }: StepFacts,
): Generator<StandingOperation> {
  const branches = new Map<string, Branch>();
  const redone = new Set<number>();
  // What the undos so far were of: those that are in force, and all of them.
  const undone = new Set<number>();
  const everUndone = new Set<number>();
  // The newest redo of each operation.
  const redoneBy = new Map<number, string>();
  const passed = new Set<number>();
  for (const operation of newestFirst) {
    const { seq, kind, undoes, after } = operation;
    const branch = branchOf(branches, operation.branch);
    if (kind === "undo" && undoes !== null) {
      const isRedone = redone.has(seq);
      everUndone.add(undoes);
      if (!isRedone) undone.add(undoes);
      const isNext = !isRedone && branch.onlySteps && branch.next === null;
      if (isNext && isBlocked(undoes, "redo")) passed.add(undoes);
      else if (isNext) branch.next = { seq: undoes, undo: seq };
      yield { operation, isUndone: isRedone, undoable: null, redoable: null, isPassed: false };
    } else if (kind === "redo" && undoes !== null) {
      redone.add(undoes);
      const again = undidBy(undoes);
      const isUndone = again !== null && everUndone.has(again);
      if (again !== null && !redoneBy.has(again)) redoneBy.set(again, after);
      yield { operation, isUndone, undoable: null, redoable: null, isPassed: false };
    } else {
      branch.onlySteps = false;
      const isUndone = undone.has(seq);
      const isNext = !isUndone && !branch.isUndoFound && operation.before !== null;
      const isUndoable = isNext && !isBlocked(seq, "undo");
      if (isUndoable) branch.isUndoFound = true;
      const redoable = branch.next?.seq === seq ? branch.next.undo : null;
      const isPassed = passed.has(seq) || (isNext && !isUndoable);
      const undoable = isUndoable ? (redoneBy.get(seq) ?? after) : null;
      yield { operation, isUndone, undoable, redoable, isPassed };
    }
  }
}

function branchOf(branches: Map<string, Branch>, name: string): Branch {
  const known = branches.get(name);
  if (known !== undefined) return known;
  const begun: Branch = { onlySteps: true, isUndoFound: false, next: null };
  branches.set(name, begun);
  return begun;
}
