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

export function toLineage(nodes: readonly LineageNode[], skeleton: HistorySkeleton): Lineage {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const head = skeleton.ids.at(-1) ?? "";
  const placeOf = (id: string | null | undefined): number => byId.get(id ?? "")?.place ?? -1;
  const shape: LaneShape = {
    parents: Int32Array.from(nodes, ({ parent }) => placeOf(parent)),
    merges: skeleton.merges.map((position) => placeOf(skeleton.ids[position])),
  };
  const layout = layOutLanes(shape, placeOf(head));
  const isDashed = Uint8Array.from(nodes, ({ kind }) => (kind === "commit" ? 0 : 1));
  return {
    nodes,
    ids: nodes.map(({ id }) => id),
    byId,
    shape,
    layout,
    lines: traceLines(shape, layout, isDashed),
    head,
  };
}
