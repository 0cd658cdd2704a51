import { useComputedColorScheme } from "@mantine/core";
import { useStore, useViewport } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";
import { readTokens } from "#renderer/ui/read-tokens.ts";
import { usePixelRatio } from "#renderer/ui/use-pixel-ratio.ts";
import { drawDots, drawEdges } from "./draw-lanes.ts";
import type { Drawing } from "./drawing.ts";
import { toRange } from "./geometry.ts";

type LaneCanvasProps = { readonly drawing: Drawing; readonly hasDots: boolean };

const widthOf = (state: { width: number }): number => state.width;
const heightOf = (state: { height: number }): number => state.height;

/** Under the nodes: all lines of the history, and, zoomed out, its nodes as dots. Moves with the same commit as the nodes. */
export function LaneCanvas({ drawing, hasDots }: LaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const viewport = useViewport();
  const width = useStore(widthOf);
  const height = useStore(heightOf);
  const scale = usePixelRatio();
  const scheme = useComputedColorScheme("light");
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element === null || context === null || context === undefined) return;
    if (element.width !== width * scale || element.height !== height * scale) {
      element.width = width * scale;
      element.height = height * scale;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const view = { range: toRange(viewport, { width, height }), viewport, palette: readTokens(element) };
    drawEdges(context, drawing, view);
    if (hasDots) drawDots(context, drawing, view);
  }, [drawing, hasDots, viewport, width, height, scheme, scale]);
  return <canvas ref={canvas} className="lane-canvas" aria-hidden="true" />;
}
