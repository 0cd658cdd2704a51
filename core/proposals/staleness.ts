import { isUsable } from "#core/domain/lifecycle.ts";
import type { Proposal, ProposedResource } from "#core/domain/proposal.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { StateEntry } from "#core/domain/state.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

/**
 * The resources in which the head of its branch differs from what the proposal was assessed against: everything it touches, and
 * everything in force beside it then. Empty while its evidence still speaks about the head [P5].
 */
export function driftedResources(store: Store, proposal: Proposal): readonly ResourceKey[] {
  const head = store.refs.headOf(proposal.branch);
  if (head === proposal.base) return [];
  const now = viewAtCommit(store, head).state;
  const touched = new Set(proposal.changes.map(({ resource }) => resource));
  const beside = versionsBeside(store, proposal).filter(([resource]) => !touched.has(resource));
  return [
    ...beside
      .filter(([resource, version]) => !isInForce(now.get(resource), version))
      .map(([resource]) => resource),
    ...movedOn(store, proposal).filter((resource) => touched.has(resource)),
  ];
}

/**
 * The resources of a proposal in which the head of its branch has moved on since: its versions would take back the newer
 * change, or bring in what is there by now [P17].
 */
export function movedOn(store: Store, { branch, base, changes }: Proposal): readonly ResourceKey[] {
  const head = store.refs.headOf(branch);
  if (head === base) return [];
  const then = viewAtCommit(store, base).state;
  const now = viewAtCommit(store, head).state;
  return changes
    .filter((change) => hasMovedOn(change, then.get(change.resource), now.get(change.resource)))
    .map(({ resource }) => resource);
}

function hasMovedOn(
  { from, lifecycle }: ProposedResource,
  then: StateEntry | undefined,
  now: StateEntry | undefined,
): boolean {
  if ((now?.version ?? null) !== from) return true;
  // A step is taken from where the resource stood; any other change needs only that it may still be changed.
  return lifecycle === undefined ? isThere(then) !== isThere(now) : then?.lifecycle !== now?.lifecycle;
}

function versionsBeside(store: Store, proposal: Proposal): ReadonlyArray<readonly [ResourceKey, string]> {
  const assessment = store.proposals.assessment(proposal.id);
  const closure = assessment === null ? null : store.runs.closure(assessment.baselineClosure);
  return Object.entries(closure?.versions ?? {}) as [ResourceKey, string][];
}

/** Under the same version it may have been retired since, or found not to build. */
function isInForce(entry: StateEntry | undefined, version: string): boolean {
  return entry?.version === version && isThere(entry);
}

function isThere(entry: StateEntry | undefined): boolean {
  return entry !== undefined && isUsable(entry.lifecycle);
}
