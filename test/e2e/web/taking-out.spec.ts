import { execFile } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { makeFolder } from "#test/support/test-workspace.ts";
import { pythonPath } from "#test/integration/clients/run-client.ts";
import { READS, expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

const run = promisify(execFile);
const inspector = (page: Page) => page.getByRole("region", { name: "Inspector" });
const card = (page: Page, id: string) => page.locator(`[data-node="${id}"]`);

async function readLog({ cli }: Studio): Promise<ReadonlyArray<{ readonly id: string }>> {
  return JSON.parse((await cli("log", "--json")).stdout) as ReadonlyArray<{ readonly id: string }>;
}

async function tag(page: Page, name: string, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: /^Tag / });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Why" }).fill(reason);
  await dialog.getByRole("button", { name: new RegExp(`^(Set|Move) ${name}`) }).click();
  await expect(dialog).toBeHidden();
}

test.describe("after a session", () => {
  test.use({ kind: "typical" });

  test("[V20] a tag is set, moved, taken back and removed where versions are, each with its reason", async ({
    studio,
  }) => {
    const { page, cli, go } = studio;
    const log = await readLog(studio);
    const [newest, oldest] = [log[0]?.id ?? "", log.at(-1)?.id ?? ""];
    await go(`lineage/${oldest}`);
    await inspector(page).getByRole("button", { name: "Tag…" }).click();
    await expect(page.getByRole("button", { name: "Set the tag" })).toBeDisabled();
    await expectAccessible(page);
    await tag(page, "prod", "First release");
    await page.getByRole("button", { name: "Fit the whole history" }).click();
    await expect(card(page, oldest).getByText("prod")).toBeVisible();
    await expect(inspector(page).getByText("First release")).toBeVisible();

    await card(page, newest).click();
    await page.keyboard.press("t");
    const dialog = page.getByRole("dialog", { name: /^Tag / });
    await dialog.getByRole("button", { name: "prod", exact: true }).click();
    await expect(dialog.getByText(oldest.slice(0, 7)).first()).toBeVisible();
    await tag(page, "prod", "Fewer broken orders");
    await expect(card(page, newest).getByText("prod")).toBeVisible();
    await expect(card(page, oldest).getByText("prod")).toBeHidden();
    const toast = page.locator(".toast").filter({ hasText: `prod is at ${newest.slice(0, 7)} now` });
    await toast.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(card(page, oldest).getByText("prod")).toBeVisible();
    expect(await readLog(studio)).toHaveLength(log.length);

    await card(page, oldest).click();
    await inspector(page).getByRole("button", { name: "Remove prod" }).click();
    const removing = page.getByRole("dialog", { name: "Remove the tag prod?" });
    await removing.getByRole("textbox", { name: "Why" }).fill("Not in use");
    await removing.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(card(page, oldest).getByText("prod")).toBeHidden();
    const steps = JSON.parse((await cli("tag", "log", "prod", "--json")).stdout) as unknown[];
    expect(steps).toMatchObject([
      { to: null, message: "Not in use" },
      { to: oldest, message: expect.stringContaining("Undo") as unknown },
      { to: newest, message: "Fewer broken orders" },
      { to: oldest, message: "First release" },
    ]);
    await page.keyboard.press("Control+z");
    const undo = page.getByRole("dialog");
    await expect(undo.getByText("Removed tag prod")).toBeVisible();
    await undo.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(card(page, oldest).getByText("prod")).toBeVisible();
    // Of toasts that tell of a step only the last one is still true.
    await expect(page.locator(".toast").filter({ hasText: "Undone: Removed tag prod" })).toBeVisible();
    await expect(page.locator(".toast").filter({ hasText: "prod is removed" })).toHaveCount(0);
  });

  test(
    "[V24] a resource leaves as it is shown, at head and at a commit, and the file comes to its hash",
    READS,
    async ({ studio }) => {
      const { page, cli, go } = studio;
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      const log = await readLog(studio);
      const oldest = log.at(-1)?.id ?? "";
      const download = async (item: RegExp): Promise<{ readonly name: string; readonly text: string }> => {
        await page.getByRole("button", { name: /^More for/ }).click();
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("menuitem", { name: item }).click(),
        ]);
        return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
      };
      for (const [place, at] of [
        ["resources/prompt/order-clerk", "head"],
        [`resources/prompt/order-clerk?at=${oldest}`, oldest],
      ] as const) {
        await go(place);
        const { name, text } = await download(/^Download prompt-order-clerk/);
        const told = await cli("resolve", "prompt/order-clerk", "--at", at, "--format", "json");
        expect([name, text]).toEqual(["prompt-order-clerk.json", told.stdout]);
        await page.getByRole("button", { name: /^More for/ }).click();
        await page.getByRole("menuitem", { name: "Copy text" }).click();
        await expect(page.getByText("The text is copied").first()).toBeVisible();
        const copied = await page.evaluate("navigator.clipboard.readText()");
        expect(copied).toBe((await cli("resolve", "prompt/order-clerk", "--at", at)).stdout);
      }
      await go("resources/agent/order-clerk");
      const system = await download(/^Download the whole system/);
      const whole = await cli("resolve", "agent/order-clerk", "--whole", "--format", "json");
      expect([system.name, system.text]).toEqual(["agent-order-clerk-system.json", whole.stdout]);
      await page.getByRole("button", { name: /^More for/ }).click();
      await expectAccessible(page);
    },
  );

  test("[V22] [V23] the lines that the window gives are all that a Python program needs, until its token is taken back", async ({
    studio,
  }) => {
    const { page, cli, go, host } = studio;
    await cli("tag", "set", "prod", "head", "--message", "Release");
    await go("resources/prompt/order-clerk");
    await page.getByRole("button", { name: /^More for/ }).click();
    await page.getByRole("menuitem", { name: "Use it from a program…" }).click();
    const dialog = page.getByRole("dialog", { name: "Use prompt/order-clerk from a program" });
    await dialog.getByText("Python", { exact: true }).click();
    await expectAccessible(page);
    await dialog.getByRole("textbox", { name: "For which program" }).fill("shop");
    await dialog.getByRole("button", { name: "Make a token" }).click();
    await expect(dialog.getByText("shown this once")).toBeVisible();
    const settings = await dialog
      .getByRole("region", { name: "Where it reads from" })
      .locator("pre")
      .innerText();
    const code = await dialog.getByRole("region", { name: "In the program" }).locator("pre").innerText();
    expect(settings).toContain(`http://127.0.0.1:${host.port}`);
    expect(code).toContain('tag="prod"');
    const [client] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download autogenesis.py" }).click(),
    ]);
    const made = makeFolder();
    try {
      copyFileSync(await client.path(), join(made.folder, "autogenesis.py"));
      writeFileSync(join(made.folder, "shop.py"), `${code}\nprint(prompt.text, end="")\n`);
      // Both as they were copied: into a shell, and into a file.
      const script = `${settings}\n${pythonPath()} shop.py`;
      const { stdout } = await run("sh", ["-c", script], { cwd: made.folder });
      expect(stdout).toBe((await cli("resolve", "prompt/order-clerk@prod")).stdout);
      await dialog.getByText("curl", { exact: true }).click();
      const curl = await dialog.getByRole("region", { name: "The call" }).locator("pre").innerText();
      expect(curl).toContain("/resolve/prompt/order-clerk?at=prod");
      expect(curl).toContain("agread_");
      await page.keyboard.press("Escape");
      await go("settings");
      const readers = page.getByRole("region", { name: "Programs that may read" });
      await readers.getByRole("button", { name: "Remove the token of shop" }).click();
      await expectAccessible(page);
      await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
      await expect(readers.getByText("No program may read this workspace.")).toBeVisible();
      await expect(run("sh", ["-c", script], { cwd: made.folder })).rejects.toThrow("token");
    } finally {
      made.remove();
    }
  });
});
