import type { Json } from "#core/base/json.ts";
import type { Item, OpenSplit, Score, Scorer } from "#core/domain/dataset.ts";
import type { AnsweredCounts } from "#core/domain/run.ts";
import type { Db } from "./db.ts";
import { JOIN_NOTE, toScore, type NoteRow } from "./scores.ts";
import { parseStored } from "./stored-text.ts";

/** What a run came to on the item that it was scored for. */
export type RunResult = {
  readonly item: Pick<Item, "dataset" | "id" | "expected"> & { readonly split: OpenSplit };
  readonly scorer: Scorer;
  readonly score: Score;
};

/** A proposal whose evidence a run is, and for which of the two systems it stands there. */
export type RunEvidence = { readonly proposal: string; readonly side: "baseline" | "candidate" };

type ResultRow = {
  readonly dataset: string;
  readonly id: string;
  readonly split: RunResult["item"]["split"];
  readonly expected: string;
  readonly scorer: string;
  readonly value: number;
  readonly is_correct: number;
  readonly parts: string;
} & NoteRow;

/** From a run's row to its item, where it was scored for one that is not sealed. */
export const JOIN_ITEM = `LEFT JOIN score ON score.run = run.id AND score.item IS NOT NULL
  LEFT JOIN item ON item.dataset = score.dataset AND item.id = score.item AND item.split <> 'test'`;

export type MeasuredRuns = {
  readonly runs: number;
  readonly onRecord: number;
  /** Where several models might answer the calls of these runs, and of all that it made: how many each of them did. */
  readonly answeredBy?: AnsweredCounts;
};

/** What runs came to, read over the tables of runs, items, scores and assessments. */
export function createRunResults(db: Db) {
  const select = db.prepare(
    `SELECT item.dataset, item.id, item.split, item.expected, dataset.scorer, score.value, score.is_correct, score.parts,
       score_note.failure, score_note.reason
     FROM run ${JOIN_ITEM} ${JOIN_NOTE} JOIN dataset ON dataset.name = item.dataset WHERE run.id = ?`,
  );
  const evidence = db.prepare(
    `SELECT DISTINCT CAST(assessment.proposal AS TEXT) AS proposal, found.side FROM (
       SELECT assessment, 'candidate' AS side FROM assessed_item WHERE candidate_run = @run
       UNION SELECT assessment, 'baseline' FROM assessed_item WHERE baseline_run = @run
     ) AS found JOIN assessment ON assessment.id = found.assessment ORDER BY assessment.proposal, found.side`,
  );
  const candidate = db
    .prepare(
      `SELECT CAST(min(assessment.proposal) AS TEXT) FROM run
       JOIN assessed_item ON assessed_item.candidate_run = run.id
       JOIN assessment ON assessment.id = assessed_item.assessment WHERE run.closure = ?`,
    )
    .pluck();
  const arm = (
    run: string,
  ): string => `SELECT DISTINCT run.id, trace_index.session IS NOT @session AS is_known
    FROM proposal JOIN assessment ON assessment.proposal = proposal.seq
    JOIN assessed_item ON assessed_item.assessment = assessment.id JOIN run ON run.id = assessed_item.${run}
    LEFT JOIN trace_index ON trace_index.trace = run.trace WHERE proposal.session = @session`;
  const measured = db.prepare(
    `SELECT count(*) AS runs, coalesce(sum(is_known), 0) AS onRecord
     FROM (${arm("baseline_run")} UNION ${arm("candidate_run")})`,
  );
  const answered = db.prepare(
    `SELECT answered.key AS model, sum(answered.value) AS calls
     FROM (SELECT id FROM (${arm("baseline_run")} UNION ALL ${arm("candidate_run")})
           UNION SELECT run.id FROM trace_index JOIN run ON run.trace = trace_index.trace
                 WHERE trace_index.session = @session) AS own
     JOIN run ON run.id = own.id JOIN json_each(run.answered_by) AS answered GROUP BY answered.key`,
  );
  const answeredIn = (session: string): Pick<MeasuredRuns, "answeredBy"> => {
    const rows = answered.all({ session }) as readonly { readonly model: string; readonly calls: number }[];
    if (rows.length === 0) return {};
    return { answeredBy: Object.fromEntries(rows.map(({ model, calls }) => [model, calls])) };
  };
  return {
    /** Runs that a session's assessments rest on, and how many were on record before: made by another, or by hand [B18]. */
    measuredBy: (session: string): MeasuredRuns => ({
      ...(measured.get({ session }) as Pick<MeasuredRuns, "runs" | "onRecord">),
      ...answeredIn(session),
    }),
    find: (run: string): RunResult | null => {
      const row = select.get(run) as ResultRow | undefined;
      return row === undefined ? null : toResult(row);
    },
    /** The proposals in whose assessments the run counts, in their order. */
    evidenceOf: (run: string): readonly RunEvidence[] => evidence.all({ run }) as RunEvidence[],
    /** The first proposal that was assessed with this system as its candidate, or null. */
    candidateOf: (closure: string): string | null => candidate.get(closure) as string | null,
  };
}

function toResult(row: ResultRow): RunResult {
  return {
    item: { dataset: row.dataset, id: row.id, split: row.split, expected: parseStored(row.expected) as Json },
    scorer: parseStored(row.scorer) as Scorer,
    score: toScore(row),
  };
}
