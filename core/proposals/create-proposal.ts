import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { hashJson } from "#core/base/hash.ts";
import { isDecider, type Author } from "#core/domain/author.ts";
import type { Hypothesis, Proposal, ProposedResource } from "#core/domain/proposal.ts";
import { diffStates, withEntries } from "#core/domain/state.ts";
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

/**
 * Files a candidate as a draft; part of a durable transaction of the caller's. Returns the proposal. Throws mask-violation
 * where who is no person adds a resource or takes one along its lifecycle.
 */
export function createProposal(store: Store, request: NewProposal): Proposal {
  const { candidate, at, near, ...rest } = request;
  const changes = changesOf(store, request.base, candidate);
  refuseBeyondMask(request.author, changes);
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
 * What the candidate changes on its base: versions, resources that come in, and steps of the lifecycle, where a person
 * takes one [P8].
 */
export function changesOf(store: Store, base: string, candidate: ResourceView): readonly ProposedResource[] {
  return diffStates(viewAtCommit(store, base).state, candidate.state).map(({ resource, from, to }) => {
    const { version, lifecycle } = assertDefined(to, `the candidate's version of ${resource}`);
    const stays = from?.lifecycle === lifecycle;
    return { resource, from: from?.version ?? null, to: version, ...(stays ? {} : { lifecycle }) };
  });
}

/** The same edit of the same contents, whoever proposes it and whenever [P8]. */
export function changeHash(changes: readonly ProposedResource[]): string {
  return hashJson(
    changes.map(({ resource, from, to, lifecycle }) => ({
      ...{ resource, from, to },
      ...(lifecycle === undefined ? {} : { lifecycle }),
    })),
  );
}

/** The proposal's candidate on another commit than its base: its versions over that commit's. */
export function candidateOn(store: Store, proposal: Proposal, commit: string): ResourceView {
  const view = viewAtCommit(store, commit);
  const entries = proposal.changes.map(
    ({ resource, to, lifecycle }) =>
      [resource, { version: to, lifecycle: lifecycle ?? view.get(resource).lifecycle }] as const,
  );
  return createView(store, withEntries(view.state, entries));
}

/** Only people say which resources there are, and in which state, in a proposal as everywhere [P16]. */
function refuseBeyondMask({ kind, name }: Author, changes: readonly ProposedResource[]): void {
  const beyond = changes.find(({ from, lifecycle }) => from === null || lifecycle !== undefined);
  if (beyond === undefined || isDecider(kind)) return;
  const what = beyond.from === null ? "brings in" : "moves along its lifecycle";
  throw new AppError(
    "mask-violation",
    `What ${name} proposes ${what} ${beyond.resource}, and only a person may.`,
    { hint: "Without a person only the variables that a mask marks learnable may change." },
  );
}
