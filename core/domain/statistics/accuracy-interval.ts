import { clusterRobustError } from "./cluster-error.ts";
import type { Interval } from "./interval.ts";
import { meanOf, unitId } from "./pairing.ts";
import type { ItemValue } from "./pairing.ts";
import { studentQuantile } from "./student.ts";
import { wilsonInterval } from "./wilson.ts";

/** Nothing is known about an accuracy. */
const ANYTHING: Interval = { low: 0, high: 1 };

/**
 * The interval of an accuracy over items that are right (1) or wrong (0): Wilson's, unless items have groups. Those err
 * together and are fewer witnesses than items, so the error is then the cluster-robust one, with Student's t over units.
 */
export function accuracyInterval(items: readonly ItemValue[], confidence: number): Interval {
  if (items.length === 0) return ANYTHING;
  const right = items.filter(({ value }) => value === 1).length;
  if (items.every(({ group }) => group === undefined)) return wilsonInterval(right, items.length, confidence);
  const units = new Set(items.map(unitId)).size;
  // All alike leave no spread to measure; that many units of one kind still leave doubt.
  if (right === 0 || right === items.length)
    return wilsonInterval(right === 0 ? 0 : units, units, confidence);
  const error = clusterRobustError(items);
  if (error === null) return ANYTHING;
  const half = studentQuantile((1 + confidence) / 2, units - 1) * error;
  const mean = meanOf(items.map(({ value }) => value));
  return { low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
}
