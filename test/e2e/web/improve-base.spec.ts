import { expect } from "@playwright/test";
import { changes, hunks, openDesk, readRules, show } from "#test/e2e/support/review.ts";
import { test } from "#test/e2e/support/studio.ts";

test.use({ kind: "typical" });

test("any version can be the base, both ways of drawing work, and the choice of hunks is for its own base", async ({
  studio,
}) => {
  const { page } = studio;
  const id = await openDesk(studio);
  const { after } = (await show(studio, id)).changes[0] ?? {};
  const atFirst = await studio.ask(async (client) =>
    readRules(client, (await client.history.log({})).at(-1)?.id),
  );
  const lines = new Set(atFirst.split("\n"));
  const learned = String(after)
    .split("\n")
    .filter((line) => !lines.has(line));
  expect(learned.length).toBeGreaterThan(2);
  await expect(
    changes(page)
      .getByText(/\d+ hidden lines/)
      .first(),
  ).toBeVisible();
  await page.getByRole("button", { name: "Only what differs" }).click();
  await expect(changes(page).getByText(/\d+ hidden lines/)).toHaveCount(0);
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("radio", { name: "Side by side" })).toBeChecked();
  await expect(changes(page).locator(".side-by-side")).toBeVisible();
  await page.getByRole("combobox", { name: "Compare with" }).click();
  await page.getByRole("option", { name: /^1\.0\.0 · Start from Order desk/ }).click();
  await expect(page.getByText("Parts can be chosen against the proposal's own base.")).toBeVisible();
  await expect(hunks(page)).toHaveCount(0);
  for (const line of learned.slice(0, 3)) await expect(changes(page).getByText(line)).toBeVisible();
});
