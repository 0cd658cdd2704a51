import type { LineageNode } from "./lineage-node.ts";

/**
 * Nodes for a list that is read from the top: the newest commit first, and above each its candidates, the newest of them
 * first. Nodes: as they are built, each commit before what hangs on it, candidates newest first.
 */
export function newestFirst(nodes: readonly LineageNode[]): readonly LineageNode[] {
  const groups: LineageNode[][] = [];
  for (const node of nodes) {
    if (node.kind === "commit") groups.push([node]);
    else groups.at(-1)?.push(node);
  }
  return groups
    .toReversed()
    .flatMap(([commit, ...candidates]) => [...candidates, ...(commit === undefined ? [] : [commit])]);
}
