import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { DoneDocument } from "#core/contract/shapes.ts";
import { packSkeleton } from "#core/domain/history-skeleton.ts";
import { diffInterface, interfaceOf } from "#core/domain/interface-diff.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import { diffStates } from "#core/domain/state.ts";
import { rollback, type RollbackTarget } from "#core/resources/rollback.ts";
import { redo } from "#core/resources/redo.ts";
import { redoTagMove, undoTagMove, type TagMove } from "#core/resources/tags.ts";
import { undo } from "#core/resources/undo.ts";
import type { Store, WorkspaceStore } from "#core/store/store.ts";
import { toWrite, toRead } from "#core/app/context.ts";
import { historyContract } from "#core/contract/history.ts";
import { nextTurn } from "#core/app/system.ts";
import { listOperations, toRedoPreview, toUndoPreview } from "#core/app/documents/operations.ts";
import { toCommitDocument, toIso } from "#core/app/documents/documents.ts";
import { toRollbackPreview } from "#core/app/documents/rollback-preview.ts";
import { branchNamed, commitNamed } from "./named-commit.ts";

const os = toWrite(historyContract);
const reads = toRead(historyContract);

export const historyHandlers = {
  log: reads.log.handler(({ input, context: { store } }) =>
    store.commits.history(commitNamed(store, input.from), input.limit).map(toCommitDocument),
  ),
  skeleton: reads.skeleton.handler(async ({ input: { known }, context: { store } }) => {
    // Whoever else is answered by this thread does not wait for the whole of a long one.
    while (store.historySkeleton.readSome()) await nextTurn();
    const skeleton = store.historySkeleton.read(store.headBranch.commit());
    const isOnTop = known !== undefined && skeleton.ids[known.count - 1] === known.head;
    return new Blob([packSkeleton(skeleton, isOnTop ? known.count : 0)]);
  }),
  commits: reads.commits.handler(({ input, context: { store } }) =>
    input.ids.flatMap((id) => {
      const commit = store.commits.find(id);
      return commit === null ? [] : [toCommitDocument(commit)];
    }),
  ),
  find: reads.find.handler(({ input: { text, limit }, context: { store } }) =>
    store.commitSearch.find(text, limit).map((id) => toCommitDocument(store.commits.get(id))),
  ),
  show: reads.show.handler(({ input, context: { store } }) => {
    const commit = store.commits.get(commitNamed(store, input.commit));
    const decision = commit.proposal === null ? null : store.proposals.decision(commit.proposal);
    if (decision === null) return toCommitDocument(commit);
    const { kind, rule, by, reason, isOverride, at } = decision;
    return { ...toCommitDocument(commit), decision: { kind, rule, by, reason, isOverride, at: toIso(at) } };
  }),
  diff: reads.diff.handler(({ input, context: { store } }) =>
    diffCommits(store, commitNamed(store, input.from), commitNamed(store, input.to)),
  ),
  previewRollback: reads.previewRollback.handler(({ input, context: { store } }) =>
    toRollbackPreview(store, toTarget(store, input)),
  ),
  rollback: os.rollback.handler(({ input, context: { store, caller, clock } }) => {
    const target = toTarget(store, input);
    if (input.base !== undefined && input.base !== store.refs.headOf(target.branch)) throw headMoved(target);
    return toDone(rollback(store, target, { author: caller, at: clock.now() }));
  }),
  previewUndo: reads.previewUndo.handler(({ input, context: { store } }) =>
    toUndoPreview(store, branchNamed(store, input?.branch)),
  ),
  undo: os.undo.handler(({ input, context: { store, caller, clock } }) => {
    const branch = branchNamed(store, input?.branch);
    const by = { author: caller, at: clock.now(), meant: input };
    return toStepDone(store, branch, undoTagMove(store, branch, by)) ?? toDone(undo(store, branch, by));
  }),
  previewRedo: reads.previewRedo.handler(({ input, context: { store } }) =>
    toRedoPreview(store, branchNamed(store, input?.branch)),
  ),
  redo: os.redo.handler(({ input, context: { store, caller, clock } }) => {
    const branch = branchNamed(store, input?.branch);
    const by = { author: caller, at: clock.now(), meant: input };
    return toStepDone(store, branch, redoTagMove(store, branch, by)) ?? toDone(redo(store, branch, by));
  }),
  operations: reads.operations.handler(({ input: { limit, branch }, context: { store } }) =>
    listOperations(store, branch === undefined ? { limit } : { limit, branch: branchNamed(store, branch) }),
  ),
};

/** A step of a tag leaves the head where it is. */
function toStepDone(store: WorkspaceStore, branch: string, tag: TagMove | null): DoneDocument | null {
  return tag === null ? null : { head: store.refs.headOf(branch), done: tag.message };
}

function headMoved({ branch }: RollbackTarget): AppError {
  return new AppError("head-moved", `Branch ${branch} has another head than when you looked.`, {
    hint: "See what a rollback would change now, then restore again.",
  });
}

type Written = {
  readonly branch?: string | undefined;
  readonly commit: string;
  readonly resource?: ResourceKey | undefined;
};

function toTarget(store: WorkspaceStore, { branch, commit, resource }: Written): RollbackTarget {
  const target = { branch: branchNamed(store, branch), commit: commitNamed(store, commit) };
  return resource === undefined ? target : { ...target, resource };
}

export function toDone(commit: Commit): DoneDocument {
  return { commit: commit.id, head: commit.id, done: commit.message };
}

/** Where two states differ, leaf by leaf; a resource that only one side has differs as a whole. */
function diffCommits(store: Store, from: string, to: string) {
  const stateOf = (commit: string) => store.states.get(store.commits.get(commit).state);
  const contentOf = (version: string | undefined) =>
    version === undefined ? undefined : store.versions.get(version).content;
  const differences = diffStates(stateOf(from), stateOf(to));
  const pairs = differences.map(({ resource, from: before, to: after }) => ({
    resource,
    before: contentOf(before?.version),
    after: contentOf(after?.version),
  }));
  return {
    changes: pairs.flatMap(({ resource, before, after }) =>
      diffJson(before?.content as Json | undefined, after?.content as Json | undefined).map((difference) => ({
        resource,
        path: difference.path,
        name: nameVariable((after ?? before)?.content as Json | undefined, difference.path),
        ...(difference.before === undefined ? {} : { before: difference.before }),
        ...(difference.after === undefined ? {} : { after: difference.after }),
      })),
    ),
    lifecycles: differences.flatMap(({ resource, from: before, to: after }) => {
      const [was, is] = [before?.lifecycle ?? null, after?.lifecycle ?? null];
      // That one is new, or gone, its content says.
      if (was === is || (was ?? "active") === (is ?? "active")) return [];
      return [{ resource, from: was, to: is }];
    }),
    contract: pairs.flatMap(({ resource, before, after }) => {
      if (before === undefined || after === undefined) return [];
      return diffInterface(interfaceOf(before), interfaceOf(after)).map((change) => ({
        resource,
        ...change,
      }));
    }),
  };
}
