import { useComputedColorScheme } from "@mantine/core";
import { useReactFlow, useStore, useViewport } from "@xyflow/react";
import { useLayoutEffect, useMemo, useRef, type PointerEvent } from "react";
import { readTokens } from "#renderer/ui/read-tokens.ts";
import { usePixelRatio } from "#renderer/ui/use-pixel-ratio.ts";
import type { Drawing } from "./drawing.ts";
import { centreOn, toExtent, toPoint, type Point, type Size } from "./geometry.ts";
import { placeOf } from "./lay-out-lanes.ts";

const WIDTH = 208;
const TALLEST = 96;
const SHORTEST = 28;

type LaneMinimapProps = { readonly drawing: Drawing; readonly label: string };

const widthOf = (state: { width: number }): number => state.width;
const heightOf = (state: { height: number }): number => state.height;

/** The whole history in a corner, with the part that is on screen; dragging moves there. For the pointer: the list serves keys. */
export function LaneMinimap({ drawing, label }: LaneMinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { setViewport } = useReactFlow();
  const viewport = useViewport();
  const size: Size = { width: useStore(widthOf), height: useStore(heightOf) };
  const scale = usePixelRatio();
  const scheme = useComputedColorScheme("light");
  const extent = useMemo(() => toExtent(drawing.layout), [drawing.layout]);
  const scaleX = WIDTH / extent.width;
  const height = Math.round(Math.min(TALLEST, Math.max(SHORTEST, extent.height * scaleX)));
  const scaleY = height / extent.height;

  // The dots change seldom, the frame with every move: they are drawn once and kept.
  const dots = useRef<HTMLCanvasElement | null>(null);
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    dots.current = drawMap(drawing, { width: WIDTH, height, scale }, canvas.current);
  }, [drawing, height, scheme, scale]);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || context === null || context === undefined) return;
    const palette = readTokens(canvas.current);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.current.width, canvas.current.height);
    if (dots.current !== null) context.drawImage(dots.current, 0, 0);
    context.scale(scale, scale);
    context.strokeStyle = palette("--text-soft");
    context.lineWidth = 1;
    context.strokeRect(
      Math.max(0.5, (-viewport.x / viewport.zoom) * scaleX),
      Math.max(0.5, (-viewport.y / viewport.zoom) * scaleY),
      Math.min(WIDTH - 1, (size.width / viewport.zoom) * scaleX),
      Math.min(height - 1, (size.height / viewport.zoom) * scaleY),
    );
  }, [viewport, size.width, size.height, scaleX, scaleY, height, scheme, drawing, scale]);

  const moveTo = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const point = { x: (event.clientX - box.left) / scaleX, y: (event.clientY - box.top) / scaleY };
    void setViewport(centreOn(point, viewport.zoom, { size, extent }));
  };
  return (
    <canvas
      ref={canvas}
      className="lane-minimap"
      role="img"
      aria-label={label}
      width={WIDTH * scale}
      height={height * scale}
      style={{ width: WIDTH, height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={moveTo}
    />
  );
}

type MapSize = Size & { readonly scale: number };

function drawMap(drawing: Drawing, { width, height, scale }: MapSize, themed: Element): HTMLCanvasElement {
  const extent = toExtent(drawing.layout);
  const palette = readTokens(themed);
  const map = document.createElement("canvas");
  map.width = width * scale;
  map.height = height * scale;
  const context = map.getContext("2d");
  if (context === null) return map;
  context.scale(scale, scale);
  const toMap = (node: number): Point => {
    const { x, y } = toPoint(placeOf(drawing.layout, node));
    return { x: (x / extent.width) * width, y: (y / extent.height) * height };
  };
  // One dot for each spot of two pixels, that of the newest node on it.
  const spots = new Map<number, number>();
  for (let node = 0; node < drawing.ids.length; node += 1) {
    const { x, y } = toMap(node);
    spots.set(Math.floor(y / 2) * width + Math.floor(x / 2), node);
  }
  for (const node of spots.values()) {
    const { x, y } = toMap(node);
    context.fillStyle = palette(drawing.looks[drawing.lookOf[node] ?? 0]?.colour ?? "--text-soft");
    context.fillRect(x - 1, y - 1, 2, 2);
  }
  context.fillStyle = palette("--accent");
  for (const node of drawing.selected) {
    const { x, y } = toMap(node);
    context.fillRect(x - 2, y - 2, 4, 4);
  }
  return map;
}
