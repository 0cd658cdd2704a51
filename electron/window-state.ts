import { readFileSync, writeFileSync } from "node:fs";
import { screen, type BrowserWindow } from "electron";
import { z } from "zod";
import { frameOffset, type Place } from "./frame-offset.ts";
import { isWithinReach } from "./within-reach.ts";

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  isMaximized: z.boolean(),
});
export type WindowState = Readonly<z.infer<typeof stateSchema>>;

/** How long after a change a window manager is done with it, as far as anybody can know. */
const SETTLED_MS = 500;

/** Where the window was; null at the first start, and when the display it was on has gone. After ready. */
export function readWindowState(file: string): WindowState | null {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return isWithinReach(state, screen.getDisplayMatching(state).workArea) ? state : null;
  } catch {
    return null;
  }
}

/**
 * Notes the window's place when it closes, as the place to ask for to get it there again. While it fills the screen that
 * is the last place it had before; a system that is asked then may answer with the screen.
 */
export function keepWindowState(window: BrowserWindow, file: string, asked: Place | null): void {
  let normal = asked;
  let offset: ReturnType<typeof frameOffset> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isNormal = (): boolean => !window.isMaximized() && !window.isMinimized() && !window.isFullScreen();
  const look = (): void => {
    if (window.isDestroyed() || !isNormal()) return;
    const got = window.getNormalBounds();
    // Only the first place it got is the answer to what was asked; later ones are where the person put it.
    offset ??= frameOffset(asked, got);
    normal = { ...got, x: got.x - offset.x, y: got.y - offset.y };
  };
  const lookLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLED_MS);
  };
  window.on("show", lookLater);
  window.on("move", lookLater);
  window.on("resize", lookLater);
  window.on("close", () => {
    clearTimeout(timer);
    look();
    const { x, y, width, height } = normal ?? window.getNormalBounds();
    const state: WindowState = { x, y, width, height, isMaximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch {
      // The window opens in its first place next time.
    }
  });
}
