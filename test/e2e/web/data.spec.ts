import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { READS, expectAccessible, test } from "#test/e2e/support/studio.ts";

const items = (page: Page) => page.getByRole("table", { name: "Items" });

test("items are filtered and read whole; those of the test split are nowhere", READS, async ({ studio }) => {
  const { page, go } = studio;
  await go("data");
  await expect(items(page).getByRole("button").first()).toHaveText("train-001");
  await expect(page.getByText("sealed", { exact: true })).toBeVisible();
  await expect(page.getByText("0 of 5 looks")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Test" })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByText("Validation", { exact: true }).last().click();
  await expect(items(page).getByRole("button").first()).toHaveText("validation-001");
  await page.getByRole("textbox", { name: "Filter by id, input or answer" }).fill("validation-04");
  await expect(items(page).getByRole("button")).toHaveCount(10);

  await items(page).getByRole("button").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "validation-041" });
  await expect(panel.getByRole("heading", { name: "Expected" })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(panel).toBeVisible();
  await panel.getByRole("button", { name: "Close the item" }).click();
  await expect(panel).toBeHidden();
});

test("a file is imported with a preview, and few validation items say what they can show", async ({
  studio,
}) => {
  const { page, go, folder, cli } = studio;
  const file = join(folder, "Sums (small).jsonl");
  const lines = Array.from({ length: 60 }, (_, at) =>
    JSON.stringify({
      riddle: `What is ${at} plus one?`,
      workings: `It is ${at + 1}.\n#### ${at + 1}`,
      level: at % 2,
    }),
  );
  writeFileSync(file, [...lines, "not json"].join("\n"));
  await go("data/import");
  await expectAccessible(page);
  await page.locator('input[type="file"]').first().setInputFiles(file);
  const preview = page.getByRole("region", { name: "Preview" }).first();
  // No field has a name that says it: then there is something to choose from, and nothing is wrong yet.
  await expect(preview.getByRole("row", { name: /^riddle What is 0 plus one\?/ })).toBeVisible();
  await expect(preview.locator(".mark-bad")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeDisabled();

  await page.getByRole("combobox", { name: "Input" }).click();
  await page.getByRole("option", { name: "riddle" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Answer", exact: true }).click();
  await page.getByRole("option", { name: "workings" }).click();
  await page.getByRole("textbox", { name: "Answer pattern" }).fill("#### *(.+)$");
  await page.getByRole("combobox", { name: "Scorer" }).click();
  await page.getByRole("option", { name: "number" }).click();
  await page.getByText("Rows", { exact: true }).click();
  await expect(preview.getByText("What is 0 plus one?")).toBeVisible();
  await expect(preview.getByRole("cell", { name: "1", exact: true }).first()).toBeVisible();
  await expectAccessible(page);

  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("sums-small");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("Imported 60 items as sums-small")).toBeVisible();
  await expect(page.getByText("1 row was left out")).toBeVisible();
  await expect(page.getByText("line 61")).toBeVisible();
  await expect(page.getByRole("note").getByText(/What \d+ validation items can show/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Open the dataset" }).click();
  await expect(page.getByRole("region", { name: "sums-small" })).toBeVisible();
  const answered = await cli("dataset", "import", file, "--name", "sums-small", "--json");
  expect(answered.code).toBe(1);
});

test("pasted text is read as what it looks like, and a name that is taken is not offered", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("data/import");
  const text = ["question,answer", ...Array.from({ length: 8 }, (_, at) => `"How many, ${at}?",${at}`)].join(
    "\n",
  );
  await page.getByRole("textbox", { name: "Or paste the text of the items" }).fill(text);
  await page.getByRole("button", { name: "Use this text" }).click();
  await expect(page.getByText("How many, 3?")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Format" })).toHaveValue("CSV");
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("order-desk");
  await expect(page.getByText("There is a dataset of this name already.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  await name.fill("how-many");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("Imported 8 items as how-many")).toBeVisible();
});

test("a text that looks like no format is asked about, and never read as one", READS, async ({ studio }) => {
  const { page, go } = studio;
  await go("data/import");
  await page.getByLabel("Or paste the text of the items").fill("one\ntwo");
  await page.getByRole("button", { name: "Use this text" }).click();
  await expect(page.getByText("Which format is it?")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  await page.getByRole("combobox", { name: "Format" }).click();
  await page.getByRole("option", { name: "CSV" }).click();
  await expect(page.getByText("Which format is it?")).toBeHidden();
  await expect(page.getByRole("region", { name: "Preview" }).first()).toContainText("one");
});

test("a scorer says what an answer would be worth, field by field", READS, async ({ studio }) => {
  const { page, go } = studio;
  await go("data/order-desk?tab=scorer");
  const expected = page.getByRole("textbox", { name: "Expected" });
  const value = JSON.parse(await expected.inputValue()) as Readonly<Record<string, unknown>>;
  await page.getByRole("textbox", { name: "Answer" }).fill(JSON.stringify({ ...value, currency: "XXX" }));
  await page.getByRole("button", { name: "Score it" }).click();
  const result = page.locator(".scorer-worth");
  await expect(result).toContainText("wrong");
  await expect(result).toContainText("0.889");
  await page.getByRole("textbox", { name: "Answer" }).fill(JSON.stringify(value));
  await page.getByRole("button", { name: "Score it" }).click();
  await expect(result).toContainText("right");
  await expect(result).toContainText("1.000");
  await expectAccessible(page);
});

test("[S39] a scorer in code is tried in the window: what it says, and that it failed", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("data/order-desk?tab=scorer");
  await page.getByRole("combobox", { name: "Scorer" }).click();
  await page.getByRole("option", { name: "code", exact: true }).click();
  const code = page.getByRole("textbox", { name: "Code" });
  await expect(code).toHaveValue("(output, expected, item) => output.trim() === expected");
  const answer = page.getByRole("textbox", { name: "Answer" });
  await answer.fill("EUR 20");
  const score = page.getByRole("button", { name: "Score it" });
  await score.click();
  await expect(page.locator(".scorer-worth")).toContainText("wrong");

  await code.fill(
    '(output, { currency }, item) => ({\n  score: output.includes("EUR") ? 0.5 : 0,\n  reason: `half: asked with ${typeof item.input}, in ${currency}`,\n})',
  );
  await score.click();
  await expect(page.locator(".scorer-worth")).toContainText("0.500");
  await expect(page.getByText(/^half: asked with string, in [A-Z]{3}$/)).toBeVisible();
  await expectAccessible(page);

  await code.fill('(output) => {\n  throw new Error("no such order: " + output);\n}');
  await score.click();
  await expect(page.getByRole("alert")).toHaveText(
    "The scorer failed: its code threw an error. The answer counts as wrong.",
  );
  await expect(page.getByText("Error: no such order: EUR 20 (line 2)")).toBeVisible();
  await expectAccessible(page);
});

test("before a session, the results say what an evaluation measured of the whole set", async ({ studio }) => {
  const { page, ask, go } = studio;
  const { n } = await ask((client) => client.runs.evaluate({ split: "validation", limit: 3 }));
  await go("data/order-desk?tab=results");
  await expect(page.getByText("Measured as a whole, not yet item by item")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: `n=${n}` })).toBeVisible();
  await expectAccessible(page);
});

test.describe("after a session", () => {
  test.use({ kind: "typical" });

  test(
    "results stand items by versions, worse ones first, each cell the way to its run",
    READS,
    async ({ studio }) => {
      const { page, ask, go } = studio;
      const { columns, rows } = await ask((client) => client.sessions.matrix({ session: "1" }));
      await go("data/order-desk?tab=results");
      const results = page.getByRole("table", { name: "Results" });
      await page.getByRole("combobox", { name: "Session" }).click();
      await page.getByRole("option", { name: /^Session 1,/ }).click();
      const proposals = results.getByRole("columnheader").getByRole("link");
      await expect(proposals.first()).toBeVisible();
      await expect(proposals).toHaveCount(columns.filter(({ proposal }) => proposal !== null).length);

      const ORDER = ["broken", "worse", "fixed", "better"] as const;
      const rankOf = (item: string): number => {
        const last =
          rows.find((row) => row.item === item)?.changes.findLast((change) => change !== null) ?? null;
        return last === null ? ORDER.length : ORDER.indexOf(last);
      };
      expect(new Set(rows.map(({ item }) => rankOf(item))).size).toBeGreaterThan(1);
      const lines = (await results.getByRole("row").allInnerTexts()).slice(1);
      const shown = lines.map((line) => rankOf(line.split("\n")[0]?.trim() ?? ""));
      expect(shown.length).toBeGreaterThan(1);
      expect(shown).toEqual(shown.toSorted((a, b) => a - b));
      await expectAccessible(page);

      await page.getByText("Changed", { exact: true }).click();
      const cells = results.getByRole("cell").getByRole("link");
      await expect(cells.last()).toHaveAttribute("aria-label", /open the run$/);
      await cells.first().click();
      await expect(page.getByRole("tree", { name: "Spans" })).toBeVisible();
    },
  );
});

test.describe("an empty workspace", () => {
  test.use({ kind: "empty" });

  test("says what a dataset is, and leads to the import", READS, async ({ studio }) => {
    const { page, go } = studio;
    await go("data");
    await expect(page.getByText("No items yet")).toBeVisible();
    await page.getByRole("link", { name: "Import items" }).click();
    await expect(page.getByText("Drop files or a folder here, or choose them")).toBeVisible();
    await expectAccessible(page);
  });
});

test("what an item's environments begin in is chosen, checked and shown", async ({ studio }) => {
  const { page, go, folder } = studio;
  const file = join(folder, "notes.jsonl");
  const world = (files: object) => ({ "environment/desk-files": { files } });
  const rows = [
    { question: "What is in note.txt?", answer: "rye", world: world({ "note.txt": "rye" }) },
    { question: "What is in note.txt?", answer: "oats", world: world({ "../note.txt": "oats" }) },
  ];
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  await go("data/import");
  await page.locator('input[type="file"]').first().setInputFiles(file);
  const preview = page.getByRole("region", { name: "Preview" }).first();
  // Until it is known what tells them apart, the second asks the same.
  await expect(preview.getByText("asks the same as line 1 and expects another answer")).toBeVisible();
  await page.getByRole("combobox", { name: "Environments begin in" }).click();
  await page.getByRole("option", { name: "world", exact: true }).click();
  await expect(preview.getByText(/environment\/desk-files cannot begin so: The path/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "Division" }).click();
  await page.getByRole("option", { name: /train/i }).click();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "Open the dataset" }).click();
  await items(page).getByRole("button").first().click();
  await expect(page.getByRole("heading", { name: "Begins in environment/desk-files" })).toBeVisible();
  await expect(page.getByText('"note.txt": "rye"')).toBeVisible();
  await expectAccessible(page);
});
