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
  useRef,
  type MouseEvent,
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
  toPlace,
  toPoint,
  toRange,
  ZOOM,
} from "./geometry.ts";
import { hasScores, SCORE_BAND } from "./draw-scores.ts";
import type { Place } from "./lay-out-lanes.ts";
import { LaneScores } from "./lane-scores.tsx";
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

const transformOf = (state: { transform: readonly [number, number, number] }) => state.transform;
const widthOf = (state: { width: number }): number => state.width;
const heightOf = (state: { height: number }): number => state.height;
const MOTION_MS = 120;

function LaneFlow({ drawing, start, label, minimapLabel, scoresLabel, onPick, handle }: LaneGraphProps) {
  const { setViewport, getViewport } = useReactFlow();
  const [x, y, zoom] = useStore(transformOf);
  const size = { width: useStore(widthOf), height: useStore(heightOf) };
  const scored = hasScores(drawing, size.height);
  // What the band of scores covers is no room for the history.
  const room = { width: size.width, height: size.height - (scored ? SCORE_BAND : 0) };
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
  const frame = { size: room, extent };
  const reveal = (id: string): void => {
    const place = drawing.layout.places.get(id);
    if (place !== undefined) move(centreOn(toPoint(place), Math.max(getViewport().zoom, 1), frame));
  };
  useImperativeHandle(handle, () => ({
    fit: () => move(fitAll(extent, room)),
    reveal,
    zoom: (factor) => {
      const now = getViewport();
      const next = Math.min(ZOOM.max, Math.max(ZOOM.min, now.zoom * factor));
      const middle = { x: (room.width / 2 - now.x) / now.zoom, y: (room.height / 2 - now.y) / now.zoom };
      move(centreOn(middle, next, frame));
    },
  }));
  const isMoved = useRef(false);
  useEffect(() => {
    const place = drawing.layout.places.get(start);
    if (isMoved.current || size.width === 0 || place === undefined) return;
    void setViewport(centreOn(toPoint(place), 1, frame));
    // eslint-disable-next-line react/exhaustive-deps -- With the first size and with each other one, until the person moves it.
  }, [size.width, size.height]);
  const pickAt = (event: MouseEvent): void => {
    if (!hasDots) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = toPlace({ x: event.clientX - box.left, y: event.clientY - box.top }, { x, y, zoom });
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
          [extent.width + size.width / 2, extent.height + size.height / 2],
        ]}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        panOnScroll
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        onPaneClick={pickAt}
        onMoveStart={(event) => {
          if (event !== null) isMoved.current = true;
        }}
        proOptions={{ hideAttribution: true }}
      >
        <LaneCanvas drawing={drawing} hasDots={hasDots} />
      </ReactFlow>
      {scored ? <LaneScores drawing={drawing} label={scoresLabel} /> : null}
      {isAllInView({ x, y, zoom }, frame) ? null : (
        <div className="lane-corner" style={{ bottom: size.height - room.height + 12 }}>
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
