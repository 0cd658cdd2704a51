import type { Place } from "./lay-out-lanes.ts";

/** Distances of the history's drawing, in pixels at a zoom of 1. All on the 4 px grid. */
const COLUMN_WIDTH = 176;
const LANE_HEIGHT = 80;
export const DISC = 18;
/** From the corner of a node's box to the middle of its disc. */
const DISC_X = 12;
const DISC_Y = 28;
export const NODE_WIDTH = COLUMN_WIDTH - 32;
export const NODE_HEIGHT = 72;
const MARGIN = 40;

export type Point = { readonly x: number; readonly y: number };
export type Viewport = { readonly x: number; readonly y: number; readonly zoom: number };
export type Size = { readonly width: number; readonly height: number };

/** The middle of a node's disc. */
export function toPoint({ column, lane }: Place): Point {
  return { x: MARGIN + column * COLUMN_WIDTH + DISC_X, y: MARGIN + lane * LANE_HEIGHT + DISC_Y };
}

/** The corner of a node's box. */
export function toCorner(place: Place): Point {
  const { x, y } = toPoint(place);
  return { x: x - DISC_X, y: y - DISC_Y };
}

/** The size of the whole drawing with its margins. */
export function toExtent(counts: { readonly columns: number; readonly lanes: number }): Size {
  return {
    width: 2 * MARGIN + Math.max(1, counts.columns) * COLUMN_WIDTH,
    height: 2 * MARGIN + Math.max(1, counts.lanes) * LANE_HEIGHT,
  };
}

export type Range = {
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly firstLane: number;
  readonly lastLane: number;
};

/** The columns and lanes that a viewport shows, rounded outwards to steps so that small moves do not change it. */
export function toRange({ x, y, zoom }: Viewport, size: Size): Range {
  const step = 4;
  const down = (value: number): number => Math.floor(value / step) * step;
  const up = (value: number): number => Math.ceil(value / step) * step;
  return {
    firstColumn: down((-x / zoom - MARGIN) / COLUMN_WIDTH - 1),
    lastColumn: up(((size.width - x) / zoom - MARGIN) / COLUMN_WIDTH),
    firstLane: down((-y / zoom - MARGIN) / LANE_HEIGHT - 1),
    lastLane: up(((size.height - y) / zoom - MARGIN) / LANE_HEIGHT),
  };
}

export function isInRange({ column, lane }: Place, range: Range): boolean {
  return (
    column >= range.firstColumn &&
    column <= range.lastColumn &&
    lane >= range.firstLane &&
    lane <= range.lastLane
  );
}

/** Zoomed out further than this, discs are dots and texts are gone. */
const OVERVIEW_ZOOM = 0.5;
/** More nodes than this in view are too many for the page. */
const MOST_NODES = 500;

export function isOverview(zoom: number, nodesInView: number): boolean {
  return zoom < OVERVIEW_ZOOM || nodesInView > MOST_NODES;
}

/** The viewport that shows all of the drawing, or, where that would be too small to read, its newest part. */
export function fitAll(extent: Size, size: Size): Viewport {
  const zoom = Math.min(1, size.width / extent.width, size.height / extent.height);
  return { x: Math.max(0, (size.width - extent.width * zoom) / 2), y: 0, zoom: Math.max(zoom, 0.02) };
}

/** Whether nothing of the drawing is outside: then an overview would show what is seen already. */
export function isAllInView({ x, y, zoom }: Viewport, { size, extent }: Frame): boolean {
  return x >= 0 && y >= 0 && x + extent.width * zoom <= size.width && y + extent.height * zoom <= size.height;
}

export type Frame = { readonly size: Size; readonly extent: Size };

/** A viewport of the same zoom with a point in its middle, as far as the drawing reaches. */
export function centreOn(point: Point, zoom: number, frame: Frame): Viewport {
  const { size, extent } = frame;
  const clamp = (wanted: number, room: number, length: number): number =>
    length <= room ? 0 : Math.min(0, Math.max(room - length, wanted));
  return {
    x: clamp(size.width / 2 - point.x * zoom, size.width, extent.width * zoom),
    y: clamp(size.height / 2 - point.y * zoom, size.height, extent.height * zoom),
    zoom,
  };
}
