import type { RollbackPreviewDocument } from "#core/contract/history.ts";
import { previewRollback, type RollbackTarget } from "#core/resources/rollback.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { toCommitDocument } from "./documents.ts";

/** What a rollback would do, as it is printed and shown. Throws not-found where there is no such branch. */
export function toRollbackPreview(store: Store, target: RollbackTarget): RollbackPreviewDocument {
  const preview = previewRollback(store, target);
  return {
    head: store.refs.headOf(target.branch),
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
        ...(preview.undoneCommits.length === 0 ? [store.commits.get(target.commit).at] : []),
      ),
    ),
    notRestored: outsideEffects(store, target.branch),
  };
}

/** What no rollback takes back: whatever tools that act on the world have done. Environments die with their run. */
function outsideEffects(store: Store, branch: string): string[] {
  const view = viewAtCommit(store, store.refs.headOf(branch));
  return view.list("tool").flatMap((key) => {
    const { resource } = view.get(key);
    if (resource.kind !== "tool" || !["write", "external"].includes(resource.content.effect)) return [];
    return [`what ${key} has done outside the workspace`];
  });
}
