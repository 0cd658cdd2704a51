import { assertDefined } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import type {
  AssessmentDocument,
  ProposalDetailDocument,
  ProposalSummaryDocument,
} from "#core/contract/proposals.ts";
import type {
  AssessedItem,
  Assessment,
  DecisionRecord,
  Hypothesis,
  Proposal,
} from "#core/domain/proposal.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import { policyFor } from "#core/evolution/operators/decide.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { findObstacle } from "#core/proposals/carry-over.ts";
import { findNearDuplicate, NEARLY_THE_SAME } from "#core/proposals/near-duplicate.ts";
import { driftedResources } from "#core/proposals/staleness.ts";
import type { Store } from "#core/store/store.ts";
import { findCitations, type Citation } from "./citations.ts";
import { describeAssessment } from "./describe-assessment.ts";
import { toIso, toSpendDocument } from "./documents.ts";
import { createInformedCheck, wearOf } from "./informed.ts";

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
  const { id, status, changes, createdAt, summary, session, iteration, author, base } = proposal;
  return {
    id,
    status,
    verdict: assessment?.verdict ?? null,
    effect: assessment?.report.effect ?? null,
    interval: assessment === null ? null : [assessment.report.interval.low, assessment.report.interval.high],
    resources: changes.map(({ resource }) => resource),
    createdAt: toIso(createdAt),
    summary,
    session,
    iteration,
    author,
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
    hypotheses: proposal.hypotheses.map((hypothesis) => toHypothesis(hypothesis, citations)),
    assessment: assessment === null ? null : toAssessment(store, assessment),
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

function toAssessment(store: Store, assessment: Assessment): AssessmentDocument {
  const { id, number, report, verdict, invariants, dataset, tokenChange, spend, at } = assessment;
  const items = store.proposals.assessedItems(id);
  const { eValue, peakEValue, levelNeeded } = report.evidence;
  return {
    id,
    number,
    verdict,
    reason: report.reason,
    metric: metricOf(store, assessment),
    n: report.units,
    effect: report.effect,
    interval: [report.interval.low, report.interval.high],
    fixed: report.flips.fixed,
    broken: report.flips.broken,
    accuracy: { before: share(items, "baselineCorrect"), after: share(items, "candidateCorrect") },
    evidence: { eValue, peakEValue, levelNeeded },
    forecast: report.forecast,
    guards: report.guards.map(({ id: guard, effect, isShownWorse }) => ({ id: guard, effect, isShownWorse })),
    invariants: invariants.map((check) => ({ ...check })),
    descriptions: describeAssessment(store, assessment, items),
    tokenChange,
    spend: toSpendDocument(spend),
    wear: wearOf(store, dataset),
    flips: flipsOf(store, items),
    at: toIso(at),
  };
}

function metricOf(store: Store, { proposal }: Assessment): "score" | "correct" {
  const session = store.proposals.find(proposal)?.session ?? null;
  return session === null ? "score" : (store.sessions.find(session)?.config.gate.metric ?? "score");
}

function share(items: readonly AssessedItem[], arm: "baselineCorrect" | "candidateCorrect"): number {
  return items.length === 0 ? 0 : items.filter((item) => item[arm]).length / items.length;
}

/** Items whose outcome changed, broken ones first: what it breaks is what to look at. */
function flipsOf(store: Store, items: readonly AssessedItem[]): AssessmentDocument["flips"] {
  const traceOf = (run: string): string => assertDefined(store.runs.find(run), `run ${run}`).trace;
  return items
    .filter((item) => item.baselineCorrect !== item.candidateCorrect)
    .map((item) => ({
      item: item.item,
      className: item.className,
      change: item.candidateCorrect ? ("fixed" as const) : ("broken" as const),
      baselineTrace: traceOf(item.baselineRun),
      candidateTrace: traceOf(item.candidateRun),
    }))
    .toSorted((a, b) => Number(a.change === "fixed") - Number(b.change === "fixed"));
}
