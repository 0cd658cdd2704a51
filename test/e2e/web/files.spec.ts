import { expect } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

const GOOD = "---\ndescription: Sorts a ticket.\n---\nSort {{ticket}}.\n";

test("[S52] files are brought in by the window: problems by file and line first, then what would change, then the commit", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("resources");
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("menuitem", { name: "Bring in files…" }).click();
  const dialog = page.getByRole("dialog", { name: "Bring in files" });
  const choose = async (text: string): Promise<void> => {
    await dialog
      .locator("input[type=file]:not([webkitdirectory])")
      .or(page.locator("input[type=file]:not([webkitdirectory])"))
      .first()
      .setInputFiles([{ name: "sorter.md", mimeType: "text/markdown", buffer: Buffer.from(text) }]);
  };
  await choose("---\ndescription: [\n---\nSort {{ticket}}.\n");
  await expect(dialog.getByText("prompts/sorter.md:3")).toBeVisible();
  await choose(GOOD);
  await expect(dialog.getByRole("heading", { name: "prompt/sorter" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Commit" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("link", { name: /sorter/ })).toBeVisible();
});
