import { AppError } from "#core/base/app-error.ts";
import type { Author } from "#core/domain/author.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { Label } from "#core/domain/label.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { diffStates, withEntries, type StateEntry } from "#core/domain/state.ts";
import type { Store } from "#core/store/store.ts";
import { commitView } from "./commit.ts";
import { findAllMisfits } from "./misfits.ts";
import { createView, viewAtCommit, type FoundResource, type ResourceView } from "./view.ts";

export type RollbackTarget = {
  /** The branch on which it is wanted back. */
  readonly branch: string;
  /** The commit whose state is wanted back. */
  readonly commit: string;
  /** Only this resource; the whole state where absent. */
  readonly resource?: ResourceKey;
};

export type RollbackPreview = {
  readonly resources: ReadonlyArray<{
    readonly resource: ResourceKey;
    readonly from: string | null;
    readonly to: string | null;
    readonly fromLabel: Label | null;
    readonly toLabel: Label | null;
  }>;
  /** Resources that are not restored themselves but use one that is. */
  readonly dependents: readonly ResourceKey[];
  /** Commits since then whose changes would no longer be in force, newest first. */
  readonly undoneCommits: readonly Commit[];
  /** Why the restored state would not work; a rollback with conflicts is refused. */
  readonly conflicts: readonly string[];
};

/** What a rollback would do. Reads only. */
export function previewRollback(store: Store, target: RollbackTarget): RollbackPreview {
  const head = store.refs.headOf(target.branch);
  const before = viewAtCommit(store, head);
  const after = restoredView(store, before, target);
  const restored = diffStates(before.state, after.state);
  const keys = new Set(restored.map(({ resource }) => resource));
  return {
    resources: restored.map(({ resource, from, to }) => ({
      resource,
      from: from?.version ?? null,
      to: to?.version ?? null,
      fromLabel: store.commits.labelAt(head, resource),
      toLabel: store.commits.labelAt(target.commit, resource),
    })),
    dependents: [...new Set([...keys].flatMap((key) => after.dependents(key)))].filter(
      (key) => !keys.has(key),
    ),
    undoneCommits: store.commits.changing(keys, head, target.commit),
    conflicts: conflictsOf(after),
  };
}

/** A forward commit that sets the resources to what they were then. History only grows [V2]. */
export function rollback(
  store: Store,
  target: RollbackTarget,
  by: { readonly author: Author; readonly at: number },
): Commit {
  const head = store.refs.headOf(target.branch);
  const then = store.commits.get(target.commit);
  const what = target.resource ?? "everything";
  const label = `Restore ${what} as of ${then.id.slice(0, 7)}`;
  const after = restoredView(store, viewAtCommit(store, head), target);
  refuseConflicts(conflictsOf(after));
  return commitView(store, after, {
    branch: target.branch,
    base: head,
    ...by,
    message: `${label}: ${then.message}`,
    operation: { kind: "rollback", label },
  });
}

/** The state of now with the target's resources as they were then; what did not exist then is archived [V7]. */
export function restoredView(
  store: Store,
  now: ResourceView,
  target: Omit<RollbackTarget, "branch">,
): ResourceView {
  const then = store.states.get(store.commits.get(target.commit).state);
  const keys =
    target.resource === undefined ? [...new Set([...now.state.keys(), ...then.keys()])] : [target.resource];
  const entries = keys.map((key) => [key, then.get(key) ?? archive(now.get(key))] as const);
  return createView(store, withEntries(now.state, entries));
}

function archive({ version }: FoundResource): StateEntry {
  return { version, lifecycle: "archived" };
}

/** A state that would not work is not brought back [V7]. */
function refuseConflicts(conflicts: readonly string[]): void {
  if (conflicts.length === 0) return;
  throw new AppError("interface-broken", `That state would not work: ${conflicts.join("; ")}.`, {
    hint: "Restore the resources named here too, or roll back everything.",
  });
}

function conflictsOf(view: ResourceView): readonly string[] {
  return findAllMisfits(view).map(({ resource, text }) => `${resource}: ${text}`);
}
