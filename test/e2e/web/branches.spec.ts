import { expect, type Page } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

const top = (page: Page) => page.locator("header.top");

test.describe("branches", () => {
  test.use({ kind: "typical" });

  test("are made at a commit of the lineage, shown from the toast, the top bar and the palette, and name what is on them", async ({
    studio,
  }) => {
    const { page, go, ask } = studio;
    const [head, before] = await ask(async (client) => await client.history.log({ limit: 2 }));
    await go("lineage");
    // With one branch nothing is said of branches.
    await expect(page.getByTitle(/^on branch/)).toHaveCount(0);
    await page.locator(`[data-node="${before?.id ?? ""}"]`).click();
    await page.keyboard.press("b");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("head");
    await dialog.getByRole("button", { name: "Make it" }).click();
    await expect(dialog.getByText("cannot be the name of a branch")).toBeVisible();
    await dialog.getByLabel("Name").fill("shorter-prompt");
    await dialog.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("button", { name: "Show branch shorter-prompt" }).click();

    await expect(page.getByTitle("on branch shorter-prompt")).toBeVisible();
    await expect(top(page).getByText(before?.id.slice(0, 7) ?? "none")).toBeVisible();
    await expect(page.locator(`[data-node="${head?.id ?? ""}"]`)).toHaveCount(0);
    await page.getByRole("button", { name: "Back to main" }).click();
    await expect(top(page).getByText(head?.id.slice(0, 7) ?? "none")).toBeVisible();

    await expectAccessible(page);
    await top(page).getByRole("button", { name: "Branch main: show another one" }).click();
    await page.getByRole("menuitem", { name: "shorter-prompt" }).click();
    await expect(top(page).getByText(before?.id.slice(0, 7) ?? "none")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("textbox", { name: "Command palette" }).fill("> show branch main");
    await page.keyboard.press("Enter");
    await expect(top(page).getByText(head?.id.slice(0, 7) ?? "none")).toBeVisible();
    expect(
      (await ask(async (client) => await client.branches.list())).map(({ name, isCurrent }) => [
        name,
        isCurrent,
      ]),
    ).toEqual([
      ["main", true],
      ["shorter-prompt", false],
    ]);
  });

  test("are offered where a session starts, each with a session of its own", async ({ studio }) => {
    const { page, go, ask } = studio;
    await ask(async (client) => await client.branches.create({ name: "try" }));
    await ask(async (client) => await client.sessions.start({ iterations: 12, approve: "ask", seed: 9 }));
    await go("improve?start=session");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("is running on branch main")).toBeVisible();
    await dialog
      .getByRole("combobox", { name: "Branch" })
      .or(dialog.getByRole("textbox", { name: "Branch" }))
      .first()
      .click();
    await page.getByRole("option", { name: "try" }).click();
    await expect(dialog.getByText("is running on branch main")).toHaveCount(0);
    await dialog.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.locator(".session-facts").getByText("try", { exact: true })).toBeVisible();
    const sessions = await ask(async (client) => await client.sessions.list());
    expect(sessions.slice(0, 2).map(({ branch }) => branch)).toEqual(["try", "main"]);
  });
});

const LONG = "feature/shorter-prompt-with-dates-and-units-2026";

test.describe("branches with long names", () => {
  test.use({ kind: "typical" });

  test("[L18] what waits and what was spent name theirs on Home, main as well, and cover nothing", async ({
    studio,
  }) => {
    const { page, go, ask } = studio;
    await ask(async (client) => {
      await client.branches.create({ name: LONG });
      await client.branches.switch({ name: LONG });
    });
    await ask(
      async (client) =>
        await client.sessions.start({
          branch: LONG,
          iterations: 1,
          approve: "ask",
          seed: 4,
          caps: { maxCalls: 60 },
        }),
    );
    await go("home");
    const needs = page.locator(".need");
    await expect(needs.filter({ hasText: "stopped by a cap" }).getByText(LONG)).toBeVisible({
      timeout: 30_000,
    });
    await expect(
      needs.filter({ hasText: "Proposal" }).first().getByText("main", { exact: true }),
    ).toBeVisible();
    await expect(page.locator(".home-spend .spend-title").first().getByText(LONG)).toBeVisible();
    for (const width of [900, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await findCovered(page, ".need", ":scope > *"), String(width)).toEqual([]);
      expect(await findCovered(page, ".top-facts", ".top-fact"), String(width)).toEqual([]);
    }
    await expectAccessible(page);
  });
});

/** Parts of a row that reach into the one after them, by the text they show; a part that cuts its text reaches no further. */
async function findCovered(page: Page, row: string, part: string): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(
    `[...document.querySelectorAll(${JSON.stringify(row)})].flatMap((row) => {
      const parts = [...row.querySelectorAll(${JSON.stringify(part)})];
      const isCut = (one) => /clip|hidden/.test(getComputedStyle(one).overflowX);
      const reach = (one) => one.getBoundingClientRect().left + (isCut(one) ? one.clientWidth : one.scrollWidth);
      return parts.filter((one, at) => {
        const next = parts[at + 1]?.getBoundingClientRect();
        const own = one.getBoundingClientRect();
        const isBeside = next !== undefined && next.top < own.bottom && own.top < next.bottom && next.left > own.left;
        return isBeside && reach(one) > next.left + 1;
      }).map((one) => one.textContent);
    })`,
  );
}
