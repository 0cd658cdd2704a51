import type { ProposalRow } from "./improve-queries.ts";

/** The proposals as the index lists them: what needs a person first. */
export type ProposalGroups = {
  readonly waiting: readonly ProposalRow[];
  readonly working: readonly ProposalRow[];
  readonly deferred: readonly ProposalRow[];
  readonly decided: readonly ProposalRow[];
};

export function groupProposals(rows: readonly ProposalRow[]): ProposalGroups {
  const newest = rows.toSorted((a, b) => Number(b.id) - Number(a.id));
  return {
    waiting: newest.filter(needsPerson).toSorted((a, b) => urgency(a) - urgency(b)),
    working: newest.filter((row) => isUnassessed(row) && !needsPerson(row)),
    deferred: newest.filter(({ status }) => status === "deferred"),
    decided: newest.filter(({ status }) => !["waiting", "draft", "assessing", "deferred"].includes(status)),
  };
}

/** In the order of the index, for going through them by keys. */
export function inOrder({ waiting, working, deferred, decided }: ProposalGroups): readonly ProposalRow[] {
  return [...waiting, ...working, ...deferred, ...decided];
}

/** It waits for a decision, or it is a person's own, which nobody else will take further. */
function needsPerson(row: ProposalRow): boolean {
  return row.status === "waiting" || (isUnassessed(row) && row.author.kind === "person");
}

function isUnassessed({ status }: ProposalRow): boolean {
  return status === "draft" || status === "assessing";
}

/** What the gate accepts holds its session up, so it stands first. */
function urgency({ verdict }: ProposalRow): number {
  return verdict === "accept" ? 0 : verdict === null ? 1 : verdict === "undecided" ? 2 : 3;
}
