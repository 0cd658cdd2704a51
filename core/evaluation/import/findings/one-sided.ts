import { isJsonObject } from "#core/base/json.ts";
import type { Item, Scorer } from "#core/domain/dataset.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import { hasCode } from "#core/evaluation/import/typed-vars.ts";
import { answerKey, foundAt, show, type Finds } from "./found.ts";

/** From so many items and such a share of one answer on, the share says more than the agent. */
const LEAST_ITEMS = 10;
const LARGE_SHARE = 0.8;

/** Whether one answer is right for all items, or for most of them [S43]. */
export function findOneSided({ items, scorer }: Finds): readonly (Finding | null)[] {
  if (items.length < 2 || items.some(({ item }) => asksCode(scorer, item.expected))) return [];
  const groups = [...Map.groupBy(items, ({ item }) => answerKey(item.expected)).values()];
  const largest = groups.reduce((most, group) => (group.length > most.length ? group : most));
  const share = largest.length / items.length;
  const answer = show(largest[0]?.item.expected ?? null);
  const lines = largest.map(({ line }) => line);
  const what = scorer.type === "regex" ? "pattern" : "answer";
  if (share === 1) {
    return [
      foundAt(lines, {
        kind: "one-answer",
        reason: `All ${items.length} items have the same ${what}, ${answer}: an agent that always says so is right every time, and nothing can be learned.`,
      }),
    ];
  }
  if (items.length < LEAST_ITEMS || share < LARGE_SHARE) return [];
  return [
    foundAt(lines, {
      kind: "lopsided",
      reason: `${largest.length} of ${items.length} items have the same ${what}, ${answer}: an agent that always says so is right ${Math.round(100 * share)} times in 100.`,
    }),
  ];
}

/** Code may look at the input: what is right then differs, though what is expected reads the same. */
function asksCode(scorer: Scorer, expected: Item["expected"]): boolean {
  if (scorer.type === "code") return true;
  return scorer.type === "checks" && isJsonObject(expected) && hasCode(expected);
}
