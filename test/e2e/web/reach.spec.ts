import { expect, type Page } from "@playwright/test";
import { findSqueezed, findUnreachable } from "#test/e2e/support/reach.ts";
import { READS, expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

/** A telephone; a laptop's window at 200 %; the width at which panes begin to stand side by side; a laptop's window. */
const SIZES = [
  { width: 390, height: 844 },
  { width: 720, height: 450 },
  { width: 900, height: 700 },
  { width: 1280, height: 800 },
] as const;

const press = async (page: Page, name: string | RegExp): Promise<void> =>
  await page.getByRole("button", { name }).first().click();

type Place = { readonly place: string; readonly act?: (studio: Studio) => Promise<void> };

const PLACES: readonly Place[] = [
  { place: "home" },
  { place: "improve" },
  { place: "improve/session/1" },
  { place: "lineage/head" },
  { place: "traces" },
  {
    place: "traces",
    act: async ({ page }) => {
      await page.getByRole("table", { name: "Traces" }).getByRole("link").first().click();
      await page.getByRole("treeitem").first().click();
    },
  },
  { place: "resources/prompt/order-clerk" },
  { place: "resources/tool/calculator" },
  { place: "data/order-desk?split=validation&item=validation-003" },
  { place: "data/order-desk?tab=results" },
  { place: "data/order-desk?tab=scorer" },
  { place: "data/import" },
  { place: "settings" },
  { place: "settings/connections" },
  { place: "settings/connections/openai" },
  { place: "settings/connections?add=" },
];

test.describe("at any size of the window", () => {
  test.use({ kind: "typical" });

  for (const size of SIZES) {
    test(
      `[L1] every button, link and field can be scrolled to at ${size.width} × ${size.height}`,
      READS,
      async ({ studio }) => {
        test.slow();
        const { page } = studio;
        await page.setViewportSize(size);
        // What a window opens with may depend on its size.
        await page.reload();
        for (const { place, act } of PLACES) {
          await open(studio, place);
          await act?.(studio);
          await expect(page.locator(".skeleton")).toHaveCount(0);
          expect(await findUnreachable(page), place).toEqual([]);
          expect(await findSqueezed(page), place).toEqual([]);
          // Nothing may make the window itself wider than it is.
          expect(await page.evaluate("document.documentElement.scrollWidth"), place).toBe(size.width);
          // What a narrow window leaves out of sight must not leave a button without a name.
          if (size.width === SIZES[0].width) await expectAccessible(page);
        }
      },
    );
  }

  test("[L1] in a narrow window a proposal is found, looked at and approved", async ({ studio }) => {
    const { page, go, ask } = studio;
    await page.setViewportSize({ width: 390, height: 844 });
    await go("improve/session/1");
    const index = page.getByRole("navigation", { name: "Sessions and proposals" });
    await press(page, "Sessions and proposals");
    await index
      .getByRole("link", { name: /gate accepts/ })
      .first()
      .click();
    // What was chosen is what one wants to see.
    await expect(index).toBeHidden();
    await press(page, /^Approve/);
    const statuses = async (): Promise<readonly string[]> =>
      await ask(async (client) => (await client.proposals.list({})).map(({ status }) => status));
    await expect.poll(statuses).not.toContain("waiting");
  });
});

/** By a link's way, as a person gets there; what was on screen before is gone with the next frame. */
async function open({ page, go }: Studio, place: string): Promise<void> {
  await go(place);
  await page.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))");
  await expect(page.locator(".pane-title, .practice-lead, .state-title").first()).toBeVisible();
}
