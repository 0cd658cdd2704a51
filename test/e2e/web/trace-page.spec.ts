import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { traceToPage, type PageSpan } from "#core/domain/trace-files/to-page.ts";
import { expectAccessible } from "#test/e2e/support/studio.ts";

const HOSTILE = [
  "</script><script>window.hit = 1</script>",
  "<img src=x onerror='window.hit = 2'>",
  '"><svg onload=window.hit=3>',
  "<!--<script>",
  "</title></style><iframe srcdoc='<script>parent.hit=4</script>'>",
  "<meta http-equiv=refresh content='0;url=https://example.invalid/'>",
  "pay\u202eload \u200b x",
  "${1+1} `x` \\u003cb\\u003e",
];

const ROLES = ["agent", "model", "tool", "environment", "memory", "operator", "other"] as const;

function spanOf(at: number): PageSpan {
  const text = HOSTILE[at % HOSTILE.length] ?? "";
  return {
    name: `${at} ${text}`,
    role: ROLES[at % ROLES.length] ?? "other",
    depth: at === 0 ? 0 : 1 + (at % 3),
    startUs: at * 1000,
    endUs: at === 5 ? null : at * 1000 + 900,
    error: at === 4 ? text : null,
    messages:
      at % 7 === 1
        ? [
            ["user", text],
            ["assistant, answer", '{"a":1}'],
          ]
        : [],
    attributes: { [text]: text, nested: { text } },
  };
}

let folder: string;
let address: string;
test.beforeAll(() => {
  // Anew for each worker's turn: what one made goes with its last test.
  folder = mkdtempSync(join(tmpdir(), "trace-page-"));
  address = pathToFileURL(join(folder, "trace.html")).href;
  const spans = Array.from({ length: 40 }, (_, at) => spanOf(at));
  const page = { title: HOSTILE[4] ?? "", facts: HOSTILE, durationUs: 40_000, spans };
  writeFileSync(join(folder, "trace.html"), traceToPage(page));
});
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("[T43] the page of a trace shows hostile texts as text, is gone through by keyboard, and asks nobody for anything", async ({
  page,
}) => {
  const asked: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => faults.push(dialog.message()));
  await page.goto(address);

  const lines = page.getByRole("option");
  const selected = page.getByRole("option", { selected: true });
  const step = page.getByRole("region", { name: "Step" });
  await expect(lines).toHaveCount(40);
  await expect(selected).toContainText("0 </script><script>");
  for (let at = 0; at < 8; at += 1) await page.keyboard.press("ArrowDown");
  await expect(page.locator("#where")).toHaveText("9 of 40");
  await expect(step.getByRole("heading", { name: /^8 / })).toBeVisible();
  await expect(step).toContainText("answer");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await expect(selected).toContainText("1 <img");
  await page.keyboard.press("f");
  await expect(selected).toContainText("4 </title>");
  await expect(selected).toContainText("failed");
  await page.keyboard.press("End");
  await expect(page.locator("#where")).toHaveText("40 of 40");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#where")).toHaveText("40 of 40");
  await expect(step).toContainText("${1+1} `x`");
  await page.getByRole("button", { name: "Previous step" }).click();
  await expect(page.locator("#where")).toHaveText("39 of 40");
  await expect(step).toContainText("[U+202E]");

  expect(await page.evaluate("window.hit")).toBeUndefined();
  expect(await page.locator("img, svg, iframe").count()).toBe(0);
  expect([asked, faults]).toEqual([[address], []]);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
});
