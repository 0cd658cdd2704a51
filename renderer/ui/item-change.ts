import type { ItemChange } from "#core/domain/item-change.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

/** Beside the sign of one whose graded score alone moved, which way it did. */
const PARTLY: Readonly<Record<ItemChange, string>> = { broken: "", fixed: "", worse: "↓", better: "↑" };

/** "✕↑": the sign of an outcome, with what a candidate made of the item against its own baseline. */
export function signChange(sign: string, change: ItemChange | null): string {
  return change === null ? sign : `${sign}${PARTLY[change]}`;
}

/** "wrong, broken: right before": the same in words. */
export function tellChange(outcome: string, change: ItemChange | null): string {
  return change === null ? outcome : `${outcome}, ${uiStrings.itemChanges[change]}`;
}
