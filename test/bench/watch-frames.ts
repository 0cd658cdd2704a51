import type { Page } from "@playwright/test";

/** The 95th percentile of the times between frames, in milliseconds, while something is done. */
export async function watchFrames(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(`(() => {
    const seen = [];
    Object.assign(globalThis, { seenFrames: seen, watchesFrames: true });
    const look = (at) => {
      seen.push(at);
      if (globalThis.watchesFrames) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })()`);
  await work();
  const seen = await page.evaluate<readonly number[]>(
    `(() => { globalThis.watchesFrames = false; return globalThis.seenFrames; })()`,
  );
  const times = seen.slice(1).map((at, index) => at - (seen[index] ?? at));
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}
