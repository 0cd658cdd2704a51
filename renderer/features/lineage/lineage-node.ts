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

/**
 * Ways in which a proposal came to nothing; each has its own name, and all of them are folded and hidden together [L7].
 */
const TURNED_DOWN = ["rejected", "sent-back", "superseded", "refused", "failed"] as const;
type TurnedDown = (typeof TURNED_DOWN)[number];

export function isTurnedDown(role: LineageRole): boolean {
  return (TURNED_DOWN as readonly string[]).includes(role);
}

type NodeBase = {
  readonly id: string;
  /** Its place in the list of nodes, parents before children. */
  readonly place: number;
  /** What it stands on first; null at the beginning of a history. */
  readonly parent: string | null;
  readonly role: LineageRole;
};

/** A commit as it is drawn; its text is read when it comes into view. */
export type CommitNode = NodeBase & {
  readonly kind: "commit";
  readonly isHead: boolean;
  /** The highest accuracy that was measured, where several were. */
  readonly isBest: boolean;
  readonly isRolledBack: boolean;
  readonly outcome: Outcome | null;
  /** The names that are at it, by which programs ask for it. */
  readonly tags: readonly string[];
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
