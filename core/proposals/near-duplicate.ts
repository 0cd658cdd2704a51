import { similarityOf, wordsOfEdit, type EditWords } from "#core/domain/edit-similarity.ts";
import type { Proposal, ProposalStatus } from "#core/domain/proposal.ts";
import type { Store } from "#core/store/store.ts";

/** An earlier proposal that made nearly the same edit and did not make it, or is still undecided. */
export type NearDuplicate = {
  readonly proposal: string;
  readonly status: ProposalStatus;
  /** From 0 to 1. */
  readonly similarity: number;
};

/** What counts as nearly the same unless a session says otherwise. */
export const NEARLY_THE_SAME = 0.8;

const COUNTS: readonly ProposalStatus[] = [
  "rejected",
  "sent-back",
  "refused",
  "draft",
  "assessing",
  "waiting",
  "deferred",
];

type Subject = Pick<Proposal, "changes" | "origin"> & {
  /** Null before it is filed: every proposal is earlier. */
  readonly id: string | null;
};

/**
 * The proposal of the workspace most like this one among the earlier ones that were refused or are undecided, if it is
 * like it by the threshold or more; null where there is none. What it was made from is no duplicate of it.
 */
export function findNearDuplicate(store: Store, subject: Subject, threshold: number): NearDuplicate | null {
  const own = wordsOf(store, subject);
  const found = store.proposals
    .list()
    .filter(({ id, status }) => COUNTS.includes(status) && isEarlier(id, subject.id) && id !== subject.origin)
    .filter((earlier) => touchesSame(earlier, subject))
    .map((earlier) => ({
      proposal: earlier.id,
      status: earlier.status,
      similarity: similarityOf(own, wordsOf(store, earlier)),
    }))
    // The list is newest first, and stays so among equals.
    .toSorted((a, b) => b.similarity - a.similarity);
  const [nearest] = found;
  return nearest !== undefined && nearest.similarity >= threshold ? nearest : null;
}

function isEarlier(id: string, than: string | null): boolean {
  return than === null || Number(id) < Number(than);
}

function touchesSame(a: Pick<Proposal, "changes">, b: Pick<Proposal, "changes">): boolean {
  return a.changes.some(({ resource }) => b.changes.some((each) => each.resource === resource));
}

function wordsOf(store: Store, { changes }: Pick<Proposal, "changes">): EditWords {
  return wordsOfEdit(
    changes.map(({ resource, from, to }) => ({
      resource,
      before: store.versions.get(from).content,
      after: store.versions.get(to).content,
    })),
  );
}
