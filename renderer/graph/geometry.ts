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

/** At the left edge, where the axis of scores stands: nothing of a history begins under it. */
export const AXIS = 36;
/** Where the first node's middle stands at least: its whisker is as far from the axis as it is wide. */
const LEAST_X = AXIS + 8;
/** And at the right edge, the last node of a history that is fitted in: what is newest does not touch the frame. */
const END = 16;

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

/** On screen lanes keep this distance however far it is zoomed out: a history is much longer than it is wide. */
const LEAST_LANE = 22;
const LEAST_TOP = 28;

/** How far from the left a column's middle is on screen. */
export function toScreenX(column: number, { x, zoom }: Viewport): number {
  return x + (MARGIN + DISC_X + column * COLUMN_WIDTH) * zoom;
}

/** Where a node's middle is on screen. While its text can be read this is where the page has its box too. */
export function toScreen({ column, lane }: Place, viewport: Viewport): Point {
  const { y, zoom } = viewport;
  return { x: toScreenX(column, viewport), y: y + topOf(zoom) + lane * laneOf(zoom) };
}

/** The place nearest to a point of the screen; there need not be a node. */
export function toPlace(point: Point, { x, y, zoom }: Viewport): Place {
  return {
    column: Math.round(((point.x - x) / zoom - MARGIN - DISC_X) / COLUMN_WIDTH),
    lane: Math.round((point.y - y - topOf(zoom)) / laneOf(zoom)),
  };
}

function topOf(zoom: number): number {
  return Math.max((MARGIN + DISC_Y) * zoom, LEAST_TOP);
}

function laneOf(zoom: number): number {
  return Math.max(LANE_HEIGHT * zoom, LEAST_LANE);
}

/** How wide a column is on screen. */
export function columnWidth(zoom: number): number {
  return COLUMN_WIDTH * zoom;
}

/** Narrower columns than this have no room for dots: what stands in them becomes the bars of a strip. */
const LEAST_DOT_COLUMN = 12;

export function isStrip(zoom: number): boolean {
  return columnWidth(zoom) < LEAST_DOT_COLUMN;
}

export type Range = {
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly firstLane: number;
  readonly lastLane: number;
};

/** The columns and lanes that a viewport shows, rounded outwards to steps so that small moves do not change it. */
export function toRange(viewport: Viewport, size: Size): Range {
  const step = 4;
  const first = toPlace({ x: 0, y: 0 }, viewport);
  const last = toPlace({ x: size.width, y: size.height }, viewport);
  const down = (value: number): number => Math.floor((value - 1) / step) * step;
  const up = (value: number): number => Math.ceil((value + 1) / step) * step;
  return {
    firstColumn: down(first.column),
    lastColumn: up(last.column),
    firstLane: down(first.lane),
    lastLane: up(last.lane),
  };
}

/** Zoomed out further than this, discs are dots and texts are gone. */
const OVERVIEW_ZOOM = 0.5;
/** More nodes than this in view are too many for the page. */
export const MOST_NODES = 500;

export function isOverview(zoom: number): boolean {
  return zoom < OVERVIEW_ZOOM;
}

/** Whether a node is on screen, with its text where that is shown. */
export function isInSight(place: Place, viewport: Viewport, { width, height }: Size): boolean {
  const { x, y } = toScreen(place, viewport);
  const isRead = viewport.zoom >= OVERVIEW_ZOOM;
  const right = isRead ? NODE_WIDTH * viewport.zoom : 0;
  const bottom = isRead ? (NODE_HEIGHT - DISC_Y) * viewport.zoom : 0;
  return x >= 0 && y >= 0 && x + right <= width && y + bottom <= height;
}

/** The nearest zoom: a half more than the page's own size. */
export const NEAREST = 1.5;
/** Further out than this only a history that is longer than the screen is shown. */
const FURTHEST = 0.0003;

/** The furthest zoom at which a drawing is looked at: all of it is in sight there, however long it is. */
export function furthestZoom({ extent, size }: Frame): number {
  return size.width === 0 ? FURTHEST : Math.min(FURTHEST, (size.width - LEAST_X - END) / extent.width);
}

/** The viewport that shows the drawing from its beginning to its end. */
export function fitAll(extent: Size, size: Size): Viewport {
  const zoom = Math.min(1, (size.width - LEAST_X - END) / extent.width);
  return { x: beginning(zoom), y: 0, zoom };
}

/** Where a drawing begins on screen: far out its own margin is narrower than the axis. */
function beginning(zoom: number): number {
  return Math.max(0, LEAST_X - (MARGIN + DISC_X) * zoom);
}

/** Lower edge of the lowest lane's bars on screen. */
export function bottomOf(lanes: number, { y, zoom }: Viewport): number {
  return y + topOf(zoom) + (lanes - 1) * laneOf(zoom) + LEAST_LANE / 2;
}

/** Whether nothing of the drawing is outside: then an overview would show what is seen already. */
export function isAllInView({ x, y, zoom }: Viewport, { size, extent }: Frame): boolean {
  return x >= 0 && y >= 0 && x + extent.width * zoom <= size.width && y + extent.height * zoom <= size.height;
}

export type Frame = { readonly size: Size; readonly extent: Size };

/** A viewport of the same zoom with a point in its middle, as far as the drawing reaches. */
export function centreOn(point: Point, zoom: number, frame: Frame): Viewport {
  const { size, extent } = frame;
  const clamp = (wanted: number, from: number, { room, length }: { room: number; length: number }): number =>
    from + length <= room ? from : Math.min(from, Math.max(room - length, wanted));
  const across = { room: size.width, length: extent.width * zoom };
  const down = { room: size.height, length: extent.height * zoom };
  return {
    x: clamp(size.width / 2 - point.x * zoom, beginning(zoom), across),
    y: clamp(size.height / 2 - point.y * zoom, 0, down),
    zoom,
  };
}
