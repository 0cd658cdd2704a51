import type { HistorySkeleton } from "#core/domain/history-skeleton.ts";

/**
 * The commits whose changes are in force at the last one; the others on its line were rolled back. History only grows, so
 * going back is a commit with the state of an earlier one: from the end towards the beginning, such a commit leads to the
 * first one of its state, past everything between, and any other to its parent. By position: 1 for in force. O(n).
 */
export function findInForce({ parents, sources }: Pick<HistorySkeleton, "parents" | "sources">): Uint8Array {
  const inForce = new Uint8Array(parents.length);
  for (let at = parents.length - 1; at >= 0 && inForce[at] === 0;) {
    inForce[at] = 1;
    const source = sources[at] ?? at;
    at = source === at ? (parents[at] ?? -1) : source;
  }
  return inForce;
}
