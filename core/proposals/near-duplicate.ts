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

type Subject = Pick<Proposal, "branch" | "changes" | "origin"> & {
  /** Null before it is filed: every proposal is earlier. */
  readonly id: string | null;
};

/**
 * The proposal of its branch most like this one among the earlier ones that were refused or are undecided, if it is
 * like it by the threshold or more; null where there is none. What it was made from is no duplicate of it, and what goes on
 * beside it on another branch is none of its business: a session decides the same whatever runs at its side [P13].
 */
export function findNearDuplicate(store: Store, subject: Subject, threshold: number): NearDuplicate | null {
  const own = wordsOf(store, subject);
  const found = store.proposals
    .list()
    .filter(({ id, status }) => COUNTS.includes(status) && isEarlier(id, subject.id) && id !== subject.origin)
    .filter((earlier) => earlier.branch === subject.branch && touchesSame(earlier, subject))
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

/** Lists are read again and again; what a change says never becomes different. */
const wordsKept = new WeakMap<Store, Map<string, EditWords>>();

/**
 * Of several proposals, for each that makes nearly the same edit as an earlier one of them: the earliest such [L10].
 */
export function findAlike(store: Store, proposals: readonly Proposal[]): ReadonlyMap<string, string> {
  const kept = wordsKept.get(store) ?? new Map<string, EditWords>();
  wordsKept.set(store, kept);
  const leads: { readonly proposal: Proposal; readonly words: EditWords }[] = [];
  const found = new Map<string, string>();
  for (const proposal of proposals.toSorted((a, b) => Number(a.id) - Number(b.id))) {
    const words = kept.get(proposal.id) ?? wordsOf(store, proposal);
    kept.set(proposal.id, words);
    const lead = leads.find(
      (each) =>
        each.proposal.branch === proposal.branch &&
        touchesSame(each.proposal, proposal) &&
        similarityOf(words, each.words) >= NEARLY_THE_SAME,
    );
    if (lead === undefined) leads.push({ proposal, words });
    else found.set(proposal.id, lead.proposal.id);
  }
  return found;
}

function isEarlier(id: string, than: string | null): boolean {
  return than === null || Number(id) < Number(than);
}

function touchesSame(a: Pick<Proposal, "changes">, b: Pick<Proposal, "changes">): boolean {
  return a.changes.some(({ resource }) => b.changes.some((each) => each.resource === resource));
}

function wordsOf(store: Store, { changes }: Pick<Proposal, "changes">): EditWords {
  return wordsOfEdit(
    changes.map(({ resource, from, to, lifecycle }) => ({
      resource,
      lifecycle,
      before: from === null ? null : store.versions.get(from).content,
      after: store.versions.get(to).content,
    })),
  );
}
