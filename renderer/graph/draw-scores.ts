import type { View } from "./draw-lanes.ts";
import type { Drawing } from "./drawing.ts";
import { AXIS, columnWidth, isStrip, toScreenX } from "./geometry.ts";

/** Height of the band at the lower edge, and how high the graph must be to spare it. */
export const SCORE_BAND = 176;
const LEAST_HEIGHT = 460;

const GRID = [0, 0.25, 0.5, 0.75, 1];
const TOP = 40;
const BOTTOM = 16;

type ScoreView = Pick<View, "viewport" | "palette"> & { readonly width: number };
type Scored = Pick<Drawing, "layout" | "scores" | "selected">;

/** Whether there is anything to draw, and room for it. */
export function hasScores({ scores }: Pick<Drawing, "scores">, height: number): boolean {
  return scores.nodes.length > 0 && height >= LEAST_HEIGHT;
}

/**
 * Under the history, column for column: what each version was measured at, a dot in its interval. Measurements on
 * different items are not joined by a line: their difference would not be one of the versions alone. Where nodes become
 * the bars of a strip these do too, so that the work hangs on the width of the screen and not on the history.
 */
export function drawScores(context: CanvasRenderingContext2D, drawing: Scored, view: ScoreView): void {
  const { palette, width } = view;
  drawGrid(context, { width, palette });
  const { nodes } = drawing.scores;
  const selected = [...drawing.selected].map((node) => nodes.indexOf(node)).filter((row) => row !== -1);
  if (isStrip(view.viewport.zoom)) drawBars(context, drawing, view);
  else {
    const rows = listInView(drawing, view).filter((row) => !selected.includes(row));
    const colours = { whisker: palette("--text-faint"), dot: palette("--text-soft") };
    drawWhiskers(context, rows, { drawing, view, colours });
  }
  const accent = palette("--accent");
  drawWhiskers(context, selected, { drawing, view, colours: { whisker: accent, dot: accent } });
  drawAxis(context, { palette });
}

function toY(share: number): number {
  return TOP + (1 - share) * (SCORE_BAND - TOP - BOTTOM);
}

/** So far from the edges nothing of a whisker or its figure is seen. */
const BEFORE = 4;
const BEHIND = 40;

function xOf({ layout, scores }: Scored, row: number, { viewport }: ScoreView): number {
  return toScreenX(layout.columnOf[scores.nodes[row] ?? 0] ?? 0, viewport);
}

function isInView(x: number, { width }: ScoreView): boolean {
  return x >= AXIS - BEFORE && x <= width + BEHIND;
}

function listInView(drawing: Scored, view: ScoreView): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < drawing.scores.nodes.length; row += 1)
    if (isInView(xOf(drawing, row, view), view)) rows.push(row);
  return rows;
}

type Whiskers = {
  readonly drawing: Scored;
  readonly view: ScoreView;
  readonly colours: { readonly whisker: string; readonly dot: string };
};

function drawWhiskers(
  context: CanvasRenderingContext2D,
  rows: readonly number[],
  { drawing, view, colours }: Whiskers,
): void {
  const { shares, lows, highs } = drawing.scores;
  const [whiskers, dots] = [new Path2D(), new Path2D()];
  const showsText = columnWidth(view.viewport.zoom) > 64;
  context.fillStyle = colours.dot;
  for (const row of rows) {
    const x = xOf(drawing, row, view);
    if (!isInView(x, view)) continue;
    const share = shares[row] ?? 0;
    addWhisker(whiskers, { x, low: toY(lows[row] ?? 0), high: toY(highs[row] ?? 0) });
    dots.moveTo(x + 3.5, toY(share));
    dots.arc(x, toY(share), 3.5, 0, 2 * Math.PI);
    if (showsText) context.fillText(`${(share * 100).toFixed(1)} %`, x + 10, toY(share) + 4);
  }
  context.strokeStyle = colours.whisker;
  context.lineWidth = 1.5;
  context.stroke(whiskers);
  context.fill(dots);
}

type Whisker = { readonly x: number; readonly low: number; readonly high: number };

function addWhisker(path: Path2D, { x, low, high }: Whisker): void {
  path.moveTo(x, low);
  path.lineTo(x, high);
  for (const end of [low, high]) {
    path.moveTo(x - 4, end);
    path.lineTo(x + 4, end);
  }
}

/**
 * Gathered by pixel: of any number of measurements on one pixel one bar from the lowest end of their intervals to the
 * highest, and in it one that holds all their shares.
 */
function drawBars(context: CanvasRenderingContext2D, drawing: Scored, view: ScoreView): void {
  const { shares, lows, highs } = drawing.scores;
  const edge = Math.ceil(view.width) + BEHIND;
  const intervals = createExtremes(edge);
  const values = createExtremes(edge);
  for (let row = 0; row < shares.length; row += 1) {
    const x = xOf(drawing, row, view);
    if (!isInView(x, view)) continue;
    const pixel = Math.round(x);
    intervals.take(pixel, lows[row] ?? 0, highs[row] ?? 0);
    values.take(pixel, shares[row] ?? 0, shares[row] ?? 0);
  }
  const column = Math.max(1, columnWidth(view.viewport.zoom));
  context.fillStyle = view.palette("--text-faint");
  context.globalAlpha = 0.45;
  intervals.each((x, low, high) => {
    const wide = Math.min(2, column);
    context.fillRect(x - wide / 2, toY(high), wide, toY(low) - toY(high));
  });
  context.globalAlpha = 1;
  context.fillStyle = view.palette("--text-soft");
  values.each((x, low, high) => {
    const wide = Math.min(4, column);
    context.fillRect(x - wide / 2, toY(high) - 1.5, wide, toY(low) - toY(high) + 3);
  });
}

/** The lowest and the highest of what was taken at each pixel, up to the last of them. */
function createExtremes(last: number) {
  const lowest = new Float64Array(last + 1).fill(Infinity);
  const highest = new Float64Array(last + 1).fill(-Infinity);
  return {
    take: (pixel: number, low: number, high: number): void => {
      lowest[pixel] = Math.min(lowest[pixel] ?? Infinity, low);
      highest[pixel] = Math.max(highest[pixel] ?? -Infinity, high);
    },
    /** For each pixel at which something was taken. */
    each: (visit: (pixel: number, low: number, high: number) => void): void => {
      for (let pixel = 0; pixel <= last; pixel += 1) {
        const [low, high] = [lowest[pixel] ?? Infinity, highest[pixel] ?? -Infinity];
        if (low <= high) visit(pixel, low, high);
      }
    },
  };
}

type GridParts = { readonly width: number; readonly palette: View["palette"] };

function drawGrid(context: CanvasRenderingContext2D, { width, palette }: GridParts): void {
  context.font = `11px ${palette("--font-mono")}`;
  context.lineWidth = 1;
  context.strokeStyle = palette("--border");
  context.beginPath();
  for (const y of GRID.map(toY)) {
    context.moveTo(AXIS, Math.round(y) + 0.5);
    context.lineTo(width, Math.round(y) + 0.5);
  }
  context.stroke();
}

/** Last, on a ground of its own: what is scrolled past it goes under it. */
function drawAxis(context: CanvasRenderingContext2D, { palette }: Omit<GridParts, "width">): void {
  context.fillStyle = palette("--surface-sunken");
  context.fillRect(0, TOP - 8, AXIS, SCORE_BAND - TOP + 8);
  context.fillStyle = palette("--text-faint");
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const share of [0, 0.5, 1]) context.fillText(`${share * 100}`, AXIS - 8, toY(share));
  context.textAlign = "start";
  context.textBaseline = "alphabetic";
}
