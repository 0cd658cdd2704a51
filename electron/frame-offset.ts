import type { Point, Rectangle } from "electron";

export type Place = Readonly<Rectangle>;

/** No frame is wider or higher than this. What is further off was moved by the window manager or the person. */
const WIDEST = 64;
const HIGHEST = 128;

/**
 * How far the place a window says it got lies from the one it was asked to take. Under X11 a window is placed by its frame
 * and tells the place of what is inside; saved as it is told, the place would move down by a title bar at every start.
 */
export function frameOffset(asked: Place | null, got: Place): Readonly<Point> {
  if (asked === null) return { x: 0, y: 0 };
  const [x, y] = [got.x - asked.x, got.y - asked.y];
  const isFrame = x >= 0 && x <= WIDEST && y >= 0 && y <= HIGHEST;
  return isFrame ? { x, y } : { x: 0, y: 0 };
}
