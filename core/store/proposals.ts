import type { AuthorKind } from "#core/domain/author.ts";
import type { Hypothesis, Proposal, ProposalStatus, ProposedResource } from "#core/domain/proposal.ts";
import { createAssessments } from "./assessments.ts";
import type { Db } from "./db.ts";
import { createDecisions } from "./decisions.ts";
import { createSeal } from "./seals.ts";
import { parseStored } from "./stored-text.ts";

type ProposalRow = {
  readonly seq: number;
  readonly session: string | null;
  readonly iteration: number;
  readonly author_kind: AuthorKind;
  readonly author_name: string;
  readonly branch: string;
  readonly base: string;
  readonly status: ProposalStatus;
  readonly summary: string;
  readonly changes: string;
  readonly change_hash: string;
  readonly hypotheses: string;
  readonly origin: number | null;
  readonly created_at: number;
};

/** The only code that writes the `proposal` table, with what belongs to proposals. Only a status ever changes. */
export function createProposals(db: Db) {
  const insert = db.prepare(
    `INSERT INTO proposal (session, iteration, author_kind, author_name, branch, base, status, summary, changes,
                           change_hash, hypotheses, origin, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setStatus = db.prepare("UPDATE proposal SET status = ? WHERE seq = ?");
  const select = db.prepare("SELECT * FROM proposal WHERE seq = ?");
  const all = db.prepare("SELECT * FROM proposal ORDER BY seq DESC");
  const bySession = db.prepare("SELECT * FROM proposal WHERE session = ? ORDER BY seq");
  const seal = createSeal(db, "proposal");

  return {
    /** Returns the new proposal's id: proposals are numbered over the whole workspace. */
    add: (proposal: Omit<Proposal, "id">): string => {
      const { session, iteration, author, branch, base, status, summary, changes, changeHash, hypotheses } =
        proposal;
      const { lastInsertRowid } = insert.run(
        session,
        iteration,
        author.kind,
        author.name,
        branch,
        base,
        status,
        summary,
        JSON.stringify(changes),
        changeHash,
        JSON.stringify(hypotheses),
        proposal.origin,
        proposal.createdAt,
      );
      seal(Number(lastInsertRowid));
      return String(lastInsertRowid);
    },
    setStatus: (id: string, status: ProposalStatus): void => {
      setStatus.run(status, id);
      seal(id);
    },
    find: (id: string): Proposal | null => {
      const row = select.get(id) as ProposalRow | undefined;
      return row === undefined ? null : toProposal(row);
    },
    /** Newest first. */
    list: (): readonly Proposal[] => (all.all() as ProposalRow[]).map(toProposal),
    /** In the order in which they were made. */
    ofSession: (session: string): readonly Proposal[] =>
      (bySession.all(session) as ProposalRow[]).map(toProposal),
    ...createAssessments(db),
    ...createDecisions(db),
  };
}

function toProposal(row: ProposalRow): Proposal {
  return {
    id: String(row.seq),
    session: row.session,
    iteration: row.iteration,
    author: { kind: row.author_kind, name: row.author_name },
    branch: row.branch,
    base: row.base,
    status: row.status,
    summary: row.summary,
    changes: parseStored(row.changes) as ProposedResource[],
    changeHash: row.change_hash,
    hypotheses: parseStored(row.hypotheses) as Hypothesis[],
    origin: row.origin === null ? null : String(row.origin),
    createdAt: row.created_at,
  };
}
