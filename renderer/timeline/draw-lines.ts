import { ROLE_LOOKS } from "./role-look.ts";
import { at } from "./span-forest.ts";
import { listTicks, toPx } from "./time-scale.ts";
import type { TimeWindow } from "./time-window.ts";
import type { TimelineModel } from "./timeline-model.ts";

/** Height of a line, in CSS pixels: what the rows beside the canvas have, too. */
export const LINE = 24;
const BAR = 12;
const THINNEST = 2;
/** Room for about four letters; a name in less would be noise. */
const NAMED_FROM = 40;
export const TICK_EVERY = 96;

export type LineView = {
  readonly window: TimeWindow;
  /** Places of the lines on screen, the first one at `offsetPx`, which is 0 or negative. */
  readonly places: Int32Array;
  readonly offsetPx: number;
  readonly width: number;
  readonly height: number;
  readonly selected: number;
  readonly cursorUs: number | null;
  readonly hasCritical: boolean;
  /** Places that a search found; null while nothing is searched. */
  readonly found: ReadonlySet<number> | null;
  readonly palette: (token: string) => string;
};

/** Draws the bars of the lines on screen: work grows with the screen, not with the trace. */
export function drawLines(context: CanvasRenderingContext2D, model: TimelineModel, view: LineView): void {
  const { window, width, height, places, offsetPx, palette, cursorUs } = view;
  context.clearRect(0, 0, width, height);
  context.font = `11px ${palette("--font-text")}`;
  context.textBaseline = "middle";
  drawGrid(context, view);
  for (const [line, place] of places.entries()) {
    const middle = offsetPx + line * LINE + LINE / 2;
    context.globalAlpha = view.found !== null && !view.found.has(place) ? 0.3 : 1;
    drawBar(context, model, { ...view, place, middle });
  }
  context.globalAlpha = 1;
  if (cursorUs === null) return;
  context.fillStyle = palette("--border-control");
  context.fillRect(Math.round(toPx(cursorUs, window, width)), 0, 1, height);
}

function drawGrid(context: CanvasRenderingContext2D, { window, width, height, palette }: LineView): void {
  context.fillStyle = palette("--border");
  for (const tick of listTicks(window, width / TICK_EVERY)) {
    context.fillRect(Math.round(toPx(tick, window, width)), 0, 1, height);
  }
}

type BarView = LineView & { readonly place: number; readonly middle: number };

function drawBar(context: CanvasRenderingContext2D, model: TimelineModel, view: BarView): void {
  const { forest, hasFailed, isOpenAt, roleAt } = model;
  const { place, middle, window, width, palette, selected } = view;
  const from = toPx(at(forest.startUs, place), window, width);
  const to = toPx(at(forest.endUs, place), window, width);
  if (to < 0 || from > width) return drawArrow(context, view, from > width);
  const left = Math.max(-4, from);
  const right = Math.min(width + 4, Math.max(to, from + THINNEST));
  context.fillStyle = palette(ROLE_LOOKS[roleAt(place)].token);
  fillRounded(context, { left, right, top: middle - BAR / 2, height: BAR });
  if (isOpenAt(place)) hatch(context, { left, right, middle }, palette("--surface"));
  if (hasFailed(place)) {
    context.fillStyle = palette("--bad-fill");
    context.fillRect(left, middle - BAR / 2, Math.min(3, right - left), BAR);
  }
  if (view.hasCritical) drawCritical(context, model, view);
  if (place === selected) {
    context.strokeStyle = palette("--accent");
    context.lineWidth = 2;
    context.strokeRect(left - 2, middle - BAR / 2 - 2, right - left + 4, BAR + 4);
  }
  drawName(context, model, { ...view, left: Math.max(left, 0), right: Math.min(right, width) });
}

/** At the edge, where a line's bar is out of sight: that there is one, and on which side. */
function drawArrow(
  context: CanvasRenderingContext2D,
  { middle, width, palette }: BarView,
  isRight: boolean,
): void {
  const tip = isRight ? width - 3 : 3;
  const back = isRight ? -5 : 5;
  context.fillStyle = palette("--border-control");
  context.beginPath();
  context.moveTo(tip, middle);
  context.lineTo(tip + back, middle - 4);
  context.lineTo(tip + back, middle + 4);
  context.fill();
}

/** The stretches in which everything waited for this span, as a line under its bar. */
function drawCritical(context: CanvasRenderingContext2D, model: TimelineModel, view: BarView): void {
  const { place, middle, window, width, palette } = view;
  context.fillStyle = palette("--text");
  const { first, next, fromUs, toUs } = model.critical;
  for (let index = at(first, place); index !== -1; index = at(next, index)) {
    const left = Math.max(0, toPx(at(fromUs, index), window, width));
    const right = Math.min(width, toPx(at(toUs, index), window, width));
    // Thinner than a pixel they would be dust.
    if (right - left >= 1) context.fillRect(left, middle + BAR / 2 + 1, right - left, 2);
  }
}

type NameView = BarView & { readonly left: number; readonly right: number };

/** Inside the bar where it fits, else beside it, else not at all. */
function drawName(context: CanvasRenderingContext2D, model: TimelineModel, view: NameView): void {
  const { place, middle, left, right, width, palette } = view;
  const name = model.nameAt(place);
  const needed = context.measureText(name).width + 12;
  if (needed <= right - left) {
    context.fillStyle = palette("--timeline-on-bar");
    context.fillText(name, left + 6, middle + 0.5);
    return;
  }
  const isLeft = width - right < needed && left > needed;
  const room = isLeft ? left : width - right;
  if (room < NAMED_FROM || room < needed) return;
  context.fillStyle = palette("--text-faint");
  context.fillText(name, isLeft ? left - needed + 6 : right + 6, middle + 0.5);
}

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly height: number };

function fillRounded(context: CanvasRenderingContext2D, { left, right, top, height }: Box): void {
  context.beginPath();
  context.roundRect(left, top, right - left, height, Math.min(2, (right - left) / 2));
  context.fill();
}

/** Open: it has not ended, and its right edge is only where it is now. */
function hatch(
  context: CanvasRenderingContext2D,
  { left, right, middle }: { readonly left: number; readonly right: number; readonly middle: number },
  colour: string,
): void {
  context.save();
  context.beginPath();
  context.rect(left, middle - BAR / 2, right - left, BAR);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let x = left - BAR; x < right; x += 6) {
    context.moveTo(x, middle + BAR / 2);
    context.lineTo(x + BAR, middle - BAR / 2);
  }
  context.stroke();
  context.restore();
}
