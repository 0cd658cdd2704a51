import { join } from "node:path";
import type { Page } from "@playwright/test";

/** `npm run screens` photographs what is judged; the pictures go to test-results/screens. */
export const IS_PHOTOGRAPHED = process.env["npm_lifecycle_event"] === "screens";
const FOLDER = join(import.meta.dirname, "../../../test-results/screens");

/** Widths in CSS pixels; the last one is that of the tests. */
const USUAL = [1920, 1280];

/** A picture of the window at each width. */
export async function photograph(page: Page, name: string, widths: readonly number[] = USUAL): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width > 1280 ? 1080 : 800 });
    // What is painted on a canvas follows its new size with the next frame.
    await page.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))");
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`) });
  }
}
