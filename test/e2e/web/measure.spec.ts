import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

test.use({ kind: "typical" });

test("[L20] one dialog measures from Lineage, Resources and Data, says what is on record, and its result stands in Data wherever it was made", async ({
  studio,
}) => {
  // Three measurings, one after the other.
  test.setTimeout(240_000);
  const { page, go, ask, cli } = studio;
  const dialog = page.getByRole("dialog", { name: "Measure on data" });
  const evaluations = page.getByRole("table", { name: "Evaluations" });

  await go("data/order-desk?tab=evaluations");
  await page.getByRole("button", { name: "Measure…" }).click();
  await expect(dialog.getByText("0.00 USD: the model is simulated.")).toBeVisible();
  await dialog.getByText("Train", { exact: true }).click();
  await dialog.getByRole("textbox", { name: "At most" }).fill("5");
  await expect(dialog.locator(".measure-forecast")).toContainText(
    /^(5 items to run|[0-5] of 5 items on record|All 5)/,
  );
  await dialog.getByRole("checkbox", { name: /anew/ }).check();
  await expect(dialog.locator(".measure-forecast")).toContainText("5 items to run");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Measure", exact: true }).click();
  await expect(dialog.getByText(/of 5 right/)).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(evaluations.getByRole("row").nth(1)).toContainText("Train (part)");
  await expect(evaluations.getByRole("row").nth(1)).toContainText("anew");

  expect((await cli("evaluate", "--split", "train", "--limit", "3")).code).toBe(0);
  await expect(evaluations.getByRole("row").nth(1)).toContainText("n=3");

  const [head, before] = await ask(async (client) => client.history.log({ limit: 2 }));
  await go(`lineage/${before?.id ?? ""}`);
  await page.getByRole("button", { name: "Measure…" }).click();
  await expect(dialog).toContainText(before?.id.slice(0, 7) ?? "");
  await dialog.getByRole("textbox", { name: "At most" }).fill("4");
  await dialog.getByRole("button", { name: "Measure", exact: true }).click();
  await expect(dialog.getByText(/of 4 right/)).toBeVisible();
  await dialog.getByRole("link", { name: "All evaluations" }).click();
  await expect(evaluations.getByRole("row").nth(1)).toContainText(before?.id.slice(0, 7) ?? "");
  await expectAccessible(page);

  await go("resources/agent/order-clerk");
  await page.getByRole("button", { name: "Measure…" }).click();
  await dialog.getByText("Test (sealed)", { exact: true }).click();
  await expect(dialog).toContainText("A look at the sealed items is counted");
  await expect(dialog.getByRole("button", { name: "Spend the look and measure" })).toBeVisible();
  await page.keyboard.press("Escape");
  expect(head).toBeDefined();
});

test("[A24] the results are exported as they are on record", async ({ studio }) => {
  const { page, go } = studio;
  await go("data/order-desk?tab=results");
  for (const [name, ending, begins] of [
    ["CSV, for spreadsheets", "csv", "item,class"],
    ["JSON", "json", "{"],
    ["One HTML page", "html", "<!doctype html>"],
  ] as const) {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`order-desk-validation.${ending}`);
    const text = await readFile(await download.path(), "utf8");
    expect(text.startsWith(begins)).toBe(true);
  }
});

test("[P15] saved policies stand in Settings with what each changed, and an earlier one is restored", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  const save = async (name: string): Promise<unknown> =>
    await ask(async (client) =>
      client.settings.save({
        policy: [{ name, when: { verdicts: ["accept"] }, action: "approve" }],
        approve: "rules",
      }),
    );
  await save("first rule");
  await save("second rule");
  await go("settings");
  const history = page.getByRole("region", { name: "Saved policies" });
  await history.scrollIntoViewIfNeeded();
  await expect(history.getByRole("listitem").first()).toContainText("in force");
  await expect(history).toContainText("second rule");
  await expectAccessible(page);
  await history.getByRole("button", { name: /^Restore the policy of/ }).click();
  await expect
    .poll(async () => (await ask(async (client) => client.settings.policyHistory()))[0]?.rules?.[0]?.name)
    .toBe("first rule");
});
