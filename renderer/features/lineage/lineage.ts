import type { HistorySkeleton } from "#core/domain/history-skeleton.ts";
import { traceLines, type LaneLines } from "#renderer/graph/lane-lines.ts";
import { layOutLanes, type LaneLayout, type LaneShape } from "#renderer/graph/lay-out-lanes.ts";
import type { LineageNode } from "./lineage-node.ts";

/** The history as it is drawn: nodes, how they hang together, and where each of them stands. */
export type Lineage = {
  /** Parents before children. */
  readonly nodes: readonly LineageNode[];
  readonly ids: readonly string[];
  readonly byId: ReadonlyMap<string, LineageNode>;
  readonly shape: LaneShape;
  readonly layout: LaneLayout;
  readonly lines: LaneLines;
  readonly head: string;
};

/** `nodes`: the skeleton's commits in its order, each with its candidates behind it. O(n), and no id is looked up. */
export function toLineage(nodes: readonly LineageNode[], skeleton: HistorySkeleton): Lineage {
  const byId = new Map<string, LineageNode>();
  const ids: string[] = [];
  const parents = new Int32Array(nodes.length);
  const isDashed = new Uint8Array(nodes.length);
  /** Of commits, by position: their places among the nodes. */
  const placeOf = new Int32Array(skeleton.ids.length);
  let position = -1;
  for (const { id, kind, place } of nodes) {
    if (kind === "commit") {
      position += 1;
      placeOf[position] = place;
      const parent = skeleton.parents[position] ?? -1;
      parents[place] = parent < 0 ? -1 : (placeOf[parent] ?? -1);
    } else {
      parents[place] = placeOf[position] ?? -1;
      isDashed[place] = 1;
    }
    ids.push(id);
  }
  for (const node of nodes) byId.set(node.id, node);
  const shape: LaneShape = { parents, merges: skeleton.merges.map((at) => placeOf[at] ?? -1) };
  const layout = layOutLanes(shape, placeOf.at(-1) ?? -1);
  const lines = traceLines(shape, layout, isDashed);
  return { nodes, ids, byId, shape, layout, lines, head: skeleton.ids.at(-1) ?? "" };
}
