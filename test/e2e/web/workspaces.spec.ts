import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { isLocked } from "#core/store/lock.ts";
import { photograph } from "#test/e2e/support/photograph.ts";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

const isHeld = (folder: string): boolean => isLocked(workspacePaths(folder).lock);

/** A place of this test's own, beside nothing of others. */
function placeBeside(folder: string, name: string): string {
  const root = join(folder, "..", `${Date.now().toString(36)}-${name}`);
  mkdirSync(root, { recursive: true });
  return join(realpathSync(root), name);
}

async function openMenu(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Workspace / }).click();
}

const dialogOf = (page: Page, name: string) => page.getByRole("dialog", { name });

async function makeOne(page: Page, place: string): Promise<Page> {
  await openMenu(page);
  await page.getByRole("menuitem", { name: "New workspace…" }).click();
  const dialog = dialogOf(page, "New workspace");
  await dialog.getByRole("textbox", { name: "Folder" }).fill(place);
  await dialog.getByRole("radio", { name: "Empty" }).check();
  const tab = page.context().waitForEvent("page");
  await dialog.getByRole("button", { name: "Make and open" }).click();
  const opened = await tab;
  await opened.getByRole("navigation", { name: "Views" }).waitFor({ timeout: 60_000 });
  return opened;
}

test("[W14] a new workspace is made beside this one, opens in a tab of its own, and is opened again from the menu", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  const place = placeBeside(folder, "my-agent");
  await go("home");
  await openMenu(page);
  await expect(page.getByRole("menuitem", { name: "New workspace…" })).toBeVisible();
  await page.keyboard.press("Escape");
  const tab = await makeOne(page, place);
  expect([isHeld(place), new URL(tab.url()).port === new URL(page.url()).port]).toEqual([true, false]);
  await expect(tab.getByRole("button", { name: /^Workspace my-agent/ })).toBeVisible();
  await tab.close();
  await openMenu(page);
  const again = page.context().waitForEvent("page");
  await page
    .getByRole("menuitem", { name: /^my-agent/ })
    .filter({ hasText: place })
    .click();
  await expect((await again).getByRole("button", { name: /^Workspace my-agent/ })).toBeVisible({
    timeout: 60_000,
  });
});

