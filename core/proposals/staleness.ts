import type { Proposal } from "#core/domain/proposal.ts";
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
  return [...versionsAssessed(store, proposal)]
    .filter(([resource, version]) => !isInForce(now.get(resource), version))
    .map(([resource]) => resource);
}

function versionsAssessed(store: Store, proposal: Proposal): ReadonlyMap<ResourceKey, string> {
  const assessment = store.proposals.assessment(proposal.id);
  const closure = assessment === null ? null : store.runs.closure(assessment.baselineClosure);
  const touched = proposal.changes.map(({ resource, from }) => [resource, from] as const);
  return new Map([...(Object.entries(closure?.versions ?? {}) as [ResourceKey, string][]), ...touched]);
}

/** Under the same version it may have been retired since, or found not to build. */
function isInForce(entry: StateEntry | undefined, version: string): boolean {
  return entry?.version === version && entry.lifecycle !== "archived" && entry.lifecycle !== "failed";
}
