import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Author } from "#core/domain/author.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { Operation } from "#core/domain/operation.ts";
import type { Store } from "#core/store/store.ts";
import { commitView } from "./commit.ts";
import { restoredView } from "./rollback.ts";
import { viewAtCommit } from "./view.ts";

export type StepRequest = {
  readonly author: Author;
  readonly at: number;
  /** What is meant, where somebody says it: no other operation is stepped over in its place. */
  readonly meant?: MeantStep | undefined;
};

/** An operation to step over: by a commit that put it where it is, or by its number. */
export type MeantStep = {
  readonly commit?: string | undefined;
  readonly operation?: number | undefined;
};

/**
 * Steps back over the newest operation of a branch that is not undone yet: a forward commit with the state from before it, over
 * all resources or none. Undoing again walks further back; every undo is an operation of its own. Throws
 * nothing-to-undo where nothing of the branch is left, and head-moved where that is another one than was meant [V8].
 */
export function undo(store: Store, branch: string, by: StepRequest): Commit {
  const next = store.operations.undoable(branch);
  if (next === null) throw nothingLeft(store, branch);
  const { operation, undoable } = next;
  // What was redone is meant by either of its commits.
  refuseOtherStep(operation, by.meant, { branch, step: "undo", commits: [undoable, operation.after] });
  const commit = assertDefined(operation.before, "the commit before an undoable operation");
  const step = { kind: "undo", label: labelOfStep("undo", operation), undoes: operation.seq } as const;
  return commitStep(store, { branch, commit, operation: step }, by);
}

const STEP_WORDS = { undo: "Undo", redo: "Redo" } as const;

/** How a step over an operation is called in the log: by what it steps over. */
export function labelOfStep(step: "undo" | "redo", { label }: Operation): string {
  return `${STEP_WORDS[step]}: ${label}`;
}

type Step = {
  readonly branch: string;
  /** Whose state is to be in force again. */
  readonly commit: string;
  readonly operation: { readonly kind: "undo" | "redo"; readonly label: string; readonly undoes: number };
};

/** A forward commit with the state of another one, over all resources or none. */
export function commitStep(
  store: Store,
  { branch, commit, operation }: Step,
  { author, at }: StepRequest,
): Commit {
  const base = store.refs.headOf(branch);
  const after = restoredView(store, viewAtCommit(store, base), { commit });
  return commitView(store, after, { branch, base, author, at, message: operation.label, operation });
}

type NextStep = {
  readonly branch: string;
  readonly step: "undo" | "redo";
  /** Those by which the operation is known. */
  readonly commits: readonly (string | null)[];
};

/** Somebody looked at one step, and another is the next by now. A step of a tag made no commit: who means one means another. */
export function refuseOtherStep(
  { seq, kind, label }: Operation,
  meant: MeantStep | undefined,
  { branch, step, commits }: NextStep,
): void {
  const { commit, operation } = meant ?? {};
  const isOther = operation !== undefined && operation !== seq;
  const isOtherCommit = commit !== undefined && (kind === "tag" || !commits.includes(commit));
  if (!isOther && !isOtherCommit) return;
  throw new AppError(
    "head-moved",
    `On branch ${branch} another operation is next to ${step} by now: ${label}.`,
    {
      hint: `See what ${step === "undo" ? "an undo would take back" : "a redo would do again"} now, then ${step} that.`,
    },
  );
}

/** Where there is one branch, nobody needs to be told of branches. */
export function onBranch(store: Store, branch: string): string {
  return store.refs.branches().length < 2 ? "" : ` on branch ${branch}`;
}

function nothingLeft(store: Store, branch: string): AppError {
  const where = onBranch(store, branch);
  const isUndone = [...store.operations.all()].some((each) => each.branch === branch && each.kind === "undo");
  const why = isUndone ? `all that was done${where} is undone` : `nothing has been done${where} yet`;
  return new AppError("nothing-to-undo", `There is nothing to undo: ${why}.`);
}
