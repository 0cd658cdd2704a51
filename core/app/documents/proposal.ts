import type { Json } from "#core/base/json.ts";
import type { ProposalDetailDocument, ProposalSummaryDocument } from "#core/contract/proposals.ts";
import { toHeadline } from "#core/domain/headline.ts";
import type { Assessment, DecisionRecord, Hypothesis, Proposal } from "#core/domain/proposal.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { findObstacle } from "#core/proposals/carry-over.ts";
import { findNearDuplicate, NEARLY_THE_SAME } from "#core/proposals/near-duplicate.ts";
import { policyFor } from "#core/proposals/policy.ts";
import { driftedResources } from "#core/proposals/staleness.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { findCitations, type Citation } from "./citations.ts";
import { toAssessmentDocument } from "./assessment.ts";
import { metricOf } from "./describe-assessment.ts";
import { toIso, toSpendDocument } from "./documents.ts";
import { createInformedCheck } from "#core/proposals/informed.ts";

const NO_FIGURES = {
  ...{ effect: null, interval: null, measure: null, n: null },
  ...{ up: null, down: null, fixed: null, broken: null },
};
const UNDECIDED = ["waiting", "deferred"];
const UNASSESSED = ["draft", "assessing"];

function isOpen({ status }: Proposal): boolean {
  return [...UNDECIDED, ...UNASSESSED].includes(status);
}

export function toProposalSummary(
  store: Store,
  proposal: Proposal,
  isInformed: (proposal: Proposal) => boolean = createInformedCheck(store),
): ProposalSummaryDocument {
  const assessment = store.proposals.assessment(proposal.id);
  const { id, status, changes, createdAt, summary, session, iteration, author, branch, base } = proposal;
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
    branch,
    base,
    // Only what is still to be decided can be stale; a decided proposal's evidence was what it was.
    isStale: UNDECIDED.includes(status) && driftedResources(store, proposal).length > 0,
    obstacle: isOpen(proposal) ? findObstacle(proposal, { store, at: 0, countTokens }) : null,
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
    steps: stepsOf(store, proposal),
    hypotheses: proposal.hypotheses.map((hypothesis) => toHypothesis(hypothesis, citations)),
    assessment: assessment === null ? null : toAssessmentDocument(store, assessment),
    decision: decision === null ? null : toDecision(decision),
    origin: proposal.origin,
    supersededBy: proposal.status === "superseded" ? findSuccessor(store, proposal.id) : null,
    commit: commitOf(store, proposal.id),
    nearly: isOpen(proposal) ? findNearDuplicate(store, proposal, thresholdOf(store, proposal)) : null,
    rule: ruleFor(store, proposal, assessment),
  };
}

function thresholdOf(store: Store, { session }: Proposal): number {
  const config = session === null ? undefined : store.sessions.find(session)?.config;
  return config?.nearDuplicates?.threshold ?? NEARLY_THE_SAME;
}

function commitOf(store: Store, id: string): ProposalDetailDocument["commit"] {
  const commit = store.commits.ofProposal(id);
  return commit === null ? null : { id: commit, parent: store.commits.get(commit).parents[0] ?? null };
}

/** What was made from it and approved, or else the newest made from it. */
function findSuccessor(store: Store, id: string): string | null {
  const made = store.proposals.list().filter(({ origin }) => origin === id);
  return (made.find(({ status }) => status === "approved") ?? made[0])?.id ?? null;
}

function changesOf(store: Store, { changes }: Proposal): ProposalDetailDocument["changes"] {
  return changes.flatMap(({ resource, from, to }) => {
    const before = from === null ? undefined : (store.versions.get(from).content.content as Json);
    const after = store.versions.get(to).content.content as Json;
    return diffJson(before, after).map((difference) => ({
      resource,
      path: difference.path,
      ...(difference.before === undefined ? {} : { before: difference.before }),
      ...(difference.after === undefined ? {} : { after: difference.after }),
    }));
  });
}

/** What comes in, and what moves along its lifecycle: from where it stood on the base. */
function stepsOf(store: Store, { base, changes }: Proposal): ProposalDetailDocument["steps"] {
  const { state } = viewAtCommit(store, base);
  return changes.flatMap(({ resource, lifecycle }) =>
    lifecycle === undefined
      ? []
      : [{ resource, from: state.get(resource)?.lifecycle ?? null, to: lifecycle }],
  );
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
  const session = proposal.session === null ? null : store.sessions.find(proposal.session);
  return policyFor(store, session?.config ?? { approve: "ask" }, proposal).rule;
}

function toDecision(decision: DecisionRecord): NonNullable<ProposalDetailDocument["decision"]> {
  return { ...decision, chips: [...decision.chips], at: toIso(decision.at) };
}
