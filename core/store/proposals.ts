import type { AuthorKind } from "#core/domain/author.ts";
import type {
  AssessedItem,
  Assessment,
  DecisionRecord,
  Hypothesis,
  Proposal,
  ProposalStatus,
  ProposedResource,
} from "#core/domain/proposal.ts";
import type { Db } from "./database.ts";

type ProposalRow = {
  readonly seq: number;
  readonly session: string | null;
  readonly iteration: number;
  readonly author_kind: AuthorKind;
  readonly author_name: string;
  readonly base: string;
  readonly status: ProposalStatus;
  readonly summary: string;
  readonly changes: string;
  readonly change_hash: string;
  readonly hypotheses: string;
  readonly origin: number | null;
  readonly created_at: number;
};
type AssessedRow = {
  readonly item: string;
  readonly class_name: string | null;
  readonly baseline_run: string;
  readonly candidate_run: string;
  readonly baseline: number;
  readonly candidate: number;
  readonly baseline_correct: number;
  readonly candidate_correct: number;
};

export type Proposals = ReturnType<typeof createProposals>;

/** The only code that knows proposals, assessments and decisions. Only a proposal's status ever changes. */
export function createProposals(db: Db) {
  const insert = db.prepare(
    `INSERT INTO proposal (session, iteration, author_kind, author_name, base, status, summary, changes, change_hash,
                           hypotheses, origin, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setStatus = db.prepare("UPDATE proposal SET status = ? WHERE seq = ?");
  const select = db.prepare("SELECT * FROM proposal WHERE seq = ?");
  const all = db.prepare("SELECT * FROM proposal ORDER BY seq DESC");
  const bySession = db.prepare("SELECT * FROM proposal WHERE session = ? ORDER BY seq");
  const insertAssessment = db.prepare(
    "INSERT INTO assessment (id, proposal, number, body, at) VALUES (?, ?, ?, ?, ?)",
  );
  const insertItem = db.prepare("INSERT INTO assessed_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const newestAssessment = db
    .prepare("SELECT body FROM assessment WHERE proposal = ? ORDER BY number DESC LIMIT 1")
    .pluck();
  const countAssessments = db
    .prepare("SELECT count(*) FROM assessment WHERE json_extract(body, '$.dataset') = ?")
    .pluck();
  const countOfProposal = db.prepare("SELECT count(*) FROM assessment WHERE proposal = ?").pluck();
  const gateCounts = db.prepare(
    `SELECT coalesce(max(assessment.number), 0) AS assessments,
            count(*) FILTER (WHERE json_extract(assessment.body, '$.verdict') = 'accept') AS accepts
     FROM assessment JOIN proposal ON proposal.seq = assessment.proposal WHERE proposal.session = ?`,
  );
  const items = db.prepare("SELECT * FROM assessed_item WHERE assessment = ? ORDER BY position");
  const insertDecision = db.prepare("INSERT INTO decision (proposal, body, at) VALUES (?, ?, ?)");
  const newestDecision = db
    .prepare("SELECT body FROM decision WHERE proposal = ? ORDER BY seq DESC LIMIT 1")
    .pluck();

  return {
    /** Returns the new proposal's id: proposals are numbered over the whole workspace. */
    add: (proposal: Omit<Proposal, "id">): string => {
      const { session, iteration, author, base, status, summary, changes, changeHash, hypotheses } = proposal;
      const row = [
        ...[
          session,
          iteration,
          author.kind,
          author.name,
          base,
          status,
          summary,
          JSON.stringify(changes),
          changeHash,
        ],
        ...[JSON.stringify(hypotheses), proposal.origin, proposal.createdAt],
      ];
      return String(insert.run(...row).lastInsertRowid);
    },
    setStatus: (id: string, status: ProposalStatus): void => void setStatus.run(status, id),
    find: (id: string): Proposal | null => {
      const row = select.get(id) as ProposalRow | undefined;
      return row === undefined ? null : toProposal(row);
    },
    /** Newest first. */
    list: (): readonly Proposal[] => (all.all() as ProposalRow[]).map(toProposal),
    /** In the order in which they were made. */
    ofSession: (session: string): readonly Proposal[] =>
      (bySession.all(session) as ProposalRow[]).map(toProposal),
    addAssessment: (assessment: Assessment, assessed: readonly AssessedItem[]): void => {
      const { id, proposal, number, at } = assessment;
      insertAssessment.run(id, proposal, number, JSON.stringify(assessment), at);
      assessed.forEach((item, position) => insertItem.run(id, position, ...fromItem(item)));
    },
    assessment: (proposal: string): Assessment | null => {
      const body = newestAssessment.get(proposal) as string | undefined;
      return body === undefined ? null : (JSON.parse(body) as Assessment);
    },
    countOfProposal: (proposal: string): number => countOfProposal.get(proposal) as number,
    /** Assessments ever made on a dataset: the wear of its validation set. */
    countAssessments: (dataset: string): number => countAssessments.get(dataset) as number,
    /** How often the gate was asked in a session, re-assessments included, and how often it accepted. */
    gateCounts: (session: string) =>
      gateCounts.get(session) as { readonly assessments: number; readonly accepts: number },
    assessedItems: (assessment: string): readonly AssessedItem[] =>
      (items.all(assessment) as AssessedRow[]).map(toItem),
    addDecision: (proposal: string, decision: DecisionRecord): void => {
      insertDecision.run(proposal, JSON.stringify(decision), decision.at);
    },
    decision: (proposal: string): DecisionRecord | null => {
      const body = newestDecision.get(proposal) as string | undefined;
      return body === undefined ? null : (JSON.parse(body) as DecisionRecord);
    },
  };
}

function toProposal(row: ProposalRow): Proposal {
  return {
    id: String(row.seq),
    session: row.session,
    iteration: row.iteration,
    author: { kind: row.author_kind, name: row.author_name },
    base: row.base,
    status: row.status,
    summary: row.summary,
    changes: JSON.parse(row.changes) as ProposedResource[],
    changeHash: row.change_hash,
    hypotheses: JSON.parse(row.hypotheses) as Hypothesis[],
    origin: row.origin === null ? null : String(row.origin),
    createdAt: row.created_at,
  };
}

function fromItem(item: AssessedItem) {
  return [
    item.item,
    item.className,
    item.baselineRun,
    item.candidateRun,
    item.baseline,
    item.candidate,
    item.baselineCorrect ? 1 : 0,
    item.candidateCorrect ? 1 : 0,
  ] as const;
}

function toItem(row: AssessedRow): AssessedItem {
  return {
    item: row.item,
    className: row.class_name,
    baselineRun: row.baseline_run,
    candidateRun: row.candidate_run,
    baseline: row.baseline,
    candidate: row.candidate,
    baselineCorrect: row.baseline_correct === 1,
    candidateCorrect: row.candidate_correct === 1,
  };
}
