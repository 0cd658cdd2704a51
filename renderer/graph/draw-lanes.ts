import type { Palette } from "#renderer/ui/read-tokens.ts";
import type { Drawing } from "./drawing.ts";
import {
  columnWidth,
  isStrip,
  toScreen,
  toScreenX,
  DISC,
  type Point,
  type Range,
  type Viewport,
} from "./geometry.ts";
import { BEND, RUN } from "./lane-lines.ts";
import { placeOf } from "./lay-out-lanes.ts";

export type View = {
  readonly range: Range;
  readonly viewport: Viewport;
  readonly palette: Palette;
};

/** Draws all lines in view, in pixels of the screen: two batched paths, whole lines and dashed ones. */
export function drawEdges(context: CanvasRenderingContext2D, { lines }: Drawing, view: View): void {
  const paths = [new Path2D(), new Path2D()] as const;
  addRuns(paths, lines.runs, view);
  addBends(paths, lines.bends, view);
  context.strokeStyle = view.palette("--border-control");
  context.lineWidth = 1.5;
  context.setLineDash([]);
  context.stroke(paths[0]);
  context.setLineDash([4, 4]);
  context.stroke(paths[1]);
  context.setLineDash([]);
}

type Paths = readonly [whole: Path2D, dashed: Path2D];

/** The part in view of the lines along lanes: what is far outside would be cut into dashes all the same. */
function addRuns(paths: Paths, runs: Int32Array, { range, viewport }: View): void {
  for (let at = 0; at < runs.length; at += RUN) {
    const [lane = 0, from = 0, to = 0, dashed = 0] = runs.subarray(at, at + RUN);
    if (to < range.firstColumn || from > range.lastColumn) continue;
    if (lane < range.firstLane || lane > range.lastLane) continue;
    const start = toScreen({ column: Math.max(from, range.firstColumn - 1), lane }, viewport);
    const end = toScreen({ column: Math.min(to, range.lastColumn + 1), lane }, viewport);
    const path = paths[dashed === 1 ? 1 : 0];
    path.moveTo(start.x, start.y);
    path.lineTo(end.x, end.y);
  }
}

/** Lines into other lanes; of those that would be drawn on the same pixels one alone. No object for those that are left out. */
function addBends(paths: Paths, bends: Int32Array, { range, viewport }: View): void {
  const isDense = columnWidth(viewport.zoom) < 2;
  const drawn = new Map<number, Set<number>>();
  for (let at = 0; at < bends.length; at += BEND) {
    const [fromColumn, toColumn] = [bends[at] ?? 0, bends[at + 2] ?? 0];
    if (toColumn < range.firstColumn || fromColumn > range.lastColumn) continue;
    const [fromLane, toLane] = [bends[at + 1] ?? 0, bends[at + 3] ?? 0];
    if (Math.max(fromLane, toLane) < range.firstLane || Math.min(fromLane, toLane) > range.lastLane) continue;
    const [isOnLine, dashed] = [bends[at + 4] ?? 0, bends[at + 5] ?? 0];
    if (isDense) {
      // Where it stands on a line that is drawn anyway, its beginning is not seen.
      const fromX = isOnLine === 1 ? 0 : toScreenX(fromColumn, viewport);
      const lanes = (fromLane * MOST_LANES + toLane) * 4 + isOnLine * 2 + dashed;
      if (!takePixel(drawn, lanes, Math.round(fromX) * WIDEST + Math.round(toScreenX(toColumn, viewport))))
        continue;
    }
    const from = toScreen({ column: fromColumn, lane: fromLane }, viewport);
    const to = toScreen({ column: toColumn, lane: toLane }, viewport);
    const path = paths[dashed === 1 ? 1 : 0];
    addBend(path, { from, to }, { isOnLine: isOnLine === 1, zoom: viewport.zoom });
  }
}

/** More lanes, and more pixels, than any drawing has. */
const MOST_LANES = 2 ** 20;
const WIDEST = 2 ** 22;

