import type { Size } from "#renderer/ui/use-size.ts";

/** The canvas's context at the screen's own resolution (`usePixelRatio`), with CSS pixels as units; null where there is no canvas yet. */
export function fitCanvas(
  canvas: HTMLCanvasElement | null,
  { width, height }: Size,
  scale: number,
): CanvasRenderingContext2D | null {
  const context = canvas?.getContext("2d") ?? null;
  if (canvas === null || context === null) return null;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  // Setting a size, even the same one, empties the canvas.
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}
