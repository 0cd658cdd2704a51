import type { LineageNode } from "./lineage-node.ts";

type Known = { readonly byId: ReadonlyMap<string, LineageNode>; readonly head: string };

/**
 * What comparing shows: the pinned commit against the second one, or else against head, head itself against its parent.
 * Null where either is no commit: a candidate is no state of the system, so there is nothing of it to hold against one.
 */
export function findComparison(
  { byId, head }: Known,
  first: string,
  second: string | null,
): { readonly from: string; readonly to: string } | null {
  const pinned = byId.get(first);
  const other = byId.get(second ?? (first === head ? (pinned?.parents[0] ?? "") : head));
  if (pinned?.kind !== "commit" || other?.kind !== "commit") return null;
  return { from: other.id, to: pinned.id };
}
