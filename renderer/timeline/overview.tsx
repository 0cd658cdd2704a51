import { useComputedColorScheme } from "@mantine/core";
import { useLayoutEffect, useRef, type PointerEvent } from "react";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { readTokens } from "#renderer/ui/read-tokens.ts";
import { drawOverview } from "./draw-overview.ts";
import { fitCanvas } from "./fit-canvas.ts";
import { toMicros, toPx } from "./time-scale.ts";
import { fitWindow, isWhole, panWindow, windowBetween, type TimeWindow } from "./time-window.ts";
import type { TimelineModel } from "./timeline-model.ts";
import { usePixelRatio } from "#renderer/ui/use-pixel-ratio.ts";
import { useSize } from "#renderer/ui/use-size.ts";
import "./overview.css";

type OverviewProps = {
  readonly model: TimelineModel;
  readonly window: TimeWindow;
  readonly onWindow: (window: TimeWindow) => void;
};

/** How near to an edge of the frame, in pixels, a press takes hold of it. */
const GRIP = 6;

type Drag =
  | { readonly kind: "move"; readonly lastUs: number }
  | { readonly kind: "draw"; readonly anchorUs: number };

/** The whole trace with the part that is on screen as a frame: drag it, drag its edges, or draw another. For the pointer. */
export function Overview({ model, window, onWindow }: OverviewProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<Drag | null>(null);
  const size = useSize(box);
  const scale = usePixelRatio();
  const scheme = useComputedColorScheme("light");
  const whole = fitWindow(model.forest);
  useLayoutEffect(() => {
    const context = fitCanvas(canvas.current, size, scale);
    if (context === null || canvas.current === null) return;
    const { width, height } = canvas.current;
    drawOverview(context, model, {
      size: { width, height },
      whole: fitWindow(model.forest),
      palette: readTokens(canvas.current),
    });
  }, [model, size, scheme, scale]);

  const left = toPx(window.fromUs, whole, size.width);
  const right = toPx(window.toUs, whole, size.width);
  const timeAt = (event: PointerEvent): number => {
    const { left: edge } = event.currentTarget.getBoundingClientRect();
    return toMicros(event.clientX - edge, whole, size.width);
  };
  const begin = (event: PointerEvent): void => {
    const px = toPx(timeAt(event), whole, size.width);
    event.currentTarget.setPointerCapture(event.pointerId);
    if (Math.abs(px - left) <= GRIP) drag.current = { kind: "draw", anchorUs: window.toUs };
    else if (Math.abs(px - right) <= GRIP) drag.current = { kind: "draw", anchorUs: window.fromUs };
    else if (px > left && px < right && !isWhole(window, whole)) {
      drag.current = { kind: "move", lastUs: timeAt(event) };
    } else drag.current = { kind: "draw", anchorUs: timeAt(event) };
  };
  const move = (event: PointerEvent): void => {
    const { current } = drag;
    if (current === null) return;
    const us = timeAt(event);
    if (current.kind === "draw") {
      if (Math.abs(toPx(us, whole, size.width) - toPx(current.anchorUs, whole, size.width)) > 2) {
        onWindow(windowBetween(current.anchorUs, us, whole));
      }
      return;
    }
    onWindow(panWindow(window, (us - current.lastUs) / (window.toUs - window.fromUs), whole));
    drag.current = { kind: "move", lastUs: us };
  };
  return (
    <div
      ref={box}
      className="overview"
      role="img"
      aria-label={tracesStrings.overview}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => {
        drag.current = null;
      }}
      onDoubleClick={() => onWindow(whole)}
    >
      <canvas ref={canvas} className="overview-canvas" aria-hidden="true" />
      <div className="overview-shade" style={{ left: 0, width: Math.max(0, left) }} />
      <div className="overview-shade" style={{ left: right, right: 0 }} />
      <div className="overview-frame" style={{ left, width: Math.max(2, right - left) }} />
    </div>
  );
}
