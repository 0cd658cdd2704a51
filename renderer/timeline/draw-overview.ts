import { SPAN_ROLES } from "#core/domain/span-role.ts";
import { paintLane } from "./overview-lanes.ts";
import { ROLE_LOOKS } from "./role-look.ts";
import type { TimeWindow } from "./time-window.ts";
import type { TimelineModel } from "./timeline-model.ts";

type OverviewSize = { readonly width: number; readonly height: number };

/**
 * The whole trace as one image, a band per depth: one line of colours is worked out per lane and copied to the lane's
 * pixel rows. Drawn when the trace or the size changes, never while zooming.
 */
export function drawOverview(
  context: CanvasRenderingContext2D,
  model: TimelineModel,
  { size, whole, palette }: { size: OverviewSize; whole: TimeWindow; palette: (token: string) => string },
): void {
  const { width, height } = size;
  if (width < 1 || height < 1) return;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = [0, ...SPAN_ROLES.map((role) => toPixel(palette(ROLE_LOOKS[role].token)))];
  const laneHeight = Math.max(1, Math.floor(height / Math.max(model.lanes.length, 4)));
  const line = new Uint8Array(width);
  for (const [depth, lane] of model.lanes.entries()) {
    line.fill(0);
    paintLane(lane, whole, line);
    const row = Uint32Array.from(line, (colour) => colours[colour] ?? 0);
    const top = depth * laneHeight;
    // A gap of one pixel keeps lanes apart where there is room for it.
    const bottom = Math.min(height, top + (laneHeight > 3 ? laneHeight - 1 : laneHeight));
    for (let y = top; y < bottom; y += 1) pixels.set(row, y * width);
  }
  context.putImageData(image, 0, 0);
}

/** "#2d6fb7" as the number whose bytes are red, green, blue, opaque, in the order of the machine. */
function toPixel(colour: string): number {
  const value = Number.parseInt(colour.slice(1), 16);
  const bytes = new Uint8Array([value >> 16, (value >> 8) & 255, value & 255, 255]);
  return new Uint32Array(bytes.buffer)[0] ?? 0;
}
