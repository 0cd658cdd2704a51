import type { Rectangle } from "electron";

/** How much of a window's top left corner, in pixels, a display must show for it to be dragged. */
const GRIP = 80;

/** Whether a window's title bar can be reached on the display with this work area. */
export function isWithinReach({ x, y }: Pick<Rectangle, "x" | "y">, area: Rectangle): boolean {
  return (
    x + GRIP >= area.x &&
    x + GRIP <= area.x + area.width &&
    y >= area.y - GRIP / 2 &&
    y + GRIP <= area.y + area.height
  );
}
