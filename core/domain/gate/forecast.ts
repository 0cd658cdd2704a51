import type { Forecast } from "./report.ts";
import { unitsStillNeeded } from "#core/domain/statistics/items-needed.ts";
import type { NeedInput } from "#core/domain/statistics/items-needed.ts";

/** A forecast beyond this many whole sets says no more than "not with this one". */
const HOPELESS_SETS = 10;

/** What an assessment has used of its set, and what is left of it. */
export type Room = { readonly consumedItems: number; readonly remainingItems: number };

type ForecastInput = NeedInput &
  Room & {
    readonly hasCrossed: boolean;
    /** Items in the complete units, to turn units into items. */
    readonly unitItems: number;
  };

/** What more items would do for the level, if they look like those that came. */
export function forecastItems(input: ForecastInput): Forecast {
  if (input.hasCrossed) return { kind: "reached" };
  if (input.alpha === 0) return { kind: "closed" };
  const needed = unitsStillNeeded(input);
  if (needed === null) return { kind: "no-sign-of-improvement" };
  const itemsPerUnit = input.unitItems / input.differences.length;
  const likelyItems = Math.ceil(needed.likely * itemsPerUnit);
  if (likelyItems > HOPELESS_SETS * (input.consumedItems + input.remainingItems)) {
    return { kind: "not-with-this-dataset", likelyItems };
  }
  return {
    kind: "items",
    likelyItems,
    evenOddsItems: Math.ceil(needed.evenOdds * itemsPerUnit),
    hasEnoughLeft: likelyItems <= input.remainingItems,
  };
}
