import { compareIds, meanOf, unitId } from "./pairing.ts";
import type { ItemValue } from "./pairing.ts";

/**
 * Cluster-robust SE of an item-weighted mean (Miller 2024): G/(G − 1) Σ_g (Σ_{i∈g} (x_i − x̄))² / n², rooted.
 * Items of one group err together, so counting them as independent would claim too much. Null under two units.
 */
export function clusterRobustError(items: readonly ItemValue[]): number | null {
  const ordered = items.toSorted((a, b) => compareIds(a.itemId, b.itemId));
  const clusters = [...Map.groupBy(ordered, (item) => unitId(item)).values()];
  if (clusters.length < 2) return null;
  const mean = meanOf(ordered.map((item) => item.value));
  const squares = clusters
    .map((members) => members.reduce((sum, item) => sum + item.value - mean, 0))
    .reduce((sum, deviation) => sum + deviation * deviation, 0);
  return Math.sqrt(((clusters.length / (clusters.length - 1)) * squares) / (ordered.length * ordered.length));
}
