import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Author } from "#core/domain/author.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { Operation } from "#core/store/operations.ts";
import type { Store } from "#core/store/store.ts";
import { commitView } from "./commit.ts";
import { restoredView } from "./rollback.ts";
import { viewAtCommit } from "./view.ts";

/**
 * Steps back over the newest operation of a branch that is not undone yet: a forward commit with the state from before it, over
 * all resources or none. Undoing again walks further back; every undo is an operation of its own. Throws
 * nothing-to-undo where nothing of the branch is left, and head-moved where that is another one than was meant [V8].
 */
export function undo(
  store: Store,
  branch: string,
  by: {
    readonly author: Author;
    readonly at: number;
    /** What the operation made that is meant, where somebody says it: no other one is undone in its place. */
    readonly meant?: string | undefined;
  },
): Commit {
  const { author, at, meant } = by;
  const head = store.refs.headOf(branch);
  const operation = store.operations.undoable(branch);
  if (operation === null) throw nothingLeft(store, branch);
  if (meant !== undefined && meant !== operation.after) throw notNewest(branch, operation);
  const before = assertDefined(operation.before, "the commit before an undoable operation");
  const label = `Undo: ${operation.label}`;
  return commitView(store, restoredView(store, viewAtCommit(store, head), { commit: before }), {
    branch,
    base: head,
    author,
    at,
    message: label,
    operation: { kind: "undo", label, undoes: operation.seq },
  });
}

function notNewest(branch: string, { label }: Operation): AppError {
  return new AppError("head-moved", `On branch ${branch} something else was done since: ${label}.`, {
    hint: "See what an undo would take back now, then undo that.",
  });
}

/** Where there is one branch, nobody needs to be told of branches. */
function nothingLeft(store: Store, branch: string): AppError {
  const where = store.refs.branches().length < 2 ? "" : ` on branch ${branch}`;
  const isUndone = [...store.operations.all()].some((each) => each.branch === branch && each.kind === "undo");
  const why = isUndone ? `all that was done${where} is undone` : `nothing has been done${where} yet`;
  return new AppError("nothing-to-undo", `There is nothing to undo: ${why}.`);
}
