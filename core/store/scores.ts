import type { Item, Score, ScoringFailure } from "#core/domain/dataset.ts";
import type { Db } from "./db.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored } from "./stored-text.ts";

/** A score belongs to a run, a scorer and what was expected; a new scorer can score old runs without a model call. */
export type ScoreKey = { readonly run: string; readonly scorerHash: string; readonly expectedHash: string };

type ScoreRow = { readonly value: number; readonly is_correct: number; readonly parts: string } & NoteRow;

/** What a scorer said beside the figures; null where it said nothing. */
export type NoteRow = { readonly failure: string | null; readonly reason: string | null };

/** To a score's row, what was said of it. */
export const JOIN_NOTE = `LEFT JOIN score_note ON score_note.run = score.run
  AND score_note.scorer_hash = score.scorer_hash AND score_note.expected_hash = score.expected_hash`;

/** The only code that knows the `score` table and the notes beside it. Append-only. */
export function createScores(db: Db) {
  const insert = createSealedInsert(db, "score", "ignore");
  const insertNote = createSealedInsert(db, "score_note", "ignore");
  const isOfItem = db.prepare("SELECT 1 FROM score WHERE run = ? AND item IS NOT NULL").pluck();
  const countOn = db.prepare("SELECT count(*) FROM score WHERE dataset = ?").pluck();
  const select = db.prepare(
    `SELECT value, is_correct, parts, failure, reason FROM score ${JOIN_NOTE}
     WHERE score.run = ? AND score.scorer_hash = ? AND score.expected_hash = ?`,
  );

  return {
    /** One run serves every item that asks the same; it belongs to the one that it was scored for first. */
    append: (
      { run, scorerHash, expectedHash }: ScoreKey,
      score: Score,
      item: Pick<Item, "dataset" | "id">,
    ): void => {
      const isFirst = isOfItem.get(run) === undefined;
      const key = { run, scorer_hash: scorerHash, expected_hash: expectedHash };
      insert({
        ...key,
        value: score.value,
        is_correct: score.isCorrect ? 1 : 0,
        parts: JSON.stringify(score.parts),
        dataset: isFirst ? item.dataset : null,
        item: isFirst ? item.id : null,
      });
      if (score.reason === undefined && score.failure === undefined) return;
      insertNote({ ...key, failure: score.failure ?? null, reason: score.reason ?? "" });
    },
    /** How many runs were scored on an item of a dataset. */
    countOn: (dataset: string): number => countOn.get(dataset) as number,
    find: ({ run, scorerHash, expectedHash }: ScoreKey): Score | null => {
      const row = select.get(run, scorerHash, expectedHash) as ScoreRow | undefined;
      return row === undefined ? null : toScore(row);
    },
  };
}

/** A row with its note as a score. */
export function toScore(row: ScoreRow): Score {
  return {
    value: row.value,
    isCorrect: row.is_correct === 1,
    parts: parseStored(row.parts) as Score["parts"],
    // A note of a failure alone has no words.
    ...(row.reason === null || row.reason === "" ? {} : { reason: row.reason }),
    ...(row.failure === null ? {} : { failure: row.failure as ScoringFailure }),
  };
}
