import { AppError } from "#core/base/app-error.ts";
import type { JsonObject } from "#core/base/json.ts";
import { authorSchema, type Author } from "#core/domain/author.ts";
import type { Operation } from "#core/domain/operation.ts";
import type { Store } from "#core/store/store.ts";
import { refuseMisnamed, refuseNoPerson, refuseTaken } from "./branches.ts";
import { refuseSecret } from "./refuse-secret.ts";
import { labelOfStep, refuseOtherStep, type StepRequest } from "./undo.ts";

/** One step of a tag: where from, where to, by whom and why. Null: it was not there before, or is not after. */
export type TagMove = {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly at: number;
  readonly by: Author;
  readonly message: string;
  /** The operation that it is in the log. */
  readonly operation: number;
};

export type TagWish = {
  readonly name: string;
  /** The commit it is to be at; null takes the tag away. */
  readonly commit: string | null;
  /** Why, in the words of who decides; empty where nothing was said. */
  readonly message: string;
  /** The branch in whose log it can be undone. */
  readonly branch: string;
};

type By = { readonly author: Author; readonly at: number };

/**
 * Sets, moves or removes a tag: ref, operation, audit and event in one durable transaction. Null where it is there already.
 * Throws decision-refused to who is no person, secret-in-content for a message that holds a key, input-invalid and
 * ref-exists for names as branches do, and not-found where a tag is to be removed that there is not [V20].
 */
export function moveTag(store: Store, wish: TagWish, by: By): TagMove | null {
  const { name, commit } = wish;
  refuseNoPerson(by.author, "moves tags");
  refuseMisnamed(name, "tag");
  if (commit !== null) refuseSecret("The name of the tag", name);
  refuseSecret("Why the tag is moved", wish.message);
  return store.durable(() => {
    const from = placeOf(store, name);
    if (from === null) {
      if (commit === null) throw noTag(store, name);
      refuseTaken(store, name);
    }
    const to = commit === null ? null : store.commits.get(commit).id;
    if (from === to) return null;
    const operation = { kind: "tag", label: labelOf(name, from, to), undoes: null } as const;
    return write(store, { ...wish, from, to, operation }, by);
  });
}

/**
 * Moves a tag back where the next operation of a branch to undo was its move; null where that was something else. Throws
 * head-moved where another step is next than was meant. A step of a tag that is elsewhere by now is never next [V20].
 */
export function undoTagMove(store: Store, branch: string, by: StepRequest): TagMove | null {
  const done = store.operations.undoable(branch)?.operation;
  if (done?.kind !== "tag") return null;
  refuseOtherStep(done, by.meant, { branch, step: "undo", commits: [] });
  return stepTag(store, { done, step: "undo", undoes: done.seq }, by);
}

/** The same, forward: a tag goes again where an undone operation had moved it. */
export function redoTagMove(store: Store, branch: string, by: StepRequest): TagMove | null {
  const next = store.operations.redoable(branch);
  if (next === null || next.redoable === null || next.operation.kind !== "tag") return null;
  refuseOtherStep(next.operation, by.meant, { branch, step: "redo", commits: [] });
  return stepTag(store, { done: next.operation, step: "redo", undoes: next.redoable }, by);
}

type TagStep = { readonly done: Operation; readonly step: "undo" | "redo"; readonly undoes: number };

function stepTag(store: Store, { done, step, undoes }: TagStep, by: By): TagMove | null {
  refuseNoPerson(by.author, "moves tags");
  const move = tagMoveOf(store, done);
  if (move === null) return null;
  const [there, wanted] = step === "undo" ? [move.to, move.from] : [move.from, move.to];
  return store.durable(() => {
    const operation = { kind: step, label: labelOfStep(step, done), undoes } as const;
    const wish = { name: move.name, branch: done.branch, message: operation.label };
    return write(store, { ...wish, from: there, to: wanted, operation }, by);
  });
}

/** The steps of all tags, or of one, newest first. */
export function listTagMoves(store: Store, name?: string): readonly TagMove[] {
  return store.audit
    .ofTags()
    .map(({ at, body }) => toMove(at, body))
    .filter((move) => name === undefined || move.name === name)
    .toReversed();
}

/** What an operation did to a tag; null for one that moved none. */
export function tagMoveOf(store: Store, { seq }: Operation): TagMove | null {
  return listTagMoves(store).find(({ operation }) => operation === seq) ?? null;
}

type Written = {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly message: string;
  readonly branch: string;
  readonly operation: Pick<Operation, "kind" | "label" | "undoes">;
};

function write(store: Store, { name, from, to, message, branch, operation }: Written, by: By): TagMove {
  const { author, at } = by;
  const head = store.refs.headOf(branch);
  // Before and after are one commit: nothing of the branch changes.
  const done = store.operations.append({ at, ...operation, branch, before: head, after: head });
  if (to === null) store.refs.remove(name);
  else store.refs.set({ name, kind: "tag", commit: to });
  const { at: _at, ...logged } = done;
  const move = { name, from, to, message, operation: done.seq };
  store.audit.append(
    { at, type: "ref", body: { ...move, kind: "tag", by: author.name, byKind: author.kind } },
    { at, type: "operation", body: logged },
  );
  store.events.append({ session: null, at, type: "tag-moved", body: { tag: name, from, to } });
  return { ...move, at, by: author };
}

function placeOf(store: Store, name: string): string | null {
  const ref = store.refs.find(name);
  return ref?.kind === "tag" ? ref.commit : null;
}

function toMove(at: number, body: JsonObject): TagMove {
  const { name, from, to, message, operation, by, byKind } = body;
  const author = authorSchema.safeParse({ kind: byKind, name: by });
  return {
    name: typeof name === "string" ? name : "",
    from: typeof from === "string" ? from : null,
    to: typeof to === "string" ? to : null,
    at,
    by: author.success ? author.data : { kind: "system", name: "unknown" },
    message: typeof message === "string" ? message : "",
    operation: typeof operation === "number" ? operation : 0,
  };
}

function labelOf(name: string, from: string | null, to: string | null): string {
  if (to === null) return `Removed tag ${name}`;
  return from === null
    ? `Set tag ${name} at ${to.slice(0, 7)}`
    : `Moved tag ${name} from ${from.slice(0, 7)} to ${to.slice(0, 7)}`;
}

function noTag(store: Store, name: string): AppError {
  const known = store.refs.list().flatMap((ref) => (ref.kind === "tag" ? [ref.name] : []));
  return new AppError("not-found", `There is no tag "${name}".`, {
    hint: known.length === 0 ? "No tag has been set yet." : `There are: ${known.join(", ")}.`,
  });
}
