import { AppError } from "#core/base/app-error.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { assessNext, keepAssessment, startAssessing } from "#core/evolution/candidate.ts";
import { countAccepted } from "#core/evolution/count-accepted.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import { carryOver, isOvertaken } from "#core/proposals/carry-over.ts";
import { candidateOn } from "#core/proposals/create-proposal.ts";
import { getProposal } from "#core/proposals/decide.ts";
import { putBack } from "#core/proposals/put-back.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import type { TermChanges } from "./keep-terms.ts";
import { getSession } from "./get-session.ts";

export type AssessingByHand = {
  readonly proposal: string;
  /** What becomes different about its session. */
  readonly terms: TermChanges;
  /** In how many threads its runs are made; undefined for as many as the session says. */
  readonly workers?: number | undefined;
  readonly signal: AbortSignal;
};

/**
 * Assesses a proposal because a person asked: a draft of theirs, or one whose evidence went stale. It counts in its
 * session's t like any other assessment, and the candidate is its change on the present head. Answers with what was
 * assessed: another proposal, where the head changed what this one changes and it had to be carried over.
 */
export async function assessByHand(
  { store, sessions }: AppContext,
  { proposal: id, ...request }: AssessingByHand,
): Promise<Proposal> {
  const proposal = getProposal(store, id);
  if (proposal.session === null) {
    throw new AppError(
      "proposal-state",
      `Proposal ${id} belongs to no session, so there is no gate to assess it by.`,
    );
  }
  const session = getSession(store, proposal.session);
  let current: string | null = null;
  return sessions.assessAlone({ session, proposal: id, ...request }, async (context) => {
    // Once, also where the assessment has to begin again.
    current ??= bringToHead(context, proposal).id;
    await assessOnHead(context, getProposal(store, current));
    return getProposal(store, current);
  });
}

/** Before anything is spent: the proposal itself, or its change of the present head where that has moved on in it. */
function bringToHead({ line: { store, clock, countTokens } }: SessionContext, proposal: Proposal): Proposal {
  if (!isOvertaken(store, proposal)) return proposal;
  return store.durable(() => {
    const at = clock.now();
    if (proposal.status === "assessing") putBack(store, proposal, at);
    return carryOver(getProposal(store, proposal.id), { store, at, countTokens });
  });
}

async function assessOnHead(context: SessionContext, proposal: Proposal): Promise<void> {
  const { store, clock } = context.line;
  const { id, iteration, branch } = proposal;
  const accepted = countAccepted(store, context.session.id);
  const head = store.refs.headOf(branch);
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
