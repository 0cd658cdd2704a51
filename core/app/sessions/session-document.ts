import { hashJson } from "#core/base/hash.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { Verdict } from "#core/domain/gate-report.ts";
import type { AssessedItem } from "#core/domain/proposal.ts";
import type { Estimate, SealedReport, Session } from "#core/domain/session.ts";
import { estimateScored } from "#core/evaluation/estimate.ts";
import { countAccepted } from "#core/evolution/count-accepted.ts";
import { decisionsOf } from "#core/evolution/decisions-of.ts";
import { isOwnMachine } from "#core/models/own-machine.ts";
import { modelOfSession } from "#core/app/agent-model.ts";
import { originOf } from "#core/app/models.ts";
import { toIso, toSpendDocument } from "#core/app/documents.ts";
import type { Store } from "#core/store/store.ts";

/** What a session came to so far, as it is printed and shown. */
export function toSessionDocument(store: Store, session: Session, isRunning: boolean): SessionDocument {
  const { config, startedAt, elapsedMs, spend, iteration, operator } = session;
  const decisions = decisionsOf(store, session);
  const test = findReport(store, session);
  const proposals = store.proposals.ofSession(session.id);
  const verdicts = proposals.map(({ id }) => store.proposals.assessment(id)?.verdict ?? null);
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  const head = store.refs.head();
  const model = modelOfSession(store, session);
  return {
    session: session.id,
    state: stateOf(session, isRunning),
    stopped: stoppedOf(store, session),
    proposals: {
      made: proposals.length,
      accepted: count("accept"),
      rejected: count("reject"),
      undecided: count("undecided"),
    },
    head,
    ...(test === null ? {} : { test: copyReport(test) }),
    spend: toSpendDocument(spend),
    decisionsSha256: hashJson(decisions),
    optimizer: config.optimizer.type,
    agent: config.agent,
    dataset: config.dataset,
    seed: config.seed,
    approve: config.approve,
    iteration,
    iterations: config.iterations,
    operator,
    commits: countAccepted(store, session.id),
    startedAt: toIso(startedAt),
    elapsedMs,
    caps: config.caps,
    model: `${model.provider}/${model.name}`,
    isSimulated: model.provider === "simulated",
    isOwnMachine: isOwnMachine(originOf(model)),
    curve: curveOf(store, session),
    asOf: store.events.last(),
  };
}

/** A session whose row says running while nobody runs it was cut off; it goes on only when asked. */
export function stateOf(session: Session, isRunning: boolean): SessionDocument["state"] {
  return session.state === "running" && !isRunning ? "interrupted" : session.state;
}

/** What a session waited for may have been decided since; then it is the resume that is waited for. */
function stoppedOf(store: Store, session: Session): SessionDocument["stopped"] {
  const { stopped, state, iteration, id } = session;
  if (stopped === null || state !== "waiting") return stopped;
  // Others of the iteration may stand on the desk undecided, or have their turn still to come.
  const awaited = store.proposals
    .ofSession(id)
    .filter((proposal) => proposal.iteration === iteration)
    .filter((proposal) => store.proposals.assessment(proposal.id)?.verdict === "accept");
  if (awaited.length === 0 || awaited.some(({ status }) => status === "waiting")) return stopped;
  const decided = awaited.map((proposal) => `Proposal ${proposal.id} is ${proposal.status}`).join(", ");
  return { ...stopped, detail: `${decided}: \`session resume ${id}\` goes on.` };
}

function findReport(store: Store, session: Session): SealedReport | null {
  return (
    (store.sessions.noted(session.id, `${session.iteration}/report`) as SealedReport | undefined) ?? null
  );
}

function copyReport({ before, after, difference }: SealedReport): SessionDocument["test"] {
  return {
    before: copyEstimate(before),
    after: copyEstimate(after),
    difference: { value: difference.value, interval: [...difference.interval] },
  };
}

function copyEstimate(estimate: Estimate) {
  return { ...estimate, interval: [...estimate.interval] as [number, number] };
}

/**
 * One point per system that was the baseline of an assessment: the items it was last paired on, so the points rest on
 * different items and each carries its own interval. A commit gets none from the assessment that chose it: the winner's
 * number flatters it. These items chose the commits: the curve is no claim about unseen ones.
 */
export function curveOf(store: Store, session: Session): SessionDocument["curve"] {
  const points = new Map<string, SessionDocument["curve"][number]>();
  const groups = store.datasets.validationGroups(session.config.dataset);
  const headSince = new Map([[session.startCommit, 0]]);
  for (const { id, base, iteration } of store.proposals.ofSession(session.id)) {
    const commit = store.commits.ofProposal(id);
    if (commit !== null) headSince.set(commit, iteration);
    const assessment = store.proposals.assessment(id);
    const items = assessment === null ? [] : store.proposals.assessedItems(assessment.id);
    // An unsafe candidate is refused before anything is run.
    if (items.length === 0) continue;
    points.set(base, {
      iteration: headSince.get(base) ?? points.get(base)?.iteration ?? iteration - 1,
      commit: base,
      estimate: estimateBaseline(items, groups),
    });
  }
  return [...points.values()];
}

function estimateBaseline(items: readonly AssessedItem[], groups: ReadonlyMap<string, string>) {
  const scored = items.map(({ item, baseline, baselineCorrect }) => ({
    itemId: item,
    group: groups.get(item) ?? null,
    score: baseline,
    isCorrect: baselineCorrect,
  }));
  return copyEstimate(estimateScored(scored));
}
