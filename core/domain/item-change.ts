import { itemDifference } from "./gate/measure.ts";
import type { AssessedItem } from "./proposal.ts";

/**
 * What a candidate made of an item, against its own baseline. `broken`, `fixed`: no longer fully right, or now; `worse`,
 * `better`: by the graded score alone, fully right neither before nor after. The worst first [A20].
 */
export const ITEM_CHANGES = ["broken", "worse", "fixed", "better"] as const;
export type ItemChange = (typeof ITEM_CHANGES)[number];

type Scores = Pick<AssessedItem, "item" | "baseline" | "candidate" | "baselineCorrect" | "candidateCorrect">;

/** Null where nothing moved but rounding. */
export function changeOf(scores: Scores): ItemChange | null {
  const { item, baseline, candidate, baselineCorrect, candidateCorrect } = scores;
  if (baselineCorrect !== candidateCorrect) return candidateCorrect ? "fixed" : "broken";
  const moved = itemDifference(
    {
      itemId: item,
      baseline,
      candidate,
      baselineCorrect: baselineCorrect ? 1 : 0,
      candidateCorrect: candidateCorrect ? 1 : 0,
    },
    "net",
  );
  if (moved === 0) return null;
  return moved > 0 ? "better" : "worse";
}
