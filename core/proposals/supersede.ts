import { AppError } from "#core/base/app-error.ts";
import type { Author } from "#core/domain/author.ts";
import { stepProposal, type Proposal } from "#core/domain/proposal.ts";
import type { Store } from "#core/store/store.ts";
import { getProposal, moveProposal } from "./decide.ts";

/**
 * Takes a person's own proposal out of the way of the next one from the same hand; one that is decided already stays as it
 * is. Part of a durable transaction of the caller's. Throws not-found, and decision-refused for somebody else's.
 */
export function supersedeOwn(
  store: Store,
  id: string,
  { by, at }: { readonly by: Author; readonly at: number },
): void {
  const proposal = ownProposal(store, id, by);
  if (stepProposal(proposal.status, "superseded").ok) moveProposal(store, proposal, { to: "superseded", at });
}

/** The proposal, if this person made it. Throws as above. */
export function ownProposal(store: Store, id: string, by: Author): Proposal {
  const proposal = getProposal(store, id);
  if (by.kind === "person" && proposal.author.kind === "person") return proposal;
  throw new AppError("decision-refused", `Proposal ${id} was made by another hand.`, {
    hint: "Only what a person proposed themselves is replaced by what they propose next.",
  });
}
