import type { Author } from "#core/domain/author.ts";
import { describeStatus, isUndecided, type Proposal } from "#core/domain/proposal.ts";
import { changeHash, changesOf } from "#core/proposals/create-proposal.ts";
import { supersedeOwn } from "#core/proposals/supersede.ts";
import type { Store } from "#core/store/store.ts";
import type { DraftedChange } from "./draft-change.ts";

/** Whether an undecided proposal for the same branch makes this very change already, of the same versions [P18]. */
export function isProposedBy(
  store: Store,
  id: string,
  { branch, base, view }: Pick<DraftedChange, "branch" | "base" | "view">,
): boolean {
  const proposal = store.proposals.find(id);
  return isUndecidedOn(branch, proposal) && proposal.changeHash === changeHash(changesOf(store, base, view));
}

type Replacing = {
  readonly id: string;
  readonly branch: string;
  readonly by: Author;
  readonly at: number;
};

/**
 * Takes a person's own proposal out of the way of what is asked in its place. Returns null where it went, or where it was
 * decided before, else why it stays beside the new one. Part of a durable transaction of the caller's. Throws as
 * `supersedeOwn`.
 */
export function replaceDraft(store: Store, { id, branch, by, at }: Replacing): string | null {
  const before = store.proposals.find(id);
  if (before !== null && before.branch !== branch)
    return `Proposal ${id} stays: it is for the branch ${before.branch}`;
  supersedeOwn(store, id, { by, at });
  const after = store.proposals.find(id);
  return isUndecidedOn(branch, after) ? `Proposal ${id} stays: it is ${describeStatus(after.status)}` : null;
}

function isUndecidedOn(branch: string, proposal: Proposal | null): proposal is Proposal {
  return proposal !== null && proposal.branch === branch && isUndecided(proposal.status);
}