test("[C33] a new workspace begins with a folder of files, and what is wrong with them is told by file and line", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  const place = placeBeside(folder, "of-files");
  const files = join(dirname(place), "files");
  const prompt = join(files, "prompts/greeter.md");
  mkdirSync(dirname(prompt), { recursive: true });
  writeFileSync(prompt, "---\ndescription: 3\n---\nGreet {{name}}.\n");
  await go("home");
  await openMenu(page);
  await page.getByRole("menuitem", { name: "New workspace…" }).click();
  const dialog = dialogOf(page, "New workspace");
  await dialog.getByRole("textbox", { name: "Folder" }).fill(place);
  await dialog.getByRole("radio", { name: "Files of your own" }).check();
  await expect(dialog.getByRole("button", { name: "Make and open" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Where the files are" }).fill(files);
  await page.keyboard.press("Enter");
  const told = dialog.getByRole("region", { name: "One problem: nothing was made" });
  await expect(told).toContainText("prompts/greeter.md:2");
  await expectAccessible(page);
  expect(existsSync(place)).toBe(false);
  writeFileSync(prompt, "---\ndescription: Greets.\n---\nGreet {{name}}.\n");
  const tab = page.context().waitForEvent("page");
  await dialog.getByRole("button", { name: "Make and open" }).click();
  const opened = await tab;
  await opened.getByRole("navigation", { name: "Views" }).waitFor({ timeout: 60_000 });
  expect(isHeld(place)).toBe(true);
});

test("[W16] a folder that is none of a workspace is refused at its field, in words; the rest of the dialog stays", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  await go("home");
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "Command palette" }).fill("> switch workspace");
  await page.keyboard.press("Enter");
  const dialog = dialogOf(page, "Open a workspace");
  const field = dialog.getByRole("textbox", { name: "Folder" });
  await expect(field).toBeFocused();
  for (const [typed, why] of [
    [dirname(folder), "There is no workspace in"],
    ["desk", "does not say where it begins"],
    [`${folder}/../x`, "goes up again"],
    ["//server/share", "not on this machine"],
    ["/proc/nothing", "There is no workspace"],
  ] as const) {
    await field.fill(typed);
    await page.keyboard.press("Enter");
    await expect(dialog.getByText(why)).toBeVisible();
  }
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("[W15] a workspace is deleted for its name, its other files stay, and this window's own leaves a last word", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  const place = placeBeside(folder, "gone-soon");
  await go("home");
  const tab = await makeOne(page, place);
  writeFileSync(join(place, "notes.md"), "mine");
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Delete workspace…" }).click();
  const dialog = dialogOf(page, "Delete a workspace");
  await dialog.getByRole("combobox", { name: "Workspace" }).selectOption(place);
  await expect(dialog.getByText("1 file or folder beside it in the folder stay.")).toBeVisible();
  const remove = dialog.getByRole("button", { name: "Delete", exact: true });
  await dialog.getByRole("textbox", { name: /^Type/ }).fill("gone");
  await expect(remove).toBeDisabled();
  await dialog.getByRole("textbox", { name: /^Type/ }).fill("gone-soon");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Deleted gone-soon.")).toBeVisible();
  expect([existsSync(workspacePaths(place).database), existsSync(join(place, "notes.md"))]).toEqual([
    false,
    true,
  ]);
  await tab.close();

  const own = await makeOne(page, placeBeside(folder, "own-end"));
  await openMenu(own);
  await own.getByRole("menuitem", { name: "Delete workspace…" }).click();
  await own.getByRole("textbox", { name: /^Type/ }).fill("own-end");
  await own.keyboard.press("Enter");
  await expect(own.getByText("own-end was deleted")).toBeVisible();
  await expectAccessible(own);
});

test("[W1] another origin's page gets nothing of it: neither by its port nor by a guess", async ({
  studio,
}) => {
  const { page, go, folder, host } = studio;
  await go("home");
  const tab = await makeOne(page, placeBeside(folder, "walled"));
  const said = await tab.evaluate(
    async (port) =>
      await fetch(`http://127.0.0.1:${port}/session`, { credentials: "include" }).then(
        ({ status }) => status,
        () => "refused",
      ),
    host.port,
  );
  expect(said).toBe("refused");
});

for (const scheme of ["light", "dark"] as const)
  test(`the menu and the dialogs fit at every width, ${scheme}`, async ({ studio }) => {
    const { page, go, folder } = studio;
    await page.emulateMedia({ colorScheme: scheme });
    await go("home");
    await makeOne(page, placeBeside(folder, "beside-it")).then(async (tab) => await tab.close());
    for (const [title, name] of [
      ["New workspace…", "workspace-new"],
      ["Open workspace…", "workspace-open"],
      ["Delete workspace…", "workspace-delete"],
    ] as const) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await openMenu(page);
      if (name === "workspace-new") await photograph(page, `${name}-menu-${scheme}`, [1920, 900, 390, 1280]);
      await page.getByRole("menuitem", { name: title }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expect(page.getByRole("dialog").getByRole("button", { name: "Cancel" })).toBeVisible();
      await expectAccessible(page);
      await photograph(page, `${name}-${scheme}`, [1920, 900, 390, 1280]);
      await page.setViewportSize({ width: 390, height: 800 });
      const box = await page.getByRole("dialog").boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= 390).toBe(true);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press("Control+k");
    await photograph(page, `palette-${scheme}`, [1920, 900, 390, 1280]);
    await page.getByRole("textbox", { name: "Command palette" }).fill("proposal");
    await photograph(page, `palette-proposal-${scheme}`, [390, 1280]);
  });
