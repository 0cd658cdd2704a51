import {
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type Node,
  type NodeProps,
} from "@xyflow/react";
import {
  createContext,
  memo,
  use,
  useEffect,
  useImperativeHandle,
  useMemo,
  type ReactNode,
  type Ref,
} from "react";
import { readsReducedMotion } from "#renderer/ui/reduced-motion.ts";
import type { Drawing } from "./draw-lanes.ts";
import {
  centreOn,
  fitAll,
  isAllInView,
  isInRange,
  isOverview,
  NODE_HEIGHT,
  NODE_WIDTH,
  toCorner,
  toExtent,
  toPoint,
  toRange,
} from "./geometry.ts";
import { LaneCanvas } from "./lane-canvas.tsx";
import { LaneMinimap } from "./lane-minimap.tsx";
import "@xyflow/react/dist/base.css";
import "./lane-graph.css";

/** What the view may ask of the drawing. */
export type LaneGraphHandle = {
  readonly fit: () => void;
  readonly reveal: (id: string) => void;
  readonly zoom: (factor: number) => void;
};

type LaneGraphProps = {
  readonly drawing: Drawing;
  /** Drawn into the box of each node that is on screen: NODE_WIDTH × NODE_HEIGHT, the disc at its fixed place. */
  readonly renderNode: (id: string) => ReactNode;
  /** Where the drawing begins: this node in the middle. */
  readonly start: string;
  readonly label: string;
  readonly minimapLabel: string;
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

const transformOf = (state: { transform: readonly [number, number, number] }) => state.transform;
const widthOf = (state: { width: number }): number => state.width;
const heightOf = (state: { height: number }): number => state.height;
const MOTION_MS = 120;

function LaneFlow({ drawing, start, label, minimapLabel, handle }: LaneGraphProps) {
  const { setViewport, getViewport } = useReactFlow();
  const [x, y, zoom] = useStore(transformOf);
  const size = { width: useStore(widthOf), height: useStore(heightOf) };
  const extent = useMemo(() => toExtent(drawing.layout), [drawing.layout]);
  const range = toRange({ x, y, zoom }, size);
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
  const move = (to: { x: number; y: number; zoom: number }): void => {
    void setViewport(to, { duration: readsReducedMotion() ? 0 : MOTION_MS });
  };
  const reveal = (id: string): void => {
    const place = drawing.layout.places.get(id);
    if (place !== undefined)
      move(centreOn(toPoint(place), Math.max(getViewport().zoom, 1), { size, extent }));
  };
  useImperativeHandle(handle, () => ({
    fit: () => move(fitAll(extent, size)),
    reveal,
    zoom: (factor) => {
      const now = getViewport();
      const next = Math.min(1.5, Math.max(0.02, now.zoom * factor));
      const middle = { x: (size.width / 2 - now.x) / now.zoom, y: (size.height / 2 - now.y) / now.zoom };
      move(centreOn(middle, next, { size, extent }));
    },
  }));
  const isMeasured = size.width > 0;
  useEffect(() => {
    const place = drawing.layout.places.get(start);
    if (isMeasured && place !== undefined) void setViewport(centreOn(toPoint(place), 1, { size, extent }));
    // eslint-disable-next-line react/exhaustive-deps -- Once, as soon as there is a size; afterwards the person moves it.
  }, [isMeasured]);
  return (
    <section className="lane-graph" aria-label={label}>
      <ReactFlow
        nodes={nodes}
        edges={NO_EDGES}
        nodeTypes={NODE_TYPES}
        minZoom={0.02}
        maxZoom={1.5}
        translateExtent={[
          [-size.width / 2, -size.height / 2],
          [extent.width + size.width / 2, extent.height + size.height / 2],
        ]}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        panOnScroll
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        proOptions={{ hideAttribution: true }}
      >
        <LaneCanvas drawing={drawing} hasDots={hasDots} />
      </ReactFlow>
      {isAllInView({ x, y, zoom }, { size, extent }) ? null : (
        <div className="lane-corner">
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
