import {
  describeChip,
  type DecisionRecord,
  type Proposal,
  type ProposalStatus,
} from "#core/domain/proposal.ts";
import type { SessionContext } from "./session-line.ts";

/** Verdict and reason only: no validation item, trace or size of effect ever reaches a proposer [A7]. */
export type RejectedSummary = {
  readonly summary: string;
  readonly hypotheses: readonly string[];
  readonly verdict: string;
  readonly reason: string;
};

const AGAINST: readonly ProposalStatus[] = ["rejected", "sent-back", "refused", "waiting", "deferred"];

/**
 * This session's candidates that did not make it, with the person's words where a person refused them. One that an
 * edit of it took the place of was not refused [P12].
 */
export function rejectedSummaries(context: SessionContext): readonly RejectedSummary[] {
  const { store } = context.line;
  return store.proposals
    .ofSession(context.session.id)
    .filter(({ status }: Proposal) => AGAINST.includes(status))
    .map(({ id, summary, hypotheses }) => {
      const decision = store.proposals.decision(id);
      return {
        summary,
        hypotheses: hypotheses.map(({ cause }) => cause),
        verdict: store.proposals.assessment(id)?.verdict ?? "unassessed",
        reason: decision === null ? "" : wordReason(decision),
      };
    });
}

function wordReason({ chips, reason }: DecisionRecord): string {
  return [...chips.map(describeChip), reason].filter((part) => part !== "").join(": ");
}

/**
 * How many hypotheses the next proposal may carry: one where a person refused one and asked for one
 * change at a time [P12].
 */
export function hypothesesWanted({ line: { store }, session }: SessionContext, usual: number): number {
  const isAskedFor = store.proposals
    .ofSession(session.id)
    .some(({ id }) => store.proposals.decision(id)?.chips.includes("one-change") === true);
  return isAskedFor ? 1 : usual;
}
