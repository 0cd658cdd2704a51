import { hashJson } from "#core/base/hash.ts";
import type { Author } from "#core/domain/author.ts";
import type { Closure } from "#core/domain/closure.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import type { GateReport, Verdict } from "#core/domain/gate/report.ts";
import type { Assessment, Proposal } from "#core/domain/proposal.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { createProposal } from "#core/proposals/create-proposal.ts";
import { getProposal, moveProposal } from "#core/proposals/decide.ts";
import { recordAssessment } from "#core/proposals/record-assessment.ts";
import type { Edit } from "#core/resources/edits.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { Registry } from "./registry.ts";

export const REFLECTION: Author = { kind: "optimizer", name: "reflection" };

export type Filing = {
  readonly author?: Author;
  readonly edits: readonly Edit[];
  /** Null leaves it a draft. */
  readonly verdict: Verdict | null;
  readonly isSafe?: boolean;
  /** The proposal it is a variant of. */
  readonly origin?: string;
  /** The session whose first iteration it is of. */
  readonly session?: string;
};

/** Files a change of the present head as a proposal, assessed with that verdict and waiting for a decision. */
export function fileProposal(
  registry: Registry,
  { author = REFLECTION, edits, verdict, isSafe, origin, session }: Filing,
): Proposal {
  const { store } = registry;
  const candidate = registry.apply(author.kind, ...edits);
  return store.durable(() => {
    const proposal = createProposal(store, {
      session: session ?? null,
      iteration: 1,
      author,
      branch: store.headBranch.name(),
      base: store.headBranch.commit(),
      candidate,
      summary: "Try it",
      hypotheses: [],
      origin: origin ?? null,
      at: 1_900_000_000_000,
    });
    if (verdict !== null) assess(registry, proposal, { verdict, isSafe: isSafe ?? true });
    return getProposal(store, proposal.id);
  });
}

function assess(
  { store, view }: Registry,
  proposal: Proposal,
  { verdict, isSafe }: { readonly verdict: Verdict; readonly isSafe: boolean },
): void {
  const at = 1_900_000_001_000;
  moveProposal(store, proposal, { to: "assessing", at });
  const closure = closureOf(view());
  const baselineClosure = hashJson(closure);
  store.runs.putClosure(baselineClosure, closure);
  const assessment: Assessment = {
    id: `${proposal.id}.1`,
    proposal: proposal.id,
    number: 1,
    report: { ...REPORT, verdict },
    verdict,
    invariants: [{ id: "tools compile", holds: isSafe, detail: isSafe ? "" : "tool/adder does not compile" }],
    dataset: "d",
    datasetHash: "0",
    baselineClosure,
    candidateClosure: "0",
    tokenChange: null,
    spend: NO_SPEND,
    at,
  };
  const item = {
    item: "i",
    className: null,
    baselineRun: "a",
    candidateRun: "b",
    baseline: 0,
    candidate: 1,
    baselineCorrect: false,
    candidateCorrect: true,
  };
  recordAssessment(store, assessment, [item]);
  moveProposal(store, getProposal(store, proposal.id), { to: isSafe ? "waiting" : "refused", at });
}

/** What the clerk reaches, as it is in force. */
function closureOf(view: ResourceView): Closure {
  const reached = ["agent/clerk" as const, ...dependenciesOf(view.get("agent/clerk").resource)];
  return {
    agent: "agent/clerk",
    versions: Object.fromEntries(reached.map((key) => [key, view.get(key).version])),
    model: { provider: "simulated", name: "desk-1", endpoint: null, sampling: {} },
    implementations: {},
  };
}

const EVIDENCE = { logE: 0, peakLogE: 0, eValue: 1, peakEValue: 1, levelNeeded: 20, crossedAtUnit: null };
const REPORT: GateReport = {
  metric: "correct",
  verdict: "undecided",
  reason: "more-items-needed",
  isSettled: false,
  failedInvariants: [],
  isPoolUsedUp: false,
  isHarmful: false,
  isRealButTooSmall: false,
  level: 0.05,
  items: 1,
  units: 1,
  openItems: 0,
  effect: 1,
  interval: { low: -1, high: 1 },
  evidence: EVIDENCE,
  flips: { fixed: 1, broken: 0 },
  moves: { fixed: 1, broken: 0 },
  guards: [],
  forecast: { kind: "no-sign-of-improvement" },
  measures: [
    {
      measure: "correct",
      decides: true,
      effect: 1,
      interval: { low: -1, high: 1 },
      evidence: EVIDENCE,
      moves: { fixed: 1, broken: 0 },
      forecast: { kind: "no-sign-of-improvement" },
    },
  ],
};
