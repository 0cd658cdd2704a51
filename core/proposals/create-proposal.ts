import { assertDefined } from "#core/base/assert.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Author } from "#core/domain/author.ts";
import type { Hypothesis, Proposal, ProposedResource } from "#core/domain/proposal.ts";
import { diffStates } from "#core/domain/state.ts";
import { createView, viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { NearDuplicate } from "./near-duplicate.ts";
import type { Store } from "#core/store/store.ts";

export type NewProposal = {
  readonly session: string | null;
  readonly iteration: number;
  readonly author: Author;
  /** Where it would be committed; the base is a commit of it. */
  readonly branch: string;
  readonly base: string;
  /** The candidate: an overlay on the base, never committed. */
  readonly candidate: ResourceView;
  readonly summary: string;
  readonly hypotheses: readonly Hypothesis[];
  readonly origin: string | null;
  readonly at: number;
  /** An earlier one that it is nearly the same as. */
  readonly near?: NearDuplicate;
};

/** Files a candidate as a draft; part of a durable transaction of the caller's. Returns the proposal. */
export function createProposal(store: Store, request: NewProposal): Proposal {
  const { candidate, at, near, ...rest } = request;
  const changes = changesOf(store, request.base, candidate);
  const proposal = {
    ...rest,
    status: "draft" as const,
    changes,
    changeHash: changeHash(changes),
    createdAt: at,
  };
  const id = store.proposals.add(proposal);
  store.events.append({
    session: request.session,
    at,
    type: "proposal-created",
    body: {
      proposal: id,
      iteration: request.iteration,
      summary: request.summary,
      ...(near === undefined ? {} : { nearly: near.proposal, nearlyIs: near.status }),
    },
  });
  return { id, ...proposal };
}

/**
 * What the candidate changes on its base. A proposal never adds or retires resources: it evolves those there are [P8].
 */
export function changesOf(store: Store, base: string, candidate: ResourceView): readonly ProposedResource[] {
  return diffStates(viewAtCommit(store, base).state, candidate.state).map(({ resource, from, to }) => ({
    resource,
    from: assertDefined(from, `the base's version of ${resource}`).version,
    to: assertDefined(to, `the candidate's version of ${resource}`).version,
  }));
}

/** The same edit of the same contents, whoever proposes it and whenever [P8]. */
export function changeHash(changes: readonly ProposedResource[]): string {
  return hashJson(changes.map(({ resource, from, to }) => ({ resource, from, to })));
}

/** The proposal's candidate on another commit than its base: its versions over that commit's. */
export function candidateOn(store: Store, proposal: Proposal, commit: string): ResourceView {
  const view = viewAtCommit(store, commit);
  const entries = proposal.changes.map(
    ({ resource, to }) => [resource, { ...view.get(resource), version: to }] as const,
  );
  const state = new Map(view.state);
  for (const [resource, { version, lifecycle }] of entries) state.set(resource, { version, lifecycle });
  return createView(store, state);
}
