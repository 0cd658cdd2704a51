import { AppError } from "#core/base/app-error.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { assessNext, keepAssessment, startAssessing } from "#core/evolution/candidate.ts";
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
  context: AppContext,
  { id }: Proposal,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock, sessions } = context;
  const proposal = getProposal(store, id);
  if (proposal.session === null) {
    throw new AppError(
      "proposal-state",
      `Proposal ${id} belongs to no session, so there is no gate to assess it by.`,
    );
  }
  const session = getSession(store, proposal.session);
  refuseRunning(session.id, sessions);
  const accepted = store.proposals.ofSession(session.id).filter(({ status }) => status === "approved").length;
  const head = store.refs.head();
  const operators = sessions.contextOf(session, signal);
  store.durable(() => startAssessing(operators, proposal));
  try {
    const result = await assessNext(operators, {
      base: viewAtCommit(store, head),
      candidate: candidateOn(store, proposal, head),
      iteration: proposal.iteration,
      accepted,
      proposal: id,
    });
    store.durable(() => keepAssessment(operators, proposal, result));
  } catch (error) {
    store.durable(() => putBack(store, getProposal(store, id), clock.now()));
    throw error;
  }
}

/** Two assessments of one session at a time would take the same place among its tests. */
function refuseRunning(session: string, sessions: AppContext["sessions"]): void {
  if (!sessions.isRunning(session)) return;
  throw new AppError("session-busy", `Session ${session} is running, and may be assessing.`, {
    hint: "Pause it, or wait until it asks for a decision.",
  });
}
