import { z } from "zod";
import { assertDefined } from "#core/base/assert.ts";
import { decisionEntrySchema } from "#core/domain/decision-entry.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { approveProposal, getProposal, refuseProposal } from "#core/proposals/decide.ts";
import { policyFor } from "#core/proposals/policy.ts";
import { driftedResources } from "#core/proposals/staleness.ts";
import { countAccepted } from "#core/evolution/count-accepted.ts";
import { SessionStop } from "#core/evolution/session-journal.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";

/** What became of an assessed proposal, as far as the loop is concerned. */
const decidedSchema = z.object({
  entry: decisionEntrySchema,
  /** Since its turn came the session has committed this proposal, or another in its place. */
  isCommitted: z.boolean(),
  head: z.string(),
});
type Decided = Readonly<z.infer<typeof decidedSchema>>;

/** The step that settles a candidate of an iteration. */
export function decideStep({ iteration, place }: Pick<DecideRequest, "iteration" | "place">) {
  return { iteration, operator: "decide", candidate: place, answer: decidedSchema } as const;
}

export type DecideRequest = {
  readonly proposal: string;
  readonly iteration: number;
  /** Which of the iteration's candidates it is, from 1. */
  readonly place: number;
  /** Proposals of the session committed when its turn came. */
  readonly accepted: number;
};

/**
 * Settles one proposal: the policy's decision, or a person's if there is one. Where a person has to decide first,
 * throws SessionStop("waiting"). What the gate did not accept may wait on the desk while the session goes on.
 * Part of a step's transaction.
 */
export function decide(context: SessionContext, request: DecideRequest): Decided {
  const { store, clock } = context.line;
  const { proposal: id } = request;
  const proposal = getProposal(store, id);
  if (proposal.status !== "waiting") return settled(context, proposal, request);
  const assessment = assertDefined(store.proposals.assessment(id), "the assessment of a waiting proposal");
  const outcome = policyFor(store, context.session.config, proposal);
  const by = { by: { kind: "system", name: "policy" }, rule: outcome.rule, at: clock.now() } as const;
  if (outcome.action === "approve" && driftedResources(store, proposal).length === 0) {
    approveProposal(store, id, by);
    return settled(context, getProposal(store, id), request);
  }
  if (outcome.action === "block") {
    const reason = `The gate says ${assessment.verdict}; the rule “${outcome.rule}” refuses that.`;
    refuseProposal(store, id, { ...by, kind: "reject", reason, chips: [] });
    return settled(context, getProposal(store, id), request);
  }
  if (assessment.verdict === "accept") {
    throw new SessionStop("waiting", `Proposal ${id} waits for a decision.`);
  }
  return settled(context, proposal, request);
}

function settled(
  { line: { store }, session }: SessionContext,
  proposal: Proposal,
  { iteration, place, accepted }: DecideRequest,
): Decided {
  const assessment = store.proposals.assessment(proposal.id);
  const decision = store.proposals.decision(proposal.id);
  const head = store.refs.headOf(session.branch);
  return {
    head,
    isCommitted: countAccepted(store, session.id) > accepted,
    entry: {
      iteration,
      ...(place === 1 ? {} : { candidate: place }),
      change: proposal.changeHash,
      verdict: assessment?.verdict ?? "refused",
      effect: assessment?.report.effect ?? null,
      fixed: assessment?.report.flips.fixed ?? 0,
      broken: assessment?.report.flips.broken ?? 0,
      items: assessment?.report.items ?? 0,
      decision: decision?.kind ?? "none",
      rule: decision?.rule ?? "",
      state: store.commits.get(head).state,
    },
  };
}
