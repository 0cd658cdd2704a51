import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { isDecider, type Author } from "#core/domain/author.ts";
import type { Change, Commit } from "#core/domain/commit.ts";
import { diffInterface, interfaceOf } from "#core/domain/interface-diff.ts";
import { FIRST_LABEL, nextLabel, type Label } from "#core/domain/label.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { diffStates, type State, type StateDifference, type StateEntry } from "#core/domain/state.ts";
import type { OperationKind } from "#core/domain/operation.ts";
import type { Store } from "#core/store/store.ts";
import type { FoundResource, ResourceView } from "./view.ts";

export type CommitRequest = {
  /** Whose head it becomes, whichever branch the workspace shows. */
  readonly branch: string;
  /** The commit it goes on top of; null for the first of a workspace, which makes the branch. */
  readonly base: string | null;
  readonly author: Author;
  readonly message: string;
  readonly at: number;
  readonly proposal?: string;
  readonly evidence?: readonly string[];
  /** How the operation log files it; `undoes` names the operation that this one takes back. */
  readonly operation: { readonly kind: OperationKind; readonly label: string; readonly undoes?: number };
};

/**
 * Writes the view as a commit on top of `base` and moves the branch to it: versions, state, commit, ref, audit
 * and operation in one durable transaction. Throws head-moved when the branch is no longer at `base`, nothing-to-commit
 * when the view equals it, and decision-refused when an author who is no person brings anything but an approved
 * proposal. It is all of that or nothing of it [V3].
 */
export function commitView(store: Store, after: ResourceView, request: CommitRequest): Commit {
  const { base, branch } = request;
  if (!isDecided(request)) refuseNoDecider(request.author);
  return store.durable(() => {
    if (base !== null) checkHead(store, branch, base);
    const parent = base === null ? null : store.commits.get(base);
    const before: State = parent === null ? new Map() : store.states.get(parent.state);
    const differences = diffStates(before, after.state);
    if (differences.length === 0) {
      throw new AppError(
        "nothing-to-commit",
        "Nothing would change: the workspace is already in that state.",
      );
    }
    const commit = store.commits.append({
      parents: base === null ? [] : [base],
      state: writeState(store, parent?.state ?? null, { differences, after: after.state }),
      changes: changesSince(store, base, { differences, view: after }),
      author: request.author,
      message: request.message,
      at: request.at,
      proposal: request.proposal ?? null,
      evidence: request.evidence ?? [],
    });
    moveHead(store, { ...request, commit });
    return commit;
  });
}

function isDecided({ operation, proposal }: CommitRequest): boolean {
  return operation.kind === "approve" && proposal !== undefined;
}

/** Whoever is no person proposes; what they propose gets in by a decision alone [V10]. */
export function refuseNoDecider({ kind, name }: Author): void {
  if (isDecider(kind)) return;
  throw new AppError("decision-refused", `${name} is no person and cannot move the head.`, {
    hint: "Propose the change; it is committed once it is assessed and approved.",
  });
}

function checkHead(store: Store, branch: string, base: string): void {
  const head = store.refs.headOf(branch);
  if (head === base) return;
  throw new AppError(
    "head-moved",
    `The head of ${branch} is ${head.slice(0, 7)} by now, not ${base.slice(0, 7)}.`,
    {
      hint: "Look at what changed, then try again.",
      way: "list-commits",
      retryable: true,
    },
  );
}

type Written = { readonly differences: readonly StateDifference[]; readonly after: State };

function writeState(store: Store, root: string | null, { differences, after }: Written): string {
  const entries = differences.map(({ resource, to }) => [resource, presentEntry(resource, to)] as const);
  return store.states.put(root, new Map(entries), after);
}

/** Nothing ever leaves a state: what is unregistered stays in it, archived. */
function presentEntry(resource: ResourceKey, entry: StateEntry | null): StateEntry {
  return assertDefined(entry, `${resource} in the state after`);
}

/** What a commit of these differences would say of each resource, on top of `base`. */
function changesSince(
  store: Store,
  base: string | null,
  { differences, view }: { readonly differences: readonly StateDifference[]; readonly view: ResourceView },
): readonly Change[] {
  return differences.map((difference) => toChange(store, base, { difference, view }));
}

/** What a commit of the view on top of `base` would say that it changes. Reads only; the versions may be drafts of the view. */
export function previewCommit(store: Store, base: string, after: ResourceView): readonly Change[] {
  const before = store.states.get(store.commits.get(base).state);
  return changesSince(store, base, { differences: diffStates(before, after.state), view: after });
}

type Changed = { readonly difference: StateDifference; readonly view: ResourceView };

function toChange(store: Store, base: string | null, { difference, view }: Changed): Change {
  const { resource, from } = difference;
  const to = presentEntry(resource, difference.to);
  const label = labelFor(store, base, { from: from?.version ?? null, to: view.get(resource) });
  return { resource, from: from?.version ?? null, to: to.version, label, lifecycle: to.lifecycle };
}

type VersionStep = { readonly from: string | null; readonly to: FoundResource };

function labelFor(store: Store, base: string | null, { from, to }: VersionStep): Label {
  const current = base === null ? null : store.commits.labelAt(base, to.key);
  if (current === null || from === null) return FIRST_LABEL;
  if (from === to.version) return current;
  const before = interfaceOf(store.versions.get(from).content);
  return nextLabel(current, diffInterface(before, interfaceOf(to.resource)));
}

function moveHead(store: Store, request: CommitRequest & { readonly commit: Commit }): void {
  const { at, operation, branch, base, commit } = request;
  store.refs.set({ name: branch, kind: "branch", commit: commit.id });
  const done = store.operations.append({
    at,
    kind: operation.kind,
    label: operation.label,
    branch,
    before: base,
    after: commit.id,
    undoes: operation.undoes ?? null,
  });
  const { at: _at, ...body } = done;
  store.audit.append(
    { at, type: "commit", body: { commit: commit.id, state: commit.state } },
    { at, type: "ref", body: { name: branch, kind: "branch", from: base, to: commit.id } },
    { at, type: "operation", body },
  );
  tellOfCommit(store, request);
}

/** Every window follows the head by events. An approval tells of its commit itself, in the stream of its session. */
function tellOfCommit(
  store: Store,
  { at, base, branch, operation, commit }: CommitRequest & { readonly commit: Commit },
): void {
  if (base === null || operation.kind === "approve") return;
  const body = { commit: commit.id, branch, message: commit.message };
  store.events.append({ session: null, at, type: "committed", body });
}
