import { ReactFlow, ReactFlowProvider, type Node, type NodeProps } from "@xyflow/react";
import { createContext, memo, use, useMemo, type MouseEvent, type ReactNode, type Ref } from "react";
import { listInRange } from "./draw-lanes.ts";
import type { Drawing } from "./drawing.ts";
import {
  furthestZoom,
  isAllInView,
  isOverview,
  MOST_NODES,
  NEAREST,
  NODE_HEIGHT,
  NODE_WIDTH,
  toCorner,
  toPlace,
  toRange,
} from "./geometry.ts";
import { useLaneCamera, type LaneGraphHandle } from "./use-lane-camera.ts";
import { placeOf, type Place } from "./lay-out-lanes.ts";
import { LaneScores } from "./lane-scores.tsx";
import { LaneCanvas } from "./lane-canvas.tsx";
import { LaneDates, LANE_ROW } from "./lane-dates.tsx";
import { LaneMinimap } from "./lane-minimap.tsx";
import "@xyflow/react/dist/base.css";
import "./lane-graph.css";

type LaneGraphProps = {
  readonly drawing: Drawing;
  /** Drawn into the box of each node that is on screen: NODE_WIDTH × NODE_HEIGHT, the disc at its fixed place. */
  readonly renderNode: (id: string) => ReactNode;
  /** Where the drawing begins: this node in the middle. */
  readonly start: string;
  readonly label: string;
  readonly minimapLabel: string;
  readonly scoresLabel: string;
  /** A dot was clicked; nodes that are on the page say so themselves. */
  readonly onPick: (id: string, isSecond: boolean) => void;
  /** Written along the drawing where its nodes cannot be read. */
  readonly renderDate: (id: string) => ReactNode;
  /** What the colours of dots and bars mean. */
  readonly legend: ReactNode;
  readonly handle: Ref<LaneGraphHandle>;
};

const RenderNode = createContext<(id: string) => ReactNode>(() => null);
const NODE_TYPES = { lane: memo(LaneNodeBox) };

/** A history as a graph that is panned and zoomed: nodes on the page while they can be read, dots on a canvas below that. */
export function LaneGraph(props: LaneGraphProps) {
  return (
    <ReactFlowProvider>
      <RenderNode value={props.renderNode}>
        <LaneFlow {...props} />
      </RenderNode>
    </ReactFlowProvider>
  );
}

function LaneNodeBox({ id }: NodeProps) {
  return use(RenderNode)(id);
}

function LaneFlow(props: LaneGraphProps) {
  const { drawing, start, label, minimapLabel, scoresLabel, onPick, handle } = props;
  const camera = useLaneCamera({ drawing, start, handle });
  const { viewport, size, frame } = camera;
  const { zoom } = viewport;
  const range = toRange(viewport, size);
  // As one text: a range that is equal must not make new nodes.
  const rangeKey = Object.values(range).join(" ");
  const isFar = isOverview(zoom);
  const inView = useMemo(
    () => (isFar ? null : listInRange(drawing, range, MOST_NODES)),
    // eslint-disable-next-line react/exhaustive-deps -- rangeKey stands for range.
    [drawing, isFar, rangeKey],
  );
  const hasDots = inView === null;
  const nodes = useMemo(() => (inView ?? []).map((node) => toFlowNode(drawing, node)), [inView, drawing]);
  const belowRoom = size.height - frame.size.height;
  const pickAt = (event: MouseEvent): void => {
    if (!hasDots) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = toPlace({ x: event.clientX - box.left, y: event.clientY - box.top }, viewport);
    const id = findAt(drawing, at);
    if (id !== undefined) onPick(id, event.shiftKey || event.ctrlKey || event.metaKey);
  };
  return (
    <section className="lane-graph" aria-label={label}>
      <ReactFlow
        nodes={nodes}
        edges={NO_EDGES}
        nodeTypes={NODE_TYPES}
        minZoom={furthestZoom(frame)}
        maxZoom={NEAREST}
        translateExtent={[
          [-size.width / 2, -size.height / 2],
          [frame.extent.width + size.width / 2, frame.extent.height + size.height / 2],
        ]}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        panOnScroll
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        onPaneClick={pickAt}
        onMoveStart={camera.onMoveStart}
        proOptions={{ hideAttribution: true }}
      >
        <LaneCanvas drawing={drawing} hasDots={hasDots} />
      </ReactFlow>
      {hasDots ? (
        <>
          <LaneDates drawing={drawing} viewport={viewport} room={frame.size} renderDate={props.renderDate} />
          <div className="lane-legend" style={{ bottom: belowRoom, height: LANE_ROW }}>
            {props.legend}
          </div>
        </>
      ) : null}
      {camera.hasScores ? <LaneScores drawing={drawing} label={scoresLabel} /> : null}
      {isAllInView(viewport, frame) ? null : (
        <div className="lane-corner" style={{ bottom: belowRoom + (hasDots ? LANE_ROW : 0) + 12 }}>
          <LaneMinimap drawing={drawing} label={minimapLabel} />
        </div>
      )}
    </section>
  );
}

const NO_EDGES: never[] = [];

/** The node at a place, else the nearest in its lane within a few columns: dots are small. */
function findAt({ layout, ids }: Drawing, { column, lane }: Place): string | undefined {
  const near = 3;
  let best: { readonly node: number; readonly distance: number } | undefined;
  for (let node = 0; node < ids.length; node += 1) {
    const distance = Math.abs((layout.columnOf[node] ?? 0) - column);
    if (layout.laneOf[node] !== lane || distance > near) continue;
    if (best === undefined || distance < best.distance) best = { node, distance };
  }
  return best === undefined ? undefined : ids[best.node];
}

function toFlowNode({ layout, ids }: Drawing, node: number): Node {
  return {
    id: ids[node] ?? "",
    type: "lane",
    position: toCorner(placeOf(layout, node)),
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    data: {},
  };
}
