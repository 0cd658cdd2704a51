import { CAME_BY, type HistorySkeleton } from "#core/domain/history-skeleton.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { Outcome } from "#renderer/store/score-series.ts";
import type { Proposals, Tags } from "#renderer/store/shared-queries.ts";
import { findInForce } from "./find-in-force.ts";
import {
  isTurnedDown,
  toCandidateId,
  toFoldId,
  type CandidateNode,
  type FoldNode,
  type LineageNode,
  type LineageRole,
} from "./lineage-node.ts";

export type LineageSources = {
  /** The history, of which the last is head. */
  readonly skeleton: HistorySkeleton;
  readonly proposals: Proposals;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly tags: Tags;
  /** Candidates that were turned down or failed are part of the picture. */
  readonly showsRejected: boolean;
  /** Commits whose folded candidates are shown one by one. */
  readonly unfolded: ReadonlySet<string>;
};

const NO_TAGS: readonly string[] = [];

/** From this many turned-down candidates on one commit they are folded. */
const FOLD_FROM = 3;

/** The whole history as nodes, parents before children: commits, and the candidates that hang on them. O(n). */
export function buildLineage(sources: LineageSources): readonly LineageNode[] {
  const { skeleton, outcomes } = sources;
  const { ids, parents } = skeleton;
  const inForce = findInForce(skeleton);
  const best = findBest(skeleton, outcomes);
  const candidates = Map.groupBy(
    sources.proposals.filter(({ status }) => status !== "approved"),
    ({ base }) => base,
  );
  const tags = Map.groupBy(sources.tags, ({ commit }) => commit);
  const nodes: LineageNode[] = [];
  for (const [position, id] of ids.entries()) {
    const parent = parents[position] ?? -1;
    nodes.push({
      kind: "commit",
      id,
      place: nodes.length,
      parent: parent < 0 ? null : (ids[parent] ?? null),
      role: roleOf(skeleton, position),
      isHead: position === ids.length - 1,
      isBest: position === best,
      isRolledBack: inForce[position] === 0,
      outcome: outcomes.get(id) ?? null,
      tags: tags.get(id)?.map(({ name }) => name) ?? NO_TAGS,
    });
    const own = candidates.get(id);
    if (own !== undefined) nodes.push(...candidateNodes(own, nodes.length, sources));
  }
  return nodes;
}

/** Those of one commit, from a place in the list on. */
function candidateNodes(
  proposals: readonly ProposalSummaryDocument[],
  place: number,
  { showsRejected, unfolded }: LineageSources,
): readonly (CandidateNode | FoldNode)[] {
  const nodes = proposals.map(toCandidate);
  const open = nodes.filter(({ role }) => !isTurnedDown(role));
  const rejected = showsRejected ? nodes.filter(({ role }) => isTurnedDown(role)) : [];
  const base = proposals[0]?.base ?? "";
  const shown = rejected.length < FOLD_FROM || unfolded.has(base) ? rejected : [foldAll(base, rejected)];
  return [...open, ...shown].map((node, at) => ({ ...node, place: place + at }));
}

function foldAll(base: string, rejected: readonly CandidateNode[]): FoldNode {
  const candidates = rejected.map(({ proposal }) => proposal);
  return { kind: "fold", id: toFoldId(base), place: 0, parent: base, role: "rejected", candidates };
}

function toCandidate(proposal: ProposalSummaryDocument): CandidateNode {
  const { id, base } = proposal;
  return {
    kind: "candidate",
    id: toCandidateId(id),
    place: 0,
    parent: base,
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

function roleOf({ parents, marks }: HistorySkeleton, position: number): LineageRole {
  const mark = marks[position] ?? 0;
  if ((parents[position] ?? -1) < 0) return "seed";
  if ((mark & CAME_BY.goingBack) !== 0) return "restored";
  return (mark & CAME_BY.proposal) === 0 ? "edit" : "approved";
}

/**
 * The commit that brought in what has the highest accuracy of those measured on the same items, the newest of equals: of
 * the most items on which there are two systems to compare; −1 where no two were measured on the same [L6]. What leaves the
 * agent as it was brought nothing in.
 */
function findBest({ ids, parents }: HistorySkeleton, outcomes: ReadonlyMap<string, Outcome>): number {
  const brought = [...ids.entries()].flatMap(([position, id]) => {
    const outcome = outcomes.get(id);
    if (outcome === undefined) return [];
    const before = outcomes.get(ids[parents[position] ?? -1] ?? "");
    return before?.system === outcome.system ? [] : [{ position, outcome }];
  });
  const comparable = [...Map.groupBy(brought, ({ outcome }) => outcome.items).values()].filter(
    (group) => new Set(group.map(({ outcome }) => outcome.system)).size > 1,
  );
  const group = comparable.toSorted((a, b) => (b[0]?.outcome.n ?? 0) - (a[0]?.outcome.n ?? 0))[0] ?? [];
  const highest = Math.max(...group.map(({ outcome }) => outcome.accuracy));
  return group.findLast(({ outcome }) => outcome.accuracy === highest)?.position ?? -1;
}
