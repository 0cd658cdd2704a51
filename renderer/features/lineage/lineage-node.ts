import type { CommitDocument } from "#core/contract/shapes.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { Outcome } from "#renderer/store/score-series.ts";

/** What a node of the history is to a person; each role has its own sign in the disc. */
export type LineageRole =
  | "seed"
  | "edit"
  | "approved"
  | "restored"
  | "unassessed"
  | "assessing"
  | "waiting"
  | "deferred"
  | TurnedDown;

/** Ways in which a proposal came to nothing; each has its own name, and all of them are folded and hidden together. */
const TURNED_DOWN = ["rejected", "sent-back", "superseded", "refused", "failed"] as const;
type TurnedDown = (typeof TURNED_DOWN)[number];

export function isTurnedDown(role: LineageRole): boolean {
  return (TURNED_DOWN as readonly string[]).includes(role);
}

type NodeBase = {
  readonly id: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly at: string;
  readonly role: LineageRole;
};

export type CommitNode = NodeBase & {
  readonly kind: "commit";
  readonly commit: CommitDocument;
  readonly isHead: boolean;
  /** The highest accuracy that was measured, where several were. */
  readonly isBest: boolean;
  readonly isRolledBack: boolean;
  readonly outcome: Outcome | null;
};

/** A proposal that did not become a commit, or has not yet: never live. */
export type CandidateNode = NodeBase & {
  readonly kind: "candidate";
  readonly proposal: ProposalSummaryDocument;
};

/** Several candidates on the same commit, folded into one. */
export type FoldNode = NodeBase & {
  readonly kind: "fold";
  readonly candidates: readonly ProposalSummaryDocument[];
};

export type LineageNode = CommitNode | CandidateNode | FoldNode;

/** Ids of candidates are made distinct from commits' so that both can stand in one graph and one address. */
export function toCandidateId(proposal: string): string {
  return `p-${proposal}`;
}

export function toFoldId(base: string): string {
  return `f-${base}`;
}
