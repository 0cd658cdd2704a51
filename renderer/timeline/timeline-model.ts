import type { TimelineDocument } from "#core/contract/traces.ts";
import type { SpanRole } from "#core/domain/span-role.ts";
import { findCriticalPath, type CriticalStretch } from "./critical-path.ts";
import { countErrorsBelow, measureSelfTimes, sumUsage, type UsageTotals } from "./measure-spans.ts";
import { createLanes, type Lane } from "./overview-lanes.ts";
import { at, createForest, type SpanForest } from "./span-forest.ts";

/** Depths the overview tells apart. */
const MOST_LANES = 12;

/** Everything that is drawn of a trace, worked out once per reading of it. */
export type TimelineModel = {
  readonly forest: SpanForest;
  readonly selfUs: Float64Array;
  readonly errorsBelow: Int32Array;
  readonly failed: ReadonlySet<number>;
  readonly open: ReadonlySet<number>;
  readonly usage: UsageTotals;
  readonly critical: ReadonlyMap<number, readonly CriticalStretch[]>;
  readonly lanes: readonly Lane[];
  readonly nameAt: (place: number) => string;
  readonly roleAt: (place: number) => SpanRole;
  readonly idAt: (place: number) => string;
  /** The place of a span, or -1. */
  readonly placeOfId: (id: string) => number;
};

export function createTimelineModel({ table, roles, durationMs, isOpen }: TimelineDocument): TimelineModel {
  // Open spans reach to where the trace was when it was read.
  const latest = table.endUs.reduce((most, end) => Math.max(most, end), 0);
  const forest = createForest(table, isOpen ? Math.max(latest, durationMs * 1000) : latest);
  const rowAt = (place: number): number => at(forest.rowAt, place);
  const roleAt = (place: number): SpanRole => roles[table.roleOf[rowAt(place)] ?? -1] ?? "other";
  const placesOf = (rows: readonly number[]) => new Set(rows.map((row) => at(forest.placeOf, row)));
  const rows = new Map(table.ids.map((id, row) => [id, row]));
  const stretches = findCriticalPath(forest);
  return {
    forest,
    selfUs: measureSelfTimes(forest),
    errorsBelow: countErrorsBelow(forest, table.failed),
    failed: placesOf(table.failed),
    open: placesOf(table.endUs.flatMap((end, row) => (end < 0 ? [row] : []))),
    usage: sumUsage(forest, table.usage),
    critical: Map.groupBy(stretches, ({ place }) => place),
    lanes: createLanes(forest, { most: MOST_LANES, colourOf: (place) => table.roleOf[rowAt(place)] ?? 0 }),
    nameAt: (place) => table.names[table.nameOf[rowAt(place)] ?? -1] ?? "",
    roleAt,
    idAt: (place) => table.ids[rowAt(place)] ?? "",
    placeOfId: (id) => {
      const row = rows.get(id);
      return row === undefined ? -1 : at(forest.placeOf, row);
    },
  };
}
