import type { Item, Score } from "#core/domain/dataset.ts";
import type { Db } from "./db.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored } from "./stored-text.ts";

/** A score belongs to a run, a scorer and what was expected; a new scorer can score old runs without a model call. */
export type ScoreKey = { readonly run: string; readonly scorerHash: string; readonly expectedHash: string };

type ScoreRow = { readonly value: number; readonly is_correct: number; readonly parts: string };

/** The only code that knows the `score` table. Append-only. */
export function createScores(db: Db) {
  const insert = createSealedInsert(db, "score", "ignore");
  const isOfItem = db.prepare("SELECT 1 FROM score WHERE run = ? AND item IS NOT NULL").pluck();
  const select = db.prepare(
    "SELECT value, is_correct, parts FROM score WHERE run = ? AND scorer_hash = ? AND expected_hash = ?",
  );

  return {
    /** One run serves every item that asks the same; it belongs to the one that it was scored for first. */
    append: (
      { run, scorerHash, expectedHash }: ScoreKey,
      score: Score,
      item: Pick<Item, "dataset" | "id">,
    ): void => {
      const isFirst = isOfItem.get(run) === undefined;
      insert({
        run,
        scorer_hash: scorerHash,
        expected_hash: expectedHash,
        value: score.value,
        is_correct: score.isCorrect ? 1 : 0,
        parts: JSON.stringify(score.parts),
        dataset: isFirst ? item.dataset : null,
        item: isFirst ? item.id : null,
      });
    },
    find: ({ run, scorerHash, expectedHash }: ScoreKey): Score | null => {
      const row = select.get(run, scorerHash, expectedHash) as ScoreRow | undefined;
      if (row === undefined) return null;
      return {
        value: row.value,
        isCorrect: row.is_correct === 1,
        parts: parseStored(row.parts) as Score["parts"],
      };
    },
  };
}
