import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { writeMatrix } from "#core/domain/matrix/formats.ts";
import type { MatrixDocument } from "#core/domain/matrix/matrix.ts";

const HOSTILE = [
  "</script><script>window.hit = 1</script>",
  "<img src=x onerror='window.hit = 2'>",
  '"><svg onload=window.hit=3>',
  "</textarea></style><iframe srcdoc='<script>parent.hit=4</script>'>",
  "javascript:window.hit=5",
  "&lt;b&gt; & <b>bold</b>",
  "<meta http-equiv=refresh content='0;url=https://example.invalid/'>",
  "pay\u202eload \u200b x",
  "{{constructor}} ${1+1} `x`",
];

function matrixOf(count: number): MatrixDocument {
  const column = (commit: string, model: string, accuracy: number) => ({
    ...{ commit: commit.padEnd(64, "0"), message: HOSTILE[0] ?? "", model, missing: 1, missingItems: ["i0"] },
    estimate: { accuracy, score: accuracy, interval: [0.4, 0.8] as const, n: count - 1 },
  });
  return {
    ...{ dataset: "tickets<i>", agent: "agent/clerk", split: "validation", scorer: "exact", isSealed: false },
    madeAt: "2026-11-30T18:00:00.000Z",
    columns: [column("a3f91c2", "simulated/desk-1", 0.6), column("b4e02d3", "gemini/flash", 0.7)],
    rows: Array.from({ length: count }, (_, at) => {
      const text = HOSTILE[at % HOSTILE.length] ?? "";
      const cell = (isCorrect: boolean) => ({
        ...{ isCorrect, score: isCorrect ? 1 : at / count / 2, output: text, error: null, trace: null },
      });
      return {
        ...{ item: `i${at}`, className: at % 2 === 0 ? "hard" : "easy", input: text, expected: { text } },
        cells: [at === 0 ? null : cell(at % 3 === 0), cell(true)],
        isChanged: at > 0 && at % 3 !== 0,
      };
    }),
    missing: 2,
  };
}

let folder: string;
let address: string;
test.beforeAll(() => {
  // Anew for each worker's turn: what one made goes with its last test.
  folder = mkdtempSync(join(tmpdir(), "matrix-page-"));
  address = pathToFileURL(join(folder, "matrix.html")).href;
  writeFileSync(join(folder, "matrix.html"), writeMatrix(matrixOf(40), "html"));
});
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("[A24] the page of a table shows hostile texts as text, sorts and filters, and asks nobody for anything", async ({
  page,
}) => {
  const asked: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => faults.push(dialog.message()));
  await page.goto(address);

  await expect(page.getByRole("row")).toHaveCount(41);
  expect(await page.evaluate("window.hit")).toBeUndefined();
  expect(await page.locator("img, svg, iframe, b, i, td script").count()).toBe(0);
  await expect(page.getByRole("cell", { name: "<b>bold</b>" }).first()).toBeVisible();
  await expect(page.getByRole("cell", { name: "[U+202E]" }).first()).toBeVisible();
  expect([asked, faults]).toEqual([[address], []]);

  await page.getByLabel("Search").fill("bold easy");
  await expect(page.locator("#shown")).toHaveText("2 of 40");
  await page.getByLabel("Search").fill("");
  await page.getByLabel("Show").selectOption("someMissing");
  await expect(page.locator("#shown")).toHaveText("1 of 40");
  await page.getByLabel("Show").selectOption("all");
  const head = page.getByRole("columnheader", { name: /a3f91c2/ });
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect(page.locator("tbody tr").first()).toContainText("no run");
  await head.getByRole("button").click();
  await expect(page.locator("tbody tr").first()).toContainText("right");
});

for (const scheme of ["light", "dark"] as const) {
  test(`[A24] it is read in the ${scheme} scheme at every width`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(address);
    for (const width of [1920, 1280, 600]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
    const colours = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(colours).toBe(scheme === "light" ? "rgb(255, 255, 255)" : "rgb(20, 23, 29)");
  });
}
