import type { ProposalRow } from "./improve-queries.ts";

/** The proposals as the index lists them: what needs a person first. */
export type ProposalGroups = {
  readonly waiting: readonly ProposalRow[];
  readonly working: readonly ProposalRow[];
  readonly deferred: readonly ProposalRow[];
  readonly decided: readonly ProposalRow[];
};

/** `busy`: the sessions that run at this moment. */
export function groupProposals(rows: readonly ProposalRow[], busy: ReadonlySet<string>): ProposalGroups {
  const newest = rows.toSorted((a, b) => Number(b.id) - Number(a.id));
  const needsPerson = (row: ProposalRow): boolean => row.status === "waiting" || isLeft(row, busy);
  return {
    waiting: besideTheirLike(newest.filter(needsPerson).toSorted((a, b) => urgency(a) - urgency(b))),
    working: newest.filter((row) => isUnassessed(row) && !needsPerson(row)),
    deferred: newest.filter(({ status }) => status === "deferred"),
    decided: newest.filter(({ status }) => !["waiting", "draft", "assessing", "deferred"].includes(status)),
  };
}

/**
 * Those that make nearly the same change stand under the first of them: one decision settles most of the others [L10].
 */
function besideTheirLike(rows: readonly ProposalRow[]): readonly ProposalRow[] {
  const ids = new Set(rows.map(({ id }) => id));
  const followers = Map.groupBy(rows, ({ alike = null }) =>
    alike !== null && ids.has(alike) ? alike : null,
  );
  return (followers.get(null) ?? []).flatMap((row) => [row, ...(followers.get(row.id) ?? [])]);
}

/** In the order of the index, for going through them by keys. */
export function inOrder({ waiting, working, deferred, decided }: ProposalGroups): readonly ProposalRow[] {
  return [...waiting, ...working, ...deferred, ...decided];
}

/** Nobody will take an unassessed one further by themselves, unless its session is at it. */
function isLeft(row: ProposalRow, busy: ReadonlySet<string>): boolean {
  if (!isUnassessed(row)) return false;
  return row.author.kind === "person" || row.session === null || !busy.has(row.session);
}

function isUnassessed({ status }: ProposalRow): boolean {
  return status === "draft" || status === "assessing";
}

/** What the gate accepts holds its session up, so it stands first; then what can be decided, which the rail counts. */
function urgency({ verdict, status }: ProposalRow): number {
  if (status !== "waiting") return 3;
  return verdict === "accept" ? 0 : verdict === "undecided" ? 1 : 2;
}
