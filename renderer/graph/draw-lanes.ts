import type { Palette } from "#renderer/ui/read-tokens.ts";
import { columnWidth, isInRange, toScreen, DISC, type Point, type Range, type Viewport } from "./geometry.ts";
import type { Score } from "./score.ts";
import type { LaneLayout, LaneNode, Place } from "./lay-out-lanes.ts";

/** How one node looks as a dot, by names of colour tokens. */
export type Dot = { readonly colour: string; readonly isHollow: boolean };

export type Drawing = {
  readonly nodes: readonly LaneNode[];
  readonly layout: LaneLayout;
  readonly dotOf: (id: string) => Dot;
  /** Edges to these nodes are dashed: candidates that never were live. */
  readonly isDashed: (id: string) => boolean;
  /** Nodes whose line goes on in their own lane: what branches off there begins at the branching. */
  readonly goesOn: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
  /** What was measured, by node. */
  readonly scores: ReadonlyMap<string, Score>;
};

export type View = {
  readonly range: Range;
  readonly viewport: Viewport;
  readonly palette: Palette;
};

/** Draws all edges in view, in pixels of the screen: two batched paths, whole lines and dashed ones. */
export function drawEdges(context: CanvasRenderingContext2D, drawing: Drawing, view: View): void {
  const { nodes, layout, isDashed, goesOn } = drawing;
  const { range, viewport, palette } = view;
  const whole = new Path2D();
  const dashed = new Path2D();
  for (const { id, parents } of nodes) {
    const to = layout.places.get(id);
    if (to === undefined || to.column < range.firstColumn) continue;
    for (const parent of parents) {
      const from = layout.places.get(parent);
      if (from === undefined || !touches(from, to, range)) continue;
      const ends = { from: toScreen(from, viewport), to: toScreen(to, viewport) };
      addEdge(isDashed(id) ? dashed : whole, ends, { isOnLine: goesOn.has(parent), zoom: viewport.zoom });
    }
  }
  context.strokeStyle = palette("--border-control");
  context.lineWidth = 1.5;
  context.setLineDash([]);
  context.stroke(whole);
  context.setLineDash([4, 4]);
  context.stroke(dashed);
  context.setLineDash([]);
}

/** Narrower columns than this have no room for dots: nodes become the bars of a strip. */
const LEAST_DOT_COLUMN = 12;

/** Draws every node in view as a dot, or as a bar where there are too many side by side for dots. */
export function drawDots(context: CanvasRenderingContext2D, drawing: Drawing, view: View): void {
  const isStrip = columnWidth(view.viewport.zoom) < LEAST_DOT_COLUMN;
  const whole = new Map<string, Path2D>();
  const hollow = new Map<string, Path2D>();
  const marks = new Path2D();
  for (const { id } of drawing.nodes) {
    const place = drawing.layout.places.get(id);
    if (place === undefined || !isInRange(place, view.range)) continue;
    const { colour, isHollow } = drawing.dotOf(id);
    const at = toScreen(place, view.viewport);
    const path = pathOf(isHollow ? hollow : whole, colour);
    if (isStrip) addBar(path, at, { width: columnWidth(view.viewport.zoom), isHollow });
    else addDot(path, at, isHollow ? 4.5 : 5);
    if (drawing.selected.has(id)) addPointer(marks, at);
  }
  for (const [colour, path] of whole) {
    context.fillStyle = view.palette(colour);
    context.fill(path);
  }
  for (const [colour, path] of hollow) {
    if (isStrip) {
      context.fillStyle = view.palette(colour);
      context.globalAlpha = 0.45;
      context.fill(path);
      context.globalAlpha = 1;
    } else {
      context.fillStyle = view.palette("--surface");
      context.fill(path);
      context.lineWidth = 1.5;
      context.strokeStyle = view.palette(colour);
      context.stroke(path);
    }
  }
  context.fillStyle = view.palette("--accent");
  context.fill(marks);
}

function pathOf(paths: Map<string, Path2D>, colour: string): Path2D {
  const path = paths.get(colour) ?? new Path2D();
  paths.set(colour, path);
  return path;
}

function addDot(path: Path2D, { x, y }: Point, radius: number): void {
  path.moveTo(x + radius, y);
  path.arc(x, y, radius, 0, 2 * Math.PI);
}

const BAR = 16;

/** What was rolled back or never live is half as high, so that it can be told without its hue. */
function addBar(
  path: Path2D,
  { x, y }: Point,
  bar: { readonly width: number; readonly isHollow: boolean },
): void {
  const width = Math.max(0.6, bar.width > 3 ? bar.width - 1 : bar.width);
  const height = bar.isHollow ? BAR / 2 : BAR;
  path.rect(x - width / 2, y + BAR / 2 - height, width, height);
}

/** A small triangle above a selected node. */
function addPointer(path: Path2D, { x, y }: Point): void {
  const top = y - DISC;
  path.moveTo(x - 5, top);
  path.lineTo(x + 5, top);
  path.lineTo(x, top + 7);
  path.closePath();
}

/** Lines change lanes in the gap before a column, where no text stands. */
const TRUNK = 24;
const CORNER = 8;

type Ends = { readonly from: Point; readonly to: Point };

/** Along its lane to just before the next node's column, and there, where that is in another lane, around two corners. */
function addEdge(
  path: Path2D,
  { from, to }: Ends,
  { isOnLine, zoom }: { readonly isOnLine: boolean; readonly zoom: number },
): void {
  if (from.y === to.y) path.moveTo(from.x, from.y);
  else {
    const scale = Math.min(1, zoom);
    const trunk = to.x - TRUNK * scale;
    const bend = CORNER * scale;
    const corner = from.y < to.y ? bend : -bend;
    path.moveTo(isOnLine ? trunk - bend : from.x, from.y);
    path.lineTo(trunk - bend, from.y);
    path.quadraticCurveTo(trunk, from.y, trunk, from.y + corner);
    path.lineTo(trunk, to.y - corner);
    path.quadraticCurveTo(trunk, to.y, trunk + bend, to.y);
  }
  path.lineTo(to.x, to.y);
}

function touches(from: Place, to: Place, range: Range): boolean {
  return (
    from.column <= range.lastColumn &&
    Math.max(from.lane, to.lane) >= range.firstLane &&
    Math.min(from.lane, to.lane) <= range.lastLane
  );
}
