import { layOutLanes, type LaneLayout } from "#renderer/graph/lay-out-lanes.ts";
import type { LineageNode } from "./lineage-node.ts";

/** The history as it is drawn: nodes, how they hang together, and where each of them stands. */
export type Lineage = {
  readonly nodes: readonly LineageNode[];
  readonly byId: ReadonlyMap<string, LineageNode>;
  /** By first parent: where the history goes on to the right. */
  readonly childrenOf: ReadonlyMap<string, readonly string[]>;
  readonly layout: LaneLayout;
  readonly head: string;
};

export function toLineage(nodes: readonly LineageNode[], head: string): Lineage {
  const childrenOf = new Map<string, string[]>();
  for (const { id, parents } of nodes) {
    const [parent] = parents;
    if (parent === undefined) continue;
    const children = childrenOf.get(parent) ?? [];
    children.push(id);
    childrenOf.set(parent, children);
  }
  return {
    nodes,
    byId: new Map(nodes.map((node) => [node.id, node])),
    childrenOf,
    layout: layOutLanes(nodes, head),
    head,
  };
}
