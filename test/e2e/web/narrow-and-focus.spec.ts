import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { READS, expectAccessible, test } from "#test/e2e/support/studio.ts";

test.use({ kind: "typical" });

const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 800 };

async function choose(page: Page, text: string, row: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("textbox").fill(text);
  await page.locator(`[data-row="${row}"]`).click();
}

test(
  "[L26] what an entry of the palette leads to is shown in a narrow window too, and stays over a change of width",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await page.setViewportSize(NARROW);
    await go("resources");
    await choose(page, "search resources by meaning", "search-resources");
    await expect(page.locator(".resources-filter input")).toBeFocused();
    await go("resources");
    await choose(page, "bring in files", "bring-files-in");
    const dialog = page.getByRole("dialog", { name: "Bring in" });
    await dialog
      .locator("input[type=file]")
      .first()
      .setInputFiles({
        name: "notes.txt",
        mimeType: "text/plain",
        buffer: Buffer.from("nothing"),
      });
    await expect(dialog.getByText("Choose others")).toBeVisible();
    await page.setViewportSize(WIDE);
    await expect(dialog.getByText("Choose others")).toBeVisible();
  },
);

test(
  "[L1] text for screen readers alone makes no page scroll that has panes which scroll",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await page.setViewportSize(WIDE);
    await go("settings");
    await page.locator(".pane-body").first().waitFor();
    // Far down in a pane, as the rules of an old policy are.
    await page.evaluate(`{
    const last = document.createElement("p");
    last.style.marginTop = "2000px";
    last.innerHTML = '<span class="visually-hidden">far down</span>';
    document.querySelector(".pane-body").append(last);
  }`);
    expect(await page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")).toBe(true);

    // Where three panes have no room beside each other, what is read keeps it.
    await page.setViewportSize({ width: 900, height: 800 });
    await go("resources/prompt/order-clerk");
    await page.getByRole("button", { name: "Edit role" }).waitFor();
    const read = await page.locator('[data-pane="resource"]').boundingBox();
    expect(read?.width).toBeGreaterThan(500);
  },
);

test(
  "a dialog that closes gives the focus back, by whichever way it opened; menus hold items alone",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await page.setViewportSize(WIDE);
    await go("resources/agent/order-clerk");
    for (const name of ["Run…", "Measure…"]) {
      const button = page.getByRole("button", { name, exact: true });
      await button.click();
      await expect(page.getByRole("dialog").locator(":focus")).toBeVisible();
      await expect(page.getByRole("dialog").getByRole("button", { name: "Close" })).not.toBeFocused();
      await page.keyboard.press("Escape");
      await expect(button).toBeFocused();
    }
    const files = page.getByRole("button", { name: "Files", exact: true });
    await files.click();
    await expectAccessible(page);
    await page.getByRole("menuitem", { name: "Bring in" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(files).toBeFocused();
    const more = page.getByRole("button", { name: "More for agent/order-clerk" });
    await more.click();
    await page.getByRole("menuitem", { name: "Retire…" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(more).toBeFocused();
  },
);
