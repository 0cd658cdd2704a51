import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";

const AT = "2026-03-06T12:00:00.000Z";

export function makeProposal(change: Partial<ProposalSummaryDocument>): ProposalSummaryDocument {
  return {
    id: "1",
    status: "waiting",
    verdict: "accept",
    effect: 0.05,
    interval: [0.01, 0.09],
    measure: "correct",
    n: 200,
    up: 12,
    down: 2,
    fixed: 12,
    broken: 2,
    resources: ["prompt/order-clerk"],
    createdAt: AT,
    summary: "State the date form.",
    session: "1",
    iteration: 1,
    author: { kind: "optimizer", name: "reflection" },
    branch: "main",
    base: "a".repeat(64),
    isStale: false,
    obstacle: null,
    isInformed: false,
    spend: null,
    ...change,
  };
}

export function makeSession(change: Partial<SessionDocument>): SessionDocument {
  return {
    session: "1",
    state: "stopped",
    stopped: { by: "iterations", detail: "All iterations are done." },
    waitsFor: null,
    wayOn: null,
    beside: [],
    undecided: [],
    proposals: { made: 0, accepted: 0, rejected: 0, undecided: 0 },
    branch: "main",
    head: "a".repeat(64),
    spend: { calls: 100, inputTokens: 900, outputTokens: 100, usd: 0.5, usdKnown: true },
    decisionsSha256: "0".repeat(64),
    optimizer: "reflection",
    agent: "agent/order-clerk",
    dataset: "order-desk",
    seed: 1,
    approve: "ask",
    iteration: 1,
    iterations: 12,
    operator: null,
    commits: 0,
    unmeasured: null,
    startedAt: AT,
    elapsedMs: 60_000,
    caps: {},
    workers: null,
    model: "simulated/clerk-1",
    isSimulated: true,
    isOwnMachine: false,
    curve: [],
    goesOnAt: null,
    hasCandidate: true,
    isStranded: false,
    asOf: 1,
    ...change,
  };
}
