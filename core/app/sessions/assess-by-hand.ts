import { AppError } from "#core/base/app-error.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { assessNext, keepAssessment, startAssessing } from "#core/evolution/candidate.ts";
import { countAccepted } from "#core/evolution/count-accepted.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import { candidateOn } from "#core/proposals/create-proposal.ts";
import { getProposal } from "#core/proposals/decide.ts";
import { putBack } from "#core/proposals/put-back.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { getSession } from "./session-host.ts";

/**
 * Assesses a proposal because a person asked: a draft of theirs, or one whose evidence went stale. It counts in its
 * session's t like any other assessment, and the candidate is its change on the present head.
 */
export async function assessByHand(
  { store, sessions }: AppContext,
  { id }: Proposal,
  signal: AbortSignal,
): Promise<void> {
  const proposal = getProposal(store, id);
  if (proposal.session === null) {
    throw new AppError(
      "proposal-state",
      `Proposal ${id} belongs to no session, so there is no gate to assess it by.`,
    );
  }
  const session = getSession(store, proposal.session);
  await sessions.assessAlone({ session, proposal: id, signal }, async (context) =>
    assessOnHead(context, proposal),
  );
}

async function assessOnHead(context: SessionContext, proposal: Proposal): Promise<void> {
  const { store, clock } = context.line;
  const { id, iteration } = proposal;
  const accepted = countAccepted(store, context.session.id);
  const head = store.refs.head();
  store.durable(() => startAssessing(context, proposal));
  try {
    const base = viewAtCommit(store, head);
    const candidate = candidateOn(store, proposal, head);
    const result = await assessNext(context, { base, candidate, iteration, accepted, proposal: id });
    store.durable(() => keepAssessment(context, proposal, result));
  } catch (error) {
    store.durable(() => putBack(store, getProposal(store, id), clock.now()));
    throw error;
  }
}
