import type { Proposal } from "#core/domain/proposal.ts";
import type { Store } from "#core/store/store.ts";
import { moveProposal } from "./decide.ts";

/**
 * Puts a proposal back to where it was before an assessment that came to nothing: on the desk when it had been
 * assessed before, else it is the draft it was. Part of a durable transaction of the caller's [P10].
 */
export function putBack(store: Store, proposal: Proposal, at: number): void {
  const wasAssessed = store.proposals.assessment(proposal.id) !== null;
  moveProposal(store, proposal, {
    to: wasAssessed ? "waiting" : "draft",
    at,
    because: "Its assessment ended before it came to anything.",
  });
}

/** Puts back what is left in `assessing` of a session in which nobody is assessing it any more, whatever ended it. */
export function putBackLeftovers(store: Store, session: string, at: number): void {
  for (const proposal of store.proposals.ofSession(session)) {
    if (proposal.status === "assessing") putBack(store, proposal, at);
  }
}
