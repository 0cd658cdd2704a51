import type { LaneLayout } from "./lay-out-lanes.ts";
import { AXIS, columnWidth, toScreenX, type Viewport } from "./geometry.ts";

/** So far apart that a date has room between two. */
const LEAST_GAP = 140;

/** A node of the first lane at which a date is written, and how far from the left it stands. */
export type Tick = { readonly node: number; readonly x: number };

/** By column: the node of the first lane that stands there, or the last one before; −1 before the first. O(n), once for a layout. */
export function indexFirstLane({ columnOf, laneOf, columns }: LaneLayout): Int32Array {
  const nodeAt = new Int32Array(columns).fill(-1);
  for (let node = 0; node < columnOf.length; node += 1)
    if (laneOf[node] === 0) nodeAt[columnOf[node] ?? 0] = node;
  for (let column = 1; column < columns; column += 1)
    if (nodeAt[column] === -1) nodeAt[column] = nodeAt[column - 1] ?? -1;
  return nodeAt;
}

/**
 * Where dates stand along a drawing that is zoomed out: at every so-manyth column, a round number of them, so that they
 * move with the drawing instead of jumping to other nodes.
 */
export function listTicks(
  nodeAt: Int32Array,
  { columnOf }: Pick<LaneLayout, "columnOf">,
  { viewport, width }: { readonly viewport: Viewport; readonly width: number },
): readonly Tick[] {
  const step = roundUp(LEAST_GAP / columnWidth(viewport.zoom));
  const ticks: Tick[] = [];
  for (let column = 0; column < nodeAt.length; column += step) {
    const node = nodeAt[column] ?? -1;
    if (node < 0) continue;
    const x = toScreenX(columnOf[node] ?? 0, viewport);
    if (x > width - LEAST_GAP) break;
    if (x >= AXIS && node !== ticks.at(-1)?.node) ticks.push({ node, x });
  }
  return ticks;
}

/** The next of 1, 2, 5, 10, 20, 50… */
function roundUp(columns: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, columns)));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= columns) ?? 10 * power;
}
