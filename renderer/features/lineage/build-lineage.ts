import type { CommitDocument } from "#core/contract/shapes.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { Outcome } from "#renderer/store/score-series.ts";
import type { Operations, Proposals } from "#renderer/store/shared-queries.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { findInForce } from "./find-in-force.ts";
import {
  isTurnedDown,
  toCandidateId,
  toFoldId,
  type CandidateNode,
  type CommitNode,
  type FoldNode,
  type LineageNode,
  type LineageRole,
} from "./lineage-node.ts";
import { tellApart } from "./tell-apart.ts";

export type LineageSources = {
  /** Newest first, as the host lists them. */
  readonly commits: readonly CommitDocument[];
  readonly head: string;
  readonly proposals: Proposals;
  readonly operations: Operations;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Candidates that were turned down or failed are part of the picture. */
  readonly showsRejected: boolean;
  /** Commits whose folded candidates are shown one by one. */
  readonly unfolded: ReadonlySet<string>;
};

/** From this many turned-down candidates on one commit they are folded. */
const FOLD_FROM = 3;

/** The whole history as nodes, parents before children: commits, and the candidates that hang on them. */
export function buildLineage(sources: LineageSources): readonly LineageNode[] {
  const { head, operations, outcomes, proposals } = sources;
  const commits = sources.commits.toReversed();
  const restores = restoredBy(operations);
  const inForce = findInForce(commits, head, undoneTo(operations));
  const best = findBest(commits, outcomes);
  const known = new Set(commits.map(({ id }) => id));
  const candidates = Map.groupBy(
    proposals.filter(({ base, status }) => known.has(base) && status !== "approved"),
    ({ base }) => base,
  );
  const nodes = commits.flatMap((commit): readonly LineageNode[] => {
    const node: CommitNode = {
      kind: "commit",
      id: commit.id,
      parents: commit.parents,
      message: commit.message,
      at: commit.at,
      role: roleOf(commit, restores),
      commit,
      isHead: commit.id === head,
      isBest: commit.id === best,
      isRolledBack: !inForce.has(commit.id),
      outcome: outcomes.get(commit.id) ?? null,
    };
    return [node, ...candidateNodes(commit.id, candidates.get(commit.id) ?? [], sources)];
  });
  const apart = tellApart(nodes.map(({ message }) => message));
  return nodes.map((node) => {
    const lead = apart.get(node.message);
    return lead === undefined ? node : { ...node, lead };
  });
}

function candidateNodes(
  base: string,
  proposals: readonly ProposalSummaryDocument[],
  { showsRejected, unfolded }: LineageSources,
): readonly (CandidateNode | FoldNode)[] {
  const nodes = proposals.map(toCandidate);
  const open = nodes.filter(({ role }) => !isTurnedDown(role));
  const rejected = showsRejected ? nodes.filter(({ role }) => isTurnedDown(role)) : [];
  if (rejected.length < FOLD_FROM || unfolded.has(base)) return [...open, ...rejected];
  const fold: FoldNode = {
    kind: "fold",
    id: toFoldId(base),
    parents: [base],
    message: lineageStrings.folded(rejected.length),
    at: rejected.at(-1)?.at ?? "",
    role: "rejected",
    candidates: rejected.map(({ proposal }) => proposal),
  };
  return [...open, fold];
}

function toCandidate(proposal: ProposalSummaryDocument): CandidateNode {
  return {
    kind: "candidate",
    id: toCandidateId(proposal.id),
    parents: [proposal.base],
    message: proposal.summary,
    at: proposal.createdAt,
    role: candidateRole(proposal),
    proposal,
  };
}

function candidateRole({ status, verdict }: ProposalSummaryDocument): LineageRole {
  switch (status) {
    case "draft":
      return "unassessed";
    case "waiting":
      return verdict === null ? "unassessed" : "waiting";
    case "approved":
    case "assessing":
    case "deferred":
    case "rejected":
    case "sent-back":
    case "superseded":
    case "refused":
    case "failed":
      return status;
  }
}

function roleOf(commit: CommitDocument, restores: ReadonlySet<string>): LineageRole {
  if (commit.parents.length === 0) return "seed";
  if (restores.has(commit.id)) return "restored";
  return commit.proposal === undefined ? "edit" : "approved";
}

/** Commits that went back: by restoring, or by an undo. */
function restoredBy(operations: Operations): ReadonlySet<string> {
  return new Set(
    operations.filter(({ kind }) => kind === "rollback" || kind === "undo").map(({ after }) => after),
  );
}

function undoneTo(operations: Operations): ReadonlyMap<string, string> {
  const bySeq = new Map(operations.map((operation) => [operation.seq, operation]));
  const pairs = operations.flatMap(({ after, undoes }) => {
    const before = undoes === null ? undefined : bySeq.get(undoes)?.before;
    return before === undefined || before === null ? [] : [[after, before] as const];
  });
  return new Map(pairs);
}

/**
 * The commit that brought in what has the highest measured accuracy, the newest of equals; none where fewer than two
 * systems were measured. What leaves the agent as it was brought nothing in.
 */
function findBest(commits: readonly CommitDocument[], outcomes: ReadonlyMap<string, Outcome>): string | null {
  let best: { readonly id: string; readonly accuracy: number } | null = null;
  const measured = new Set<string>();
  for (const { id, parents } of commits) {
    const outcome = outcomes.get(id);
    if (outcome === undefined || outcomes.get(parents[0] ?? "")?.system === outcome.system) continue;
    measured.add(outcome.system);
    const { accuracy } = outcome;
    if (best === null || accuracy >= best.accuracy) best = { id, accuracy };
  }
  return measured.size < 2 || best === null ? null : best.id;
}
