import type { Json } from "#core/base/json.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { DoneDocument } from "#core/contract/shapes.ts";
import { packSkeleton } from "#core/domain/history-skeleton.ts";
import { diffInterface, interfaceOf } from "#core/domain/interface-diff.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import { diffStates } from "#core/domain/state.ts";
import { previewRollback, rollback } from "#core/resources/rollback.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { undo } from "#core/resources/undo.ts";
import type { Store, WorkspaceStore } from "#core/store/store.ts";
import { os, reads } from "#core/app/context.ts";
import { nextTurn } from "#core/app/system.ts";
import { toCommitDocument, toIso } from "#core/app/documents/documents.ts";
import { commitNamed } from "./named-commit.ts";

export const historyHandlers = {
  log: reads.history.log.handler(({ input, context: { store } }) =>
    store.commits.history(commitNamed(store, input.from), input.limit).map(toCommitDocument),
  ),
  skeleton: reads.history.skeleton.handler(async ({ input: { known }, context: { store } }) => {
    // Whoever else is answered by this thread does not wait for the whole of a long one.
    while (store.historySkeleton.readSome()) await nextTurn();
    const skeleton = store.historySkeleton.read(store.headBranch.commit());
    const isOnTop = known !== undefined && skeleton.ids[known.count - 1] === known.head;
    return new Blob([packSkeleton(skeleton, isOnTop ? known.count : 0)]);
  }),
  commits: reads.history.commits.handler(({ input, context: { store } }) =>
    input.ids.flatMap((id) => {
      const commit = store.commits.find(id);
      return commit === null ? [] : [toCommitDocument(commit)];
    }),
  ),
  find: reads.history.find.handler(({ input: { text, limit }, context: { store } }) =>
    store.commitSearch.find(text, limit).map((id) => toCommitDocument(store.commits.get(id))),
  ),
  show: reads.history.show.handler(({ input, context: { store } }) =>
    toCommitDocument(store.commits.get(commitNamed(store, input.commit))),
  ),
  diff: reads.history.diff.handler(({ input, context: { store } }) =>
    diffCommits(store, commitNamed(store, input.from), commitNamed(store, input.to)),
  ),
  previewRollback: reads.history.previewRollback.handler(({ input, context: { store } }) => {
    const preview = previewRollback(store, toTarget(store, input));
    return {
      resources: preview.resources.map(({ resource, from, to, fromLabel, toLabel }) => ({
        resource,
        from: { version: from, label: fromLabel },
        to: { version: to, label: toLabel },
      })),
      dependents: [...preview.dependents],
      undoneCommits: preview.undoneCommits.map(toCommitDocument),
      conflicts: [...preview.conflicts],
      // Of what goes out of force; where nothing does, since the version itself.
      laterRuns: store.runs.countSince(
        Math.min(
          ...preview.undoneCommits.map(({ at }) => at),
          ...(preview.undoneCommits.length === 0
            ? [store.commits.get(toTarget(store, input).commit).at]
            : []),
        ),
      ),
      notRestored: outsideEffects(store),
    };
  }),
  rollback: os.history.rollback.handler(({ input, context }) => {
    const by = { author: context.caller, at: context.clock.now() };
    return toDone(rollback(context.store, toTarget(context.store, input), by));
  }),
  undo: os.history.undo.handler(({ input, context }) =>
    toDone(
      undo(context.store, input?.branch ?? context.store.headBranch.name(), {
        author: context.caller,
        at: context.clock.now(),
      }),
    ),
  ),
  operations: reads.history.operations.handler(({ input, context: { store } }) => {
    const operations = store.operations.newest(input.limit);
    const undone = new Set(operations.map(({ undoes }) => undoes));
    return operations.map((operation) => ({
      ...operation,
      at: toIso(operation.at),
      isUndone: undone.has(operation.seq),
    }));
  }),
};

/** What no rollback takes back: whatever tools that act on the world have done. Environments die with their run. */
function outsideEffects(store: WorkspaceStore): string[] {
  const view = viewAtCommit(store, store.headBranch.commit());
  return view.list("tool").flatMap((key) => {
    const { resource } = view.get(key);
    if (resource.kind !== "tool" || !["write", "external"].includes(resource.content.effect)) return [];
    return [`what ${key} has done outside the workspace`];
  });
}

function toTarget(
  store: WorkspaceStore,
  input: {
    readonly commit: string;
    readonly resource?: ResourceKey | undefined;
    readonly branch?: string | undefined;
  },
) {
  const commit = commitNamed(store, input.commit);
  const branch = input.branch ?? store.headBranch.name();
  return input.resource === undefined ? { branch, commit } : { branch, commit, resource: input.resource };
}

export function toDone(commit: Commit): DoneDocument {
  return { commit: commit.id, head: commit.id, done: commit.message };
}

/** Where two states differ, leaf by leaf; a resource that only one side has differs as a whole. */
function diffCommits(store: Store, from: string, to: string) {
  const stateOf = (commit: string) => store.states.get(store.commits.get(commit).state);
  const contentOf = (version: string | undefined) =>
    version === undefined ? undefined : store.versions.get(version).content;
  const pairs = diffStates(stateOf(from), stateOf(to)).map(({ resource, from: before, to: after }) => ({
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
    contract: pairs.flatMap(({ resource, before, after }) => {
      if (before === undefined || after === undefined) return [];
      return diffInterface(interfaceOf(before), interfaceOf(after)).map((change) => ({
        resource,
        ...change,
      }));
    }),
  };
}