/** Notes that a pixel of a row is drawn on; false where it was already. */
function takePixel(taken: Map<number, Set<number>>, row: number, pixel: number): boolean {
  let pixels = taken.get(row);
  if (pixels === undefined) taken.set(row, (pixels = new Set()));
  const before = pixels.size;
  return pixels.add(pixel).size > before;
}

/** Lines change lanes in the gap before a column, where no text stands. */
const TRUNK = 24;
const CORNER = 8;
/** A smaller corner is not seen as round, and curves take several times as long. */
const LEAST_CORNER = 0.5;

type Ends = { readonly from: Point; readonly to: Point };

/** Along its lane to just before the next node's column, and there around two corners into the other lane. */
function addBend(
  path: Path2D,
  { from, to }: Ends,
  { isOnLine, zoom }: { readonly isOnLine: boolean; readonly zoom: number },
): void {
  const scale = Math.min(1, zoom);
  const trunk = to.x - TRUNK * scale;
  const bend = CORNER * scale;
  path.moveTo(isOnLine ? trunk - bend : from.x, from.y);
  if (bend < LEAST_CORNER) {
    path.lineTo(to.x, from.y);
    path.lineTo(to.x, to.y);
    return;
  }
  const corner = from.y < to.y ? bend : -bend;
  path.lineTo(trunk - bend, from.y);
  path.quadraticCurveTo(trunk, from.y, trunk, from.y + corner);
  path.lineTo(trunk, to.y - corner);
  path.quadraticCurveTo(trunk, to.y, trunk + bend, to.y);
  path.lineTo(to.x, to.y);
}

/** Draws every node in view as a dot, or as a bar where there are too many side by side for dots. */
export function drawDots(context: CanvasRenderingContext2D, drawing: Drawing, view: View): void {
  if (isStrip(view.viewport.zoom)) drawStrip(context, drawing, view);
  else drawDiscs(context, drawing, view);
  drawFlag(context, drawing, view);
  drawTags(context, drawing, view);
  const marks = new Path2D();
  // Where head is selected its flag says so.
  for (const node of drawing.selected)
    if (node !== drawing.flag.node) addPointer(marks, toScreen(placeOf(drawing.layout, node), view.viewport));
  context.fillStyle = view.palette("--accent");
  context.fill(marks);
}

function drawDiscs(context: CanvasRenderingContext2D, drawing: Drawing, { range, viewport, palette }: View) {
  const { looks, lookOf, layout } = drawing;
  const paths = looks.map(() => new Path2D());
  eachInRange(drawing, range, (node) => {
    const look = lookOf[node] ?? 0;
    const { x, y } = toScreen(placeOf(layout, node), viewport);
    const radius = looks[look]?.isHollow === true ? 4.5 : 5;
    paths[look]?.moveTo(x + radius, y);
    paths[look]?.arc(x, y, radius, 0, 2 * Math.PI);
  });
  for (const [look, { colour, isHollow }] of looks.entries()) {
    const path = paths[look];
    if (path === undefined) continue;
    context.fillStyle = palette(isHollow ? "--surface" : colour);
    context.fill(path);
    if (!isHollow) continue;
    context.lineWidth = 1.5;
    context.strokeStyle = palette(colour);
    context.stroke(path);
  }
}

const BAR = 16;

/**
 * Bars, gathered by pixel: of any number of nodes that look alike on one pixel of a lane one bar is drawn, so that the
 * work hangs on the width of the screen. What was rolled back or never live is half as high, so that it can be told
 * without its hue.
 */
