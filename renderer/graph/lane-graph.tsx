import { ReactFlow, ReactFlowProvider, type Node, type NodeProps } from "@xyflow/react";
import { createContext, memo, use, useMemo, type MouseEvent, type ReactNode, type Ref } from "react";
import type { Drawing } from "./draw-lanes.ts";
import {
  isAllInView,
  isInRange,
  isOverview,
  NODE_HEIGHT,
  NODE_WIDTH,
  toCorner,
  toPlace,
  toRange,
  ZOOM,
} from "./geometry.ts";
import { useLaneCamera, type LaneGraphHandle } from "./use-lane-camera.ts";
import type { Place } from "./lay-out-lanes.ts";
import { LaneScores } from "./lane-scores.tsx";
import { LaneCanvas } from "./lane-canvas.tsx";
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

function LaneFlow({ drawing, start, label, minimapLabel, scoresLabel, onPick, handle }: LaneGraphProps) {
  const camera = useLaneCamera({ drawing, start, handle });
  const { viewport, size, frame } = camera;
  const { zoom } = viewport;
  const range = toRange(viewport, size);
  // As one text: a range that is equal must not make new nodes.
  const rangeKey = Object.values(range).join(" ");
  const inView = useMemo(
    () => drawing.nodes.filter(({ id }) => isVisible(drawing, id, range)),
    // eslint-disable-next-line react/exhaustive-deps -- rangeKey stands for range.
    [drawing, rangeKey],
  );
  const hasDots = isOverview(zoom, inView.length);
  const nodes = useMemo(
    () => (hasDots ? [] : inView.map(({ id }) => toFlowNode(drawing, id))),
    [hasDots, inView, drawing],
  );
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
        minZoom={ZOOM.min}
        maxZoom={ZOOM.max}
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
      {camera.hasScores ? <LaneScores drawing={drawing} label={scoresLabel} /> : null}
      {isAllInView(viewport, frame) ? null : (
        <div className="lane-corner" style={{ bottom: size.height - frame.size.height + 12 }}>
          <LaneMinimap drawing={drawing} label={minimapLabel} />
        </div>
      )}
    </section>
  );
}

const NO_EDGES: never[] = [];

function isVisible(drawing: Drawing, id: string, range: ReturnType<typeof toRange>): boolean {
  const place = drawing.layout.places.get(id);
  return place !== undefined && isInRange(place, range);
}

/** The node at a place, else the nearest in its lane within a few columns: dots are small. */
function findAt({ layout }: Drawing, { column, lane }: Place): string | undefined {
  const near = 3;
  let best: { readonly id: string; readonly distance: number } | undefined;
  for (const [id, place] of layout.places) {
    const distance = Math.abs(place.column - column);
    if (place.lane !== lane || distance > near) continue;
    if (best === undefined || distance < best.distance) best = { id, distance };
  }
  return best?.id;
}

function toFlowNode({ layout }: Drawing, id: string): Node {
  return {
    id,
    type: "lane",
    position: toCorner(layout.places.get(id) ?? { column: 0, lane: 0 }),
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    data: {},
  };
}
