import { expect, type Page } from "@playwright/test";
import { READS, test } from "#test/e2e/support/studio.ts";

/** How many pixels each canvas on screen has for one of CSS, and whether anything is drawn on it. */
async function readCanvases(page: Page) {
  return (await page.evaluate(`
    [...document.querySelectorAll("canvas")]
      .filter((canvas) => canvas.clientWidth > 1 && canvas.clientHeight > 1 && canvas.height > 1)
      .map((canvas) => {
        const blank = document.createElement("canvas");
        [blank.width, blank.height] = [canvas.width, canvas.height];
        return {
          ratio: Math.round((canvas.width / canvas.clientWidth) * 10) / 10,
          isDrawn: canvas.toDataURL() !== blank.toDataURL(),
        };
      })
  `)) as readonly { readonly ratio: number; readonly isDrawn: boolean }[];
}

/** Another screen under the same window. The developer tools' own way tells the page's media queries only with another. */
async function moveToScreen(page: Page, deviceScaleFactor: number): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  const shape = { width: 1280, height: 800, mobile: false };
  await tools.send("Emulation.setDeviceMetricsOverride", { ...shape, deviceScaleFactor });
  for (const value of ["more", ""])
    await tools.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-contrast", value }] });
}

test.describe("after a session, moved to a screen with other pixels", () => {
  test.use({ kind: "typical" });

  for (const [view, count] of [
    ["lineage", 3],
    ["traces", 2],
  ] as const) {
    test(
      `the canvases of ${view} are drawn anew, with nothing else having changed`,
      READS,
      async ({ studio }) => {
        const { page, go } = studio;
        await go(view);
        if (view === "traces")
          await page.getByRole("table", { name: "Traces" }).getByRole("link").first().click();
        await expect.poll(async () => (await readCanvases(page)).length).toBe(count);
        for (const scale of [2, 1.5, 1]) {
          await moveToScreen(page, scale);
          const isRight = ({ ratio, isDrawn }: { ratio: number; isDrawn: boolean }): boolean =>
            isDrawn && Math.abs(ratio - scale) <= 0.1;
          await expect
            .poll(async () => (await readCanvases(page)).filter((canvas) => !isRight(canvas)))
            .toEqual([]);
        }
      },
    );
  }
});
