import { z } from "zod";
import type { Author } from "./author.ts";
import type { Verdict } from "./gate/report.ts";
import type { KeptReport } from "./headline.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { ResourceKey } from "./resource.ts";
import type { Spend } from "./spend.ts";

export const PROPOSAL_STATUSES = [
  "draft",
  "assessing",
  "waiting",
  "deferred",
  "approved",
  "rejected",
  "sent-back",
  "superseded",
  "refused",
  "failed",
] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** The status in the words that people are told it in, in the window and on the command line. */
const STATUS_WORDS: Readonly<Record<ProposalStatus, string>> = {
  draft: "unassessed",
  assessing: "being assessed",
  waiting: "waiting",
  deferred: "deferred",
  approved: "approved",
  rejected: "rejected",
  "sent-back": "sent back",
  superseded: "superseded",
  refused: "refused as unsafe",
  failed: "failed",
};

export function describeStatus(status: ProposalStatus): string {
  return STATUS_WORDS[status];
}

/**
 * The lifecycle diagram. `refused`: the change itself breaks an invariant. `failed`: it could not be assessed.
 * `superseded`: another proposal that was made from it, an edit or a part, took its place. Every move is
 * held against it [P1].
 */
const STEPS: Readonly<Record<ProposalStatus, readonly ProposalStatus[]>> = {
  draft: ["assessing", "rejected", "refused", "failed", "superseded"],
  assessing: ["waiting", "refused", "failed", "draft"],
  waiting: ["approved", "rejected", "sent-back", "superseded", "deferred", "assessing"],
  deferred: ["waiting", "superseded"],
  approved: [],
  rejected: [],
  "sent-back": [],
  superseded: [],
  refused: [],
  failed: [],
};

/** What nothing leads on from is decided, one way or the other. */
export function isUndecided(status: ProposalStatus): boolean {
  return STEPS[status].length > 0;
}

function canStep(from: ProposalStatus, to: ProposalStatus): boolean {
  return STEPS[from].includes(to);
}

/** The new status, or the ones that would have been allowed. */
export function stepProposal(
  from: ProposalStatus,
  to: ProposalStatus,
): Result<ProposalStatus, { readonly allowed: readonly ProposalStatus[] }> {
  return canStep(from, to) ? ok(to) : err({ allowed: STEPS[from] });
}

export const hypothesisSchema = z.object({
  id: z.string(),
  /** What it believes to be the cause of failures. */
  cause: z.string(),
  target: z.object({ resource: z.string(), pointer: z.string() }),
  /** Spans that support it. */
  spans: z.array(z.string()),
  confidence: z.number().min(0).max(1),
});
export type Hypothesis = z.infer<typeof hypothesisSchema>;

export type ProposedResource = {
  readonly resource: ResourceKey;
  /** Null for one that it brings in. */
  readonly from: string | null;
  readonly to: string;
  /** Where it would stand in its lifecycle: of one that is brought in, or taken along it; absent where that stays as it is. */
  readonly lifecycle?: Lifecycle;
};

export const DECISION_KINDS = ["approve", "reject", "send-back", "defer"] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/**
 * What a person says with a refusal, for the proposer to learn from. All are words to it but `one-change`, which binds:
 * from then on the session's proposals rest on one hypothesis each, whatever model proposes.
 */
export const REASON_CHIPS = [
  "over-general",
  "breaks-others",
  "wrong-place",
  "wording",
  "one-change",
] as const;
export type ReasonChip = (typeof REASON_CHIPS)[number];

const CHIP_WORDS: Readonly<Record<ReasonChip, string>> = {
  "over-general": "over-general",
  "breaks-others": "breaks others",
  "wrong-place": "wrong place",
  wording: "wording",
  "one-change": "one change at a time",
};

/** The chip in words, for people and for the proposer. */
export function describeChip(chip: ReasonChip): string {
  return CHIP_WORDS[chip];
}

export type DecisionRecord = {
  readonly kind: DecisionKind;
  readonly by: Author;
  /** The policy rule that fired, for people's decisions "person". */
  readonly rule: string;
  readonly reason: string;
  readonly chips: readonly ReasonChip[];
  /** Approved although the gate did not accept. */
  readonly isOverride: boolean;
  /** Approved by the person who made it. */
  readonly isSelfApproved: boolean;
  readonly at: number;
};

/** Why a candidate is or is not safe, before any score counts. */
export type InvariantCheck = { readonly id: string; readonly holds: boolean; readonly detail: string };

export type Assessment = {
  readonly id: string;
  readonly proposal: string;
  /** t: its place among all assessments of the session. */
  readonly number: number;
  readonly report: KeptReport;
  readonly verdict: Verdict;
  readonly invariants: readonly InvariantCheck[];
  readonly dataset: string;
  readonly datasetHash: string;
  readonly baselineClosure: string;
  readonly candidateClosure: string;
  /** Relative change of tokens per item, candidate against baseline; null without tokens. */
  readonly tokenChange: number | null;
  readonly spend: Spend;
  readonly at: number;
};

/** One validation item in an assessment: for the desk's flips and the matrix; never for a proposer. */
export type AssessedItem = {
  readonly item: string;
  readonly className: string | null;
  readonly baselineRun: string;
  readonly candidateRun: string;
  readonly baseline: number;
  readonly candidate: number;
  readonly baselineCorrect: boolean;
  readonly candidateCorrect: boolean;
};

export type Proposal = {
  readonly id: string;
  /** Null when a person made it by hand. */
  readonly session: string | null;
  readonly iteration: number;
  readonly author: Author;
  /** Where it would be committed. */
  readonly branch: string;
  readonly base: string;
  readonly status: ProposalStatus;
  readonly summary: string;
  readonly changes: readonly ProposedResource[];
  /** SHA-256 over the changed contents: the same edit again has the same hash. */
  readonly changeHash: string;
  readonly hypotheses: readonly Hypothesis[];
  /** The proposal that this one edits or takes part of. */
  readonly origin: string | null;
  readonly createdAt: number;
};
