import type { Json } from "#core/base/json.ts";
import type { ProposalDetailDocument, ProposalSummaryDocument } from "#core/contract/proposals.ts";
import { toHeadline } from "#core/domain/headline.ts";
import type { Assessment, DecisionRecord, Hypothesis, Proposal } from "#core/domain/proposal.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import { policyFor } from "#core/evolution/operators/decide.ts";
import { driftedResources } from "#core/proposals/staleness.ts";
import type { Store } from "#core/store/store.ts";
import { findCitations, type Citation } from "./citations.ts";
import { toAssessmentDocument } from "./assessment-document.ts";
import { metricOf } from "./describe-assessment.ts";
import { toIso, toSpendDocument } from "./documents.ts";
import { createInformedCheck } from "./informed.ts";

const NO_FIGURES = { effect: null, interval: null, measure: null, n: null, fixed: null, broken: null };
const UNDECIDED = ["waiting", "deferred"];

export function toProposalSummary(
  store: Store,
  proposal: Proposal,
  isInformed: (proposal: Proposal) => boolean = createInformedCheck(store),
): ProposalSummaryDocument {
  const assessment = store.proposals.assessment(proposal.id);
  const { id, status, changes, createdAt, summary, session, iteration, author, base } = proposal;
  return {
    id,
    status,
    verdict: assessment?.verdict ?? null,
    ...(assessment === null ? NO_FIGURES : toHeadline(assessment.report, metricOf(store, assessment))),
    resources: changes.map(({ resource }) => resource),
    createdAt: toIso(createdAt),
    summary,
    session,
    iteration,
    author,
    base,
    // Only what is still to be decided can be stale; a decided proposal's evidence was what it was.
    isStale: UNDECIDED.includes(status) && driftedResources(store, proposal).length > 0,
    isInformed: isInformed(proposal),
    spend: assessment === null ? null : toSpendDocument(assessment.spend),
  };
}

export function toProposalDetail(store: Store, proposal: Proposal): ProposalDetailDocument {
  const assessment = store.proposals.assessment(proposal.id);
  const decision = store.proposals.decision(proposal.id);
  const citations = findCitations(store, proposal);
  return {
    ...toProposalSummary(store, proposal),
    changes: changesOf(store, proposal),
    hypotheses: proposal.hypotheses.map((hypothesis) => toHypothesis(hypothesis, citations)),
    assessment: assessment === null ? null : toAssessmentDocument(store, assessment),
    decision: decision === null ? null : toDecision(decision),
    origin: proposal.origin,
    rule: ruleFor(store, proposal, assessment),
  };
}

function changesOf(store: Store, { changes }: Proposal): ProposalDetailDocument["changes"] {
  return changes.flatMap(({ resource, from, to }) => {
    const before = store.versions.get(from).content.content as Json;
    const after = store.versions.get(to).content.content as Json;
    return diffJson(before, after).map((difference) => ({
      resource,
      path: difference.path,
      ...(difference.before === undefined ? {} : { before: difference.before as never }),
      ...(difference.after === undefined ? {} : { after: difference.after as never }),
    }));
  });
}

function toHypothesis(
  hypothesis: Hypothesis,
  citations: ReadonlyMap<string, Citation>,
): ProposalDetailDocument["hypotheses"][number] {
  const { spans } = hypothesis;
  return { ...hypothesis, spans: [...spans], citations: spans.flatMap((span) => citations.get(span) ?? []) };
}

function ruleFor(store: Store, proposal: Proposal, assessment: Assessment | null): string {
  const decided = store.proposals.decision(proposal.id);
  if (decided !== null) return decided.rule;
  if (assessment === null) return "assess first";
  const approve =
    proposal.session === null ? "ask" : (store.sessions.find(proposal.session)?.config.approve ?? "ask");
  return policyFor(store, approve, proposal).rule;
}

function toDecision(decision: DecisionRecord): NonNullable<ProposalDetailDocument["decision"]> {
  return { ...decision, chips: [...decision.chips], at: toIso(decision.at) };
}
