import type { LineageNode } from "./lineage-node.ts";

type Known = { readonly byId: ReadonlyMap<string, LineageNode>; readonly head: string };

/**
 * What comparing shows: the pinned commit and the second one, or else head, head itself with its parent; always from the
 * older to the newer, so that what was added since reads as added. Null where either is no commit: a candidate is no state
 * of the system, so there is nothing of it to hold against one. Nodes come parents before children [L7].
 */
export function findComparison(
  { byId, head }: Known,
  first: string,
  second: string | null,
): { readonly from: string; readonly to: string } | null {
  const pinned = byId.get(first);
  const other = byId.get(second ?? (first === head ? (pinned?.parent ?? "") : head));
  if (pinned?.kind !== "commit" || other?.kind !== "commit") return null;
  const [from, to] = pinned.place < other.place ? [pinned, other] : [other, pinned];
  return { from: from.id, to: to.id };
}
