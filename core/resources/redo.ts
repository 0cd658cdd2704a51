import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { Store } from "#core/store/store.ts";
import { commitStep, labelOfStep, onBranch, refuseOtherStep, type StepRequest } from "./undo.ts";

/**
 * Steps forward over the operation of a branch that was undone last: a forward commit with the state that it had made, over
 * all resources or none. Redoing again walks further on, until all is as it was before the first undo; whatever is newly
 * done on the branch leaves nothing to redo. Each redo is an operation of its own, and an undo takes it back. Throws
 * nothing-to-redo, and head-moved where that is another one than was meant [V26].
 */
export function redo(store: Store, branch: string, by: StepRequest): Commit {
  const next = store.operations.redoable(branch);
  if (next === null) throw nothingLeft(store, branch);
  const { operation, redoable } = next;
  const undoes = assertDefined(redoable, "the undo that a redo takes back");
  const commits = [store.operations.find(undoes)?.after ?? null];
  refuseOtherStep(operation, by.meant, { branch, step: "redo", commits });
  const step = { kind: "redo", label: labelOfStep("redo", operation), undoes } as const;
  return commitStep(store, { branch, commit: operation.after, operation: step }, by);
}

function nothingLeft(store: Store, branch: string): AppError {
  const where = onBranch(store, branch);
  const [newest] = store.operations.newest(1, branch);
  if (newest?.kind === "redo")
    return new AppError(
      "nothing-to-redo",
      `There is nothing to redo: all that was undone${where} is done again.`,
    );
  const isUndone = [...store.operations.all()].some((each) => each.branch === branch && each.kind === "undo");
  const why = isUndone
    ? `something new was done${where} since the last undo`
    : `nothing${where} has been undone`;
  return new AppError("nothing-to-redo", `There is nothing to redo: ${why}.`);
}
