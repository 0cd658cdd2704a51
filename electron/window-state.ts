import { readFileSync, writeFileSync } from "node:fs";
import { screen, type BrowserWindow } from "electron";
import { z } from "zod";
import { isWithinReach } from "./within-reach.ts";

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  isMaximized: z.boolean(),
});
export type WindowState = Readonly<z.infer<typeof stateSchema>>;

/** Where the window was; null at the first start, and when the display it was on has gone. After ready. */
export function readWindowState(file: string): WindowState | null {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return isWithinReach(state, screen.getDisplayMatching(state).workArea) ? state : null;
  } catch {
    return null;
  }
}

/** Notes the window's place when it closes. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on("close", () => {
    const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch {
      // The window opens in its first place next time.
    }
  });
}
