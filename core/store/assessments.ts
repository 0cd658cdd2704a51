import type { AssessedItem, Assessment } from "#core/domain/proposal.ts";
import type { Db } from "./db.ts";
import { createSeal } from "./seals.ts";
import { parseStored } from "./stored-text.ts";

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

/** The only code that writes the `assessment` and `assessed_item` tables. Append-only. */
export function createAssessments(db: Db) {
  const insert = db.prepare("INSERT INTO assessment (id, proposal, number, body, at) VALUES (?, ?, ?, ?, ?)");
  const insertItem = db.prepare(
    `INSERT INTO assessed_item (assessment, position, item, class_name, baseline_run, candidate_run, baseline, candidate,
                                baseline_correct, candidate_correct)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const seal = createSeal(db, "assessment");
  const sealItem = createSeal(db, "assessed_item");
  const newest = db
    .prepare("SELECT body FROM assessment WHERE proposal = ? ORDER BY number DESC LIMIT 1")
    .pluck();
  const countOnDataset = db
    .prepare("SELECT count(*) FROM assessment WHERE json_extract(body, '$.dataset') = ?")
    .pluck();
  const countOfProposal = db.prepare("SELECT count(*) FROM assessment WHERE proposal = ?").pluck();
  const gateCounts = db.prepare(
    `SELECT coalesce(max(assessment.number), 0) AS assessments,
            count(*) FILTER (WHERE json_extract(assessment.body, '$.verdict') = 'accept') AS accepts
     FROM assessment JOIN proposal ON proposal.seq = assessment.proposal WHERE proposal.session = ?`,
  );
  const items = db.prepare("SELECT * FROM assessed_item WHERE assessment = ? ORDER BY position");
  const all = db.prepare("SELECT body FROM assessment ORDER BY proposal, number").pluck();
  const baselines = db.prepare(
    `SELECT id, json_extract(body, '$.dataset') AS dataset, json_extract(body, '$.baselineClosure') AS closure
     FROM assessment ORDER BY at, proposal, number`,
  );

  return {
    /** Part of a transaction that also appends to the audit chain. */
    addAssessment: (assessment: Assessment, assessed: readonly AssessedItem[]): void => {
      const { id, proposal, number, at } = assessment;
      insert.run(id, proposal, number, JSON.stringify(assessment), at);
      seal(id);
      assessed.forEach((item, position) => {
        insertItem.run(id, position, ...fromItem(item));
        sealItem(id, position);
      });
    },
    assessment: (proposal: string): Assessment | null => {
      const body = newest.get(proposal) as string | undefined;
      return body === undefined ? null : (parseStored(body) as Assessment);
    },
    countOfProposal: (proposal: string): number => countOfProposal.get(proposal) as number,
    /** Assessments ever made on a dataset: the wear of its validation set. */
    countAssessments: (dataset: string): number => countOnDataset.get(dataset) as number,
    /** How often the gate was asked in a session, re-assessments included, and how often it accepted. */
    gateCounts: (session: string) =>
      gateCounts.get(session) as { readonly assessments: number; readonly accepts: number },
    assessedItems: (assessment: string): readonly AssessedItem[] =>
      (items.all(assessment) as AssessedRow[]).map(toItem),
    /** What each assessment was measured against, oldest first. */
    baselines: () =>
      baselines.all() as readonly {
        readonly id: string;
        readonly dataset: string;
        readonly closure: string;
      }[],
    allAssessments: (): readonly Assessment[] =>
      (all.all() as string[]).map((body) => parseStored(body) as Assessment),
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
