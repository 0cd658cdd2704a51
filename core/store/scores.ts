import type { Item, Score } from "#core/domain/dataset.ts";
import type { Db } from "./db.ts";
import { createSeal } from "./seals.ts";
import { parseStored } from "./stored-text.ts";

/** A score belongs to a run, a scorer and what was expected; a new scorer can score old runs without a model call. */
export type ScoreKey = { readonly run: string; readonly scorerHash: string; readonly expectedHash: string };

type ScoreRow = { readonly value: number; readonly is_correct: number; readonly parts: string };

/** The only code that knows the `score` table. Append-only. */
export function createScores(db: Db) {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO score (run, scorer_hash, expected_hash, value, is_correct, parts, dataset, item)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const isOfItem = db.prepare("SELECT 1 FROM score WHERE run = ? AND item IS NOT NULL").pluck();
  const seal = createSeal(db, "score");
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
      insert.run(
        run,
        scorerHash,
        expectedHash,
        score.value,
        score.isCorrect ? 1 : 0,
        JSON.stringify(score.parts),
        isFirst ? item.dataset : null,
        isFirst ? item.id : null,
      );
      seal(run, scorerHash, expectedHash);
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
