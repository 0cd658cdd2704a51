import type { RunResultDocument } from "#core/contract/shapes.ts";
import type { Author } from "#core/domain/author.ts";
import type { RunResult } from "#core/store/run-results.ts";
import { compareFields } from "#core/app/documents/compare-fields.ts";
import type { ReadingContext } from "#core/app/context.ts";

/** Whether somebody may be told of an item of this split: of the gate's items only people [A7]. */
export function maySee({ kind }: Author, split: RunResult["item"]["split"]): boolean {
  return split === "train" || kind === "person";
}

/**
 * What a run came to on its item; null where it was scored for none, or where the asker may not see the item. Whoever sees
 * it of one that the gate measures by is on record.
 */
export function toRunResult(context: ReadingContext, runId: string): RunResultDocument | null {
  const { store, caller } = context;
  const run = store.runs.find(runId);
  const result = store.runResults.find(runId);
  if (run === null || result === null || !maySee(caller, result.item.split)) return null;
  const { item, score, scorer } = result;
  if (item.split === "validation") context.noteSeen(item.dataset, "traces");
  return {
    dataset: item.dataset,
    item: item.id,
    split: item.split,
    score: score.value,
    isCorrect: score.isCorrect,
    scorer: scorer.type,
    expected: item.expected,
    output: run.output,
    error: run.error?.message ?? null,
    reason: score.reason ?? null,
    scorerFailure: score.failure ?? null,
    fields: compareFields({ output: run.output, expected: item.expected, score }),
    evidence: store.runResults.evidenceOf(runId).map((entry) => ({ ...entry })),
  };
}
