import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { requireChromium } from "#test/support/find-chromium.ts";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

// A browser that lets no page open a tab by itself, also not just after a press.
test.use({
  launchOptions: {
    executablePath: requireChromium(),
    args: ["--no-sandbox", "--block-new-web-contents"],
  },
});

test("[W14] where the browser keeps its tab from opening, a workspace that was made is one press away until that is closed", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  const root = join(folder, "..", `${Date.now().toString(36)}-blocked`);
  mkdirSync(root, { recursive: true });
  await go("home");
  expect(await page.evaluate("window.open('about:blank') === null")).toBe(true);
  await page.getByRole("button", { name: /^Workspace / }).click();
  await page.getByRole("menuitem", { name: "New workspace…" }).click();
  const dialog = page.getByRole("dialog", { name: "New workspace" });
  await dialog.getByRole("textbox", { name: "Folder" }).fill(join(realpathSync(root), "out-of-sight"));
  await dialog.getByRole("radio", { name: "Empty" }).check();
  await dialog.getByRole("button", { name: "Make and open" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("out-of-sight is open.")).toBeVisible();
  const link = page.getByRole("link", { name: "Open the tab" });
  await expect(link).toHaveAttribute("target", "_blank");
  await expectAccessible(page);
  await go("lineage");
  await expect(link).toBeVisible();
  // No tab opens in this browser at all: what the link leads to is looked at in this one.
  await page.goto((await link.getAttribute("href")) ?? "");
  await expect(page.getByRole("button", { name: /^Workspace out-of-sight/ })).toBeVisible({
    timeout: 60_000,
  });
});
