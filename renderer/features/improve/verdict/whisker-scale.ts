/** Half widths of the scale. Few and round, so that an interval that narrows is seen to, and its ends say where they are. */
const REACHES = [0.05, 0.1, 0.2, 0.3, 0.5, 1] as const;

/** The smallest scale on which all of these intervals lie. */
export function reachOf(intervals: readonly (readonly [number, number])[]): number {
  const most = Math.max(0, ...intervals.flat().map(Math.abs));
  return REACHES.find((reach) => reach >= most) ?? 1;
}
