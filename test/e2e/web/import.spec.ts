import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

const SHOTS = process.env["IMPORT_SHOTS"];

/** A table as a spreadsheet of another country writes it, with what goes wrong in such tables. */
function germanTable(): Buffer {
  const rows = Array.from({ length: 40 }, (_, at) => {
    const answer = at === 7 ? "3-5" : `${at},5`;
    return `Wieviel ist ${at} und ½? Größe ${at};${answer};${at % 2 === 0 ? "leicht" : ""};${at}`;
  });
  const text = ["Erste;Zweite;Stufe;Nr", ...rows, "Wieviel ist 1 und ½? Größe 1;9,5;leicht;40"].join("\r\n");
  return Buffer.from(text, "latin1");
}

const chooser = (page: Page) => page.getByLabel("Choose files…").and(page.locator("input"));
const preview = (page: Page) => page.getByRole("region", { name: "Preview" }).first();
const rows = (page: Page) => preview(page).getByRole("region", { name: "Preview" }).getByRole("row");

async function photograph(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  for (const [width, height] of [
    [390, 844],
    [768, 1024],
    [1280, 800],
    [1920, 1080],
  ] as const) {
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${scheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("[V15] an import says what it understood of each column, and what it understood wrong is corrected", async ({
  studio,
}) => {
  const { page, go, folder, ask } = studio;
  const file = join(folder, "Fragen.csv");
  writeFileSync(file, germanTable());
  await go("data/import");
  await photograph(page, "choose");
  await chooser(page).setInputFiles(file);

  // Nobody said yet which column is what: the columns are what there is to see.
  const columns = page.getByRole("region", { name: "Columns" });
  await expect(columns.getByRole("row", { name: /^Zweite 0,5 .*of several kinds/ })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Cells parted by" })).toHaveValue("semicolon");
  await expectAccessible(page);
  await photograph(page, "columns");
  await columns.getByRole("combobox", { name: "Use of Erste" }).selectOption("Input");
  await page
    .getByRole("region", { name: "Columns" })
    .getByRole("combobox", { name: "Use of Zweite" })
    .selectOption("Answer");
  await page.getByRole("combobox", { name: "Scorer" }).click();
  await page.getByRole("option", { name: "number", exact: true }).click();

  // The rows, with what is wrong beside the line it is about.
  await page.getByText("Rows", { exact: true }).click();
  await expect(preview(page).getByText("Wieviel ist 0 und ½? Größe 0")).toBeVisible();
  await expect(rows(page).filter({ hasText: "3-5" })).toContainText("cannot be read as a number for sure");
  const findings = page.getByRole("list", { name: "What to know of these items" });
  await expect(findings).toContainText("2 of 41 rows looked at cannot be used");
  await expectAccessible(page);
  await photograph(page, "rows");

  // A finding leads to its lines by the keyboard alone, also to those behind the rows that are shown.
  const contradiction = findings.getByRole("listitem").filter({ hasText: "expect another answer" });
  await contradiction.getByRole("button", { name: "Show 2 lines" }).focus();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).last()).toContainText("expects another answer");
  await photograph(page, "lines");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(21);

  // What was told of the file is said otherwise.
  await page.getByRole("combobox", { name: "Decimals" }).click();
  await page.getByRole("option", { name: /^point/ }).click();
  await expect(findings).toContainText("41 of 41 rows looked at cannot be used");
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  await page.getByRole("combobox", { name: "Decimals" }).click();
  await page.getByRole("option", { name: /^comma/ }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("fragen");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("Imported 39 items as fragen")).toBeVisible();
  await expect(page.getByRole("heading", { name: "What to know of these items" })).toBeVisible();
  await expectAccessible(page);
  await photograph(page, "result");
  const { items } = await ask((client) => client.data.items({ dataset: "fragen", split: "train" }));
  expect(items.every(({ expected }) => /^\d+\.5$/.test(String(expected)))).toBe(true);
});

test("[V15] a table without a header is read as one where somebody says so", async ({ studio }) => {
  const { page, go, folder } = studio;
  const file = join(folder, "plain.csv");
  writeFileSync(file, ["question,answer", "What is 2+3?,5", "What is 2+4?,6"].join("\n"));
  await go("data/import");
  await chooser(page).setInputFiles(file);
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("combobox", { name: "First row" }).click();
  await page.getByRole("option", { name: "an item" }).click();
  const columns = page.getByRole("region", { name: "Columns" });
  await expect(columns.getByRole("row", { name: /^column 1 question/ })).toBeVisible();
  await columns.getByRole("combobox", { name: "Use of column 1" }).selectOption("Input");
  await columns.getByRole("combobox", { name: "Use of column 2" }).selectOption("Answer");
  await expect(rows(page)).toHaveCount(4);
});

test("[V15] a configuration is read with the files that it refers to", async ({ studio }) => {
  const { page, go, folder } = studio;
  const config = join(folder, "config");
  mkdirSync(join(config, "shared"), { recursive: true });
  writeFileSync(
    join(config, "promptfooconfig.yaml"),
    'defaultTest: file://shared/default.yaml\ntests:\n  - vars: { question: "Say hi" }\n    assert: [{ type: icontains, value: hi }]\n',
  );
  writeFileSync(join(config, "shared/default.yaml"), "assert: [{ type: contains, value: there }]\n");
  await go("data/import");
  await page.getByLabel("Choose a folder…").and(page.locator("input")).setInputFiles(config);
  await expect(page.getByRole("combobox", { name: "Read items from" })).toHaveValue(/promptfooconfig\.yaml$/);
  await expect(preview(page).getByText("Say hi")).toBeVisible();
  await expect(preview(page)).not.toContainText("was not given");
  await expectAccessible(page);
  await photograph(page, "folder");
});

test("[V15] a table whose characters cannot be told shows the field that says how they are written", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  const file = join(folder, "odd.csv");
  writeFileSync(file, Buffer.from("question,answer\nhn\u009ad,1\n", "latin1"));
  await go("data/import");
  await chooser(page).setInputFiles(file);
  await expect(preview(page)).toContainText("say its encoding");
  const encoding = page.getByRole("combobox", { name: "Encoding" });
  await encoding.click();
  await page.getByRole("option", { name: "windows-1252" }).click();
  await expect(rows(page).getByText("hn\u0161d")).toBeVisible();
});