function drawStrip(context: CanvasRenderingContext2D, drawing: Drawing, { range, viewport, palette }: View) {
  const { looks, lookOf, layout } = drawing;
  const column = columnWidth(viewport.zoom);
  const width = Math.max(1, column > 3 ? column - 1 : column);
  const taken = new Map<number, Set<number>>();
  // Most stand on the pixel of the one before.
  const newest = { row: -1, pixel: 0 };
  eachInRange(drawing, range, (node) => {
    const row = (layout.laneOf[node] ?? 0) * looks.length + (lookOf[node] ?? 0);
    const pixel = Math.round(toScreenX(layout.columnOf[node] ?? 0, viewport));
    if (row === newest.row && pixel === newest.pixel) return;
    newest.row = row;
    newest.pixel = pixel;
    takePixel(taken, row, pixel);
  });
  for (const [row, pixels] of taken) {
    const look = looks[row % looks.length];
    if (look === undefined) continue;
    const { y } = toScreen({ column: 0, lane: Math.floor(row / looks.length) }, viewport);
    const height = look.isHollow ? BAR / 2 : BAR;
    context.fillStyle = palette(look.colour);
    context.globalAlpha = look.isHollow ? 0.45 : 1;
    for (const x of pixels) context.fillRect(x - width / 2, y + BAR / 2 - height, width, height);
  }
  context.globalAlpha = 1;
}

/** A pass over two columns of numbers: faster than any index for as many nodes as a page can hold. */
function eachInRange({ layout }: Drawing, range: Range, visit: (node: number) => void): void {
  const { columnOf, laneOf } = layout;
  for (let node = 0; node < columnOf.length; node += 1) {
    const column = columnOf[node] ?? 0;
    if (column < range.firstColumn || column > range.lastColumn) continue;
    const lane = laneOf[node] ?? 0;
    if (lane >= range.firstLane && lane <= range.lastLane) visit(node);
  }
}

/** The nodes in a range, in order; null where there are more than `most`. */
export function listInRange(drawing: Drawing, range: Range, most: number): readonly number[] | null {
  const found: number[] = [];
  eachInRange(drawing, range, (node) => {
    if (found.length <= most) found.push(node);
  });
  return found.length > most ? null : found;
}

const FLAG = { height: 14, letter: 7, margin: 8, stem: 16 };

/** On a stem above its node, flying to the left: the newest of a history stands at its right end. */
function drawFlag(context: CanvasRenderingContext2D, drawing: Drawing, view: View): void {
  const { layout, flag, selected } = drawing;
  const { x, y } = toScreen(placeOf(layout, flag.node), view.viewport);
  const width = flag.text.length * FLAG.letter + FLAG.margin;
  const top = y - BAR / 2 - FLAG.stem;
  context.fillStyle = view.palette(selected.has(flag.node) ? "--accent" : "--text");
  context.fillRect(x - 1, top, 2, FLAG.stem);
  context.fillRect(x - width, top, width, FLAG.height);
  context.fillStyle = view.palette("--surface");
  context.font = `600 11px ${view.palette("--font-mono")}`;
  context.fillText(flag.text, x - width + FLAG.margin / 2, top + FLAG.height - 3);
}

/** A long name says enough by its beginning: the whole stands where the node is looked at. */
const MOST_LETTERS = 18;

/** On a stem below its node, framed and not filled: head's flag alone is. */
function drawTags(context: CanvasRenderingContext2D, { layout, tags }: Drawing, view: View): void {
  context.font = `11px ${view.palette("--font-mono")}`;
  for (const { node, text } of tags) {
    const { x, y } = toScreen(placeOf(layout, node), view.viewport);
    const shown = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
    const width = shown.length * FLAG.letter + FLAG.margin;
    const top = y + BAR / 2 + FLAG.stem - FLAG.height;
    context.fillStyle = view.palette("--text-soft");
    context.fillRect(x, y + BAR / 2, 1, FLAG.stem);
    context.fillRect(x - width, top, width, FLAG.height);
    context.fillStyle = view.palette("--surface");
    context.fillRect(x - width + 1, top + 1, width - 2, FLAG.height - 2);
    context.fillStyle = view.palette("--text-soft");
    context.fillText(shown, x - width + FLAG.margin / 2, top + FLAG.height - 3);
  }
}

/** A small triangle above a selected node. */
function addPointer(path: Path2D, { x, y }: Point): void {
  const top = y - DISC;
  path.moveTo(x - 5, top);
  path.lineTo(x + 5, top);
  path.lineTo(x, top + 7);
  path.closePath();
}
