import { DISC, isInRange, toPoint, type Point, type Range, type Viewport } from "./geometry.ts";
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
};

export type Palette = (token: string) => string;

/** The colours of the theme that is on, read once per drawing. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (token) => {
    const colour = known.get(token) ?? style.getPropertyValue(token).trim();
    known.set(token, colour);
    return colour;
  };
}

/** Draws all edges in view: two batched paths, whole lines and dashed ones. */
export function drawEdges(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  view: { readonly range: Range; readonly viewport: Viewport; readonly palette: Palette },
): void {
  const { nodes, layout, isDashed, goesOn } = drawing;
  const whole = new Path2D();
  const dashed = new Path2D();
  for (const { id, parents } of nodes) {
    const to = layout.places.get(id);
    if (to === undefined) continue;
    for (const parent of parents) {
      const from = layout.places.get(parent);
      if (from === undefined || !touches(from, to, view.range)) continue;
      addEdge(isDashed(id) ? dashed : whole, toPoint(from), {
        to: toPoint(to),
        isOnLine: goesOn.has(parent),
      });
    }
  }
  context.strokeStyle = view.palette("--border-control");
  context.lineWidth = Math.max(1.5, 1 / view.viewport.zoom);
  context.setLineDash([]);
  context.stroke(whole);
  context.setLineDash([4, 4]);
  context.stroke(dashed);
  context.setLineDash([]);
}

/** Draws every node in view as a dot that keeps at least two pixels on screen. */
export function drawDots(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  view: { readonly range: Range; readonly viewport: Viewport; readonly palette: Palette },
): void {
  const radius = Math.max(DISC / 2, 2 / view.viewport.zoom);
  const byColour = new Map<string, Path2D>();
  const hollow = new Map<string, Path2D>();
  for (const { id } of drawing.nodes) {
    const place = drawing.layout.places.get(id);
    if (place === undefined || !isInRange(place, view.range)) continue;
    const dot = drawing.dotOf(id);
    addDot(pathOf(dot.isHollow ? hollow : byColour, dot.colour), toPoint(place), radius);
    if (drawing.selected.has(id)) addDot(pathOf(hollow, "--accent"), toPoint(place), radius * 1.6);
  }
  for (const [colour, path] of byColour) {
    context.fillStyle = view.palette(colour);
    context.fill(path);
  }
  context.lineWidth = Math.max(2, 1.5 / view.viewport.zoom);
  for (const [colour, path] of hollow) {
    context.strokeStyle = view.palette(colour);
    context.stroke(path);
  }
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

/** Lines change lanes in the gap before a column, where no text stands. */
const TRUNK = 24;
const CORNER = 8;

/** Along its lane to just before the next node's column, and there, where that is in another lane, around two corners. */
function addEdge(path: Path2D, from: Point, { to, isOnLine }: { to: Point; isOnLine: boolean }): void {
  if (from.y === to.y) path.moveTo(from.x, from.y);
  else {
    const trunk = to.x - TRUNK;
    const corner = from.y < to.y ? CORNER : -CORNER;
    path.moveTo(isOnLine ? trunk - CORNER : from.x, from.y);
    path.lineTo(trunk - CORNER, from.y);
    path.quadraticCurveTo(trunk, from.y, trunk, from.y + corner);
    path.lineTo(trunk, to.y - corner);
    path.quadraticCurveTo(trunk, to.y, trunk + CORNER, to.y);
  }
  path.lineTo(to.x, to.y);
}

function touches(from: Place, to: Place, range: Range): boolean {
  return (
    to.column >= range.firstColumn &&
    from.column <= range.lastColumn &&
    Math.max(from.lane, to.lane) >= range.firstLane &&
    Math.min(from.lane, to.lane) <= range.lastLane
  );
}
