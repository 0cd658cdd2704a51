import type { View } from "./draw-lanes.ts";
import type { Drawing } from "./drawing.ts";
import { AXIS, columnWidth, toScreen } from "./geometry.ts";
import { placeOf } from "./lay-out-lanes.ts";

/** Height of the band at the lower edge, and how high the graph must be to spare it. */
export const SCORE_BAND = 176;
const LEAST_HEIGHT = 460;

const GRID = [0, 0.25, 0.5, 0.75, 1];
const TOP = 40;
const BOTTOM = 16;

type ScoreView = Pick<View, "viewport" | "palette"> & { readonly width: number };

/** Whether there is anything to draw, and room for it. */
export function hasScores({ scores }: Pick<Drawing, "scores">, height: number): boolean {
  return scores.size > 0 && height >= LEAST_HEIGHT;
}

/**
 * Under the history, column for column: what each version was measured at, a dot in its interval. Measurements on
 * different items are not joined by a line: their difference would not be one of the versions alone.
 */
export function drawScores(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  { viewport, palette, width }: ScoreView,
): void {
  const toY = (share: number): number => TOP + (1 - share) * (SCORE_BAND - TOP - BOTTOM);
  drawGrid(context, { width, palette, toY });
  const showsText = columnWidth(viewport.zoom) > 64;
  for (const [node, { accuracy, interval }] of drawing.scores) {
    const { x } = toScreen(placeOf(drawing.layout, node), viewport);
    if (x < AXIS - 4 || x > width + 40) continue;
    const isSelected = drawing.selected.has(node);
    context.strokeStyle = palette(isSelected ? "--accent" : "--text-faint");
    context.fillStyle = palette(isSelected ? "--accent" : "--text-soft");
    context.lineWidth = 1.5;
    drawWhisker(context, { x, low: toY(interval[0]), high: toY(interval[1]) });
    context.beginPath();
    context.arc(x, toY(accuracy), 3.5, 0, 2 * Math.PI);
    context.fill();
    if (showsText) context.fillText(`${(accuracy * 100).toFixed(1)} %`, x + 10, toY(accuracy) + 4);
  }
  drawAxis(context, { palette, toY });
}

type Whisker = { readonly x: number; readonly low: number; readonly high: number };

function drawWhisker(context: CanvasRenderingContext2D, { x, low, high }: Whisker): void {
  context.beginPath();
  context.moveTo(x, low);
  context.lineTo(x, high);
  for (const end of [low, high]) {
    context.moveTo(x - 4, end);
    context.lineTo(x + 4, end);
  }
  context.stroke();
}

type GridParts = {
  readonly width: number;
  readonly palette: View["palette"];
  readonly toY: (share: number) => number;
};

function drawGrid(context: CanvasRenderingContext2D, { width, palette, toY }: GridParts): void {
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
function drawAxis(context: CanvasRenderingContext2D, { palette, toY }: Omit<GridParts, "width">): void {
  context.fillStyle = palette("--surface-sunken");
  context.fillRect(0, TOP - 8, AXIS, SCORE_BAND - TOP + 8);
  context.fillStyle = palette("--text-faint");
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const share of [0, 0.5, 1]) context.fillText(`${share * 100}`, AXIS - 8, toY(share));
  context.textAlign = "start";
  context.textBaseline = "alphabetic";
}
