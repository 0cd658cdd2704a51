import { expect } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

test.describe("a workspace of an older program", () => {
  test.use({ kind: "older" });

  test("is offered what this version brings, sees what it changes, and takes it as one commit", async ({
    studio,
  }) => {
    const { page, ask, go } = studio;
    await go("home");
    const note = page.getByRole("note").filter({ hasText: "This version of the program brings" });
    await expect(note).toContainText("prompt/reflector and prompt/rememberer");
    await expectAccessible(page);

    await note.getByRole("button", { name: "Look at it…" }).click();
    const dialog = page.getByRole("dialog", { name: "What this version of the program brings" });
    const reflector = dialog.getByRole("region", { name: "prompt/reflector" });
    await expect(reflector.getByText("newer than what is here")).toBeVisible();
    await expect(reflector.locator(".diff-removed mark")).toHaveText(/Of old\./);
    await expect(dialog.getByRole("region", { name: "prompt/rememberer" })).toContainText(
      "You keep the memory of an agent.",
    );
    await expectAccessible(page);

    await dialog.getByRole("button", { name: "Bring in" }).click();
    await expect(dialog).toBeHidden();
    await expect(note).toBeHidden();
    const [newest] = await ask((client) => client.history.log({ limit: 1 }));
    expect(newest?.author.kind).toBe("person");
    expect(newest?.changes.map(({ resource }) => resource).toSorted()).toEqual([
      "prompt/reflector",
      "prompt/rememberer",
    ]);

    // What was just done can be taken back at once.
    await page.getByRole("button", { name: "Undo" }).click();
    await expect
      .poll(async () => (await ask((client) => client.history.log({ limit: 1 })))[0]?.message)
      .toMatch(/^Undo: /);
  });

  test("left, the note goes for good, and the palette still finds it", async ({ studio }) => {
    const { page, ask, go } = studio;
    await go("home");
    const note = page.getByRole("note").filter({ hasText: "This version of the program brings" });
    const head = await ask(async (client) => (await client.workspace.info()).head);
    await note.getByRole("button", { name: "Do without" }).click();
    await expect(note).toBeHidden();
    await page.reload();
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 30_000 });
    await expect(note).toBeHidden();
    expect(await ask(async (client) => (await client.workspace.info()).head)).toBe(head);

    await page.keyboard.press("ControlOrMeta+K");
    await page.getByRole("textbox", { name: "Command palette" }).fill("this version brings");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "What this version of the program brings" });
    await expect(dialog.getByText("left before")).toHaveCount(2);
  });
});
