import type { TimelineDocument } from "#core/contract/traces.ts";
import type { SpanRole } from "#core/domain/span-role.ts";
import { findCriticalPath, type CriticalPath } from "./critical-path.ts";
import { countErrorsBelow, measureSelfTimes, sumUsage, type UsageTotals } from "./measure-spans.ts";
import { createLanes, type Lane } from "./overview-lanes.ts";
import { at, createForest, type SpanForest } from "./span-forest.ts";
import type { SpanTable } from "./span-table.ts";

/** Depths the overview tells apart. */
const MOST_LANES = 12;

/** Everything that is drawn of a trace, worked out once per reading of it. */
export type TimelineModel = {
  readonly forest: SpanForest;
  readonly selfUs: Float64Array;
  readonly errorsBelow: Int32Array;
  readonly usage: UsageTotals;
  readonly critical: CriticalPath;
  readonly lanes: readonly Lane[];
  readonly hasFailed: (place: number) => boolean;
  readonly isOpenAt: (place: number) => boolean;
  readonly nameAt: (place: number) => string;
  readonly roleAt: (place: number) => SpanRole;
  readonly idAt: (place: number) => string;
  /** The place of a span, or -1. */
  readonly placeOfId: (id: string) => number;
  /** The places of spans by the halves of their keys, in order; those that are not here yet are left out. */
  readonly placesOfKeys: (keys: Uint32Array) => readonly number[];
};

export function createTimelineModel(
  table: SpanTable,
  { durationMs, isOpen }: Pick<TimelineDocument, "durationMs" | "isOpen">,
): TimelineModel {
  const columns = table.columns();
  // Open spans reach to where the trace was when it was read.
  let latest = 0;
  for (let row = 0; row < columns.endUs.length; row += 1) latest = Math.max(latest, columns.endUs[row] ?? 0);
  const forest = createForest(columns, isOpen ? Math.max(latest, durationMs * 1000) : latest);
  const rowAt = (place: number): number => at(forest.rowAt, place);
  const placeOf = (row: number): number => (row < 0 || row >= forest.size ? -1 : at(forest.placeOf, row));
  return {
    forest,
    selfUs: measureSelfTimes(forest),
    errorsBelow: countErrorsBelow(forest, table.hasFailed),
    usage: sumUsage(forest, table.usage()),
    critical: findCriticalPath(forest),
    lanes: createLanes(forest, { most: MOST_LANES, colourOf: (place) => table.colourOf(rowAt(place)) }),
    hasFailed: (place) => table.hasFailed(rowAt(place)),
    isOpenAt: (place) => table.isOpen(rowAt(place)),
    nameAt: (place) => table.nameOf(rowAt(place)),
    roleAt: (place) => table.roleOf(rowAt(place)),
    idAt: (place) => table.idOf(rowAt(place)),
    placeOfId: (id) => placeOf(table.rowOf(id)),
    placesOfKeys: (keys) => {
      const places: number[] = [];
      for (let index = 0; index < keys.length; index += 2) {
        const place = placeOf(table.rowOfKey(keys[index] ?? 0, keys[index + 1] ?? 0));
        if (place !== -1) places.push(place);
      }
      return places.sort((a, b) => a - b);
    },
  };
}
