import { useReactFlow, useStore } from "@xyflow/react";
import { useEffect, useImperativeHandle, useMemo, useRef, type Ref } from "react";
import { readsReducedMotion } from "#renderer/ui/reduced-motion.ts";
import type { Drawing } from "./drawing.ts";
import { hasScores, SCORE_BAND } from "./draw-scores.ts";
import {
  centreOn,
  fitAll,
  furthestZoom,
  isInSight,
  NEAREST,
  toExtent,
  toPoint,
  type Viewport,
} from "./geometry.ts";
import { placeOf } from "./lay-out-lanes.ts";

/** What the view may ask of the drawing. */
export type LaneGraphHandle = {
  readonly fit: () => void;
  /** Brings a node into sight, as near as it is looked at now; what is in sight stays where it is. */
  readonly reveal: (id: string) => void;
  /** Puts a node in the middle, near enough to read. */
  readonly focus: (id: string) => void;
  readonly zoom: (factor: number) => void;
};

type CameraParts = {
  readonly drawing: Drawing;
  readonly start: string;
  readonly handle: Ref<LaneGraphHandle>;
};

const transformOf = (state: { transform: readonly [number, number, number] }) => state.transform;
const widthOf = (state: { width: number }): number => state.width;
const heightOf = (state: { height: number }): number => state.height;
const MOTION_MS = 120;

/** What is on screen, and how to look elsewhere. It keeps `start` in sight until the person has moved the drawing. */
export function useLaneCamera({ drawing, start, handle }: CameraParts) {
  const { setViewport, getViewport } = useReactFlow();
  const [x, y, zoom] = useStore(transformOf);
  const size = { width: useStore(widthOf), height: useStore(heightOf) };
  const isScored = hasScores(drawing, size.height);
  const extent = useMemo(() => toExtent(drawing.layout), [drawing.layout]);
  // What the band of scores covers is no room for the history.
  const room = { width: size.width, height: size.height - (isScored ? SCORE_BAND : 0) };
  const frame = { size: room, extent };

  const findPlace = (id: string) => {
    const node = drawing.indexOf(id);
    return node < 0 ? undefined : placeOf(drawing.layout, node);
  };

  const isMoved = useRef(false);
  /** What was fitted into the drawing stays so at another size, until it is moved. */
  const isFitted = useRef(false);
  const move = (to: Viewport): void => {
    // Asked before there is a size, it would look nowhere; the effect below looks at the start as soon as there is one.
    if (size.width === 0) return;
    isMoved.current = true;
    isFitted.current = false;
    void setViewport(to, { duration: readsReducedMotion() ? 0 : MOTION_MS });
  };
  useImperativeHandle(handle, () => ({
    fit: () => {
      move(fitAll(extent, room));
      // Without a size yet, it is fitted as soon as there is one.
      isFitted.current = true;
    },
    reveal: (id) => {
      const place = findPlace(id);
      const now = getViewport();
      if (place !== undefined && !isInSight(place, now, room))
        move(centreOn(toPoint(place), now.zoom, frame));
    },
    focus: (id) => {
      const place = findPlace(id);
      if (place !== undefined) move(centreOn(toPoint(place), Math.max(getViewport().zoom, 1), frame));
    },
    zoom: (factor) => {
      const now = getViewport();
      const next = Math.min(NEAREST, Math.max(furthestZoom(frame), now.zoom * factor));
      const middle = { x: (room.width / 2 - now.x) / now.zoom, y: (room.height / 2 - now.y) / now.zoom };
      move(centreOn(middle, next, frame));
    },
  }));
  useEffect(() => {
    if (isFitted.current) {
      void setViewport(fitAll(extent, room));
      return;
    }
    const place = findPlace(start);
    if (isMoved.current || size.width === 0 || place === undefined) return;
    void setViewport(centreOn(toPoint(place), 1, frame));
    // eslint-disable-next-line react/exhaustive-deps -- With the first size and with each other one, until the person moves it.
  }, [size.width, size.height]);
  return {
    viewport: { x, y, zoom },
    size,
    frame,
    hasScores: isScored,
    /** For movements by hand; those of the program come without an event. */
    onMoveStart: (event: unknown): void => {
      if (event === null) return;
      isMoved.current = true;
      isFitted.current = false;
    },
  };
}
