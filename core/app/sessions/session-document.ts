import { hashJson } from "#core/base/hash.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { Estimate, SealedReport, Session } from "#core/domain/session.ts";
import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import { decisionsOf } from "#core/evolution/run-session.ts";
import { modelOf } from "#core/app/agent-model.ts";
import { toIso, toSpendDocument } from "#core/app/documents.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

/** What a session came to so far, as it is printed and shown. */
export function toSessionDocument(store: Store, session: Session, isRunning: boolean): SessionDocument {
  const { config, startedAt, elapsedMs, spend, iteration, operator } = session;
  const decisions = decisionsOf(store, session);
  const test = findReport(store, session);
  const count = (verdict: string): number => decisions.filter((entry) => entry.verdict === verdict).length;
  const head = store.refs.head();
  const model = config.model ?? modelOf(viewAtCommit(store, session.startCommit), config.agent);
  return {
    session: session.id,
    state: stateOf(session, isRunning),
    stopped: session.stopped,
    proposals: {
      made: store.proposals.ofSession(session.id).length,
      accepted: count("accept"),
      rejected: count("reject"),
      undecided: count("undecided"),
    },
    head,
    ...(test === null ? {} : { test: copyReport(test) }),
    spend: toSpendDocument(spend),
    decisionsSha256: hashJson(decisions),
    optimizer: config.optimizer,
    agent: config.agent,
    dataset: config.dataset,
    seed: config.seed,
    approve: config.approve,
    iteration,
    iterations: config.iterations,
    operator,
    commits: decisions.filter((entry) => entry.decision === "approve").length,
    startedAt: toIso(startedAt),
    elapsedMs,
    caps: config.caps,
    isSimulated: model.provider === "simulated",
    curve: curveOf(store, session),
    asOf: store.events.last(),
  };
}

/** A session whose row says running while nobody runs it was cut off; it goes on only when asked. */
export function stateOf(session: Session, isRunning: boolean): SessionDocument["state"] {
  return session.state === "running" && !isRunning ? "interrupted" : session.state;
}

function findReport(store: Store, session: Session): SealedReport | null {
  return (
    (store.sessions.noted(session.id, `${session.iteration}/commit/report`) as SealedReport | undefined) ??
    null
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

/** One point per assessment: the baseline's accuracy over the items that were paired, by what was head then. */
function curveOf(store: Store, session: Session): SessionDocument["curve"] {
  const seen = new Set<string>();
  return store.proposals.ofSession(session.id).flatMap(({ id, base, iteration, status }) => {
    const assessment = store.proposals.assessment(id);
    if (assessment === null) return [];
    const items = store.proposals.assessedItems(assessment.id);
    const points = [];
    if (!seen.has(base))
      points.push({ iteration: iteration - 1, commit: base, estimate: estimate(items, "baseline") });
    seen.add(base);
    if (status === "approved") points.push({ iteration, commit: "", estimate: estimate(items, "candidate") });
    return points;
  });
}

function estimate(items: ReturnType<Store["proposals"]["assessedItems"]>, arm: "baseline" | "candidate") {
  const n = items.length;
  const correct = items.filter((item) =>
    arm === "baseline" ? item.baselineCorrect : item.candidateCorrect,
  ).length;
  const score = n === 0 ? 0 : items.reduce((sum, item) => sum + item[arm], 0) / n;
  const { low, high } = n === 0 ? { low: 0, high: 1 } : wilsonInterval(correct, n, 0.95);
  return { accuracy: n === 0 ? 0 : correct / n, score, interval: [low, high] as [number, number], n };
}
