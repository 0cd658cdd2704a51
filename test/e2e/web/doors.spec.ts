import { expect, type Page } from "@playwright/test";
import { PALETTE_ENTRIES } from "#core/contract/doors.ts";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

const field = (page: Page) => page.getByRole("textbox", { name: "Command palette" });
const rowOf = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);

async function openPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await field(page).fill(words);
}

/** What stands for an entry where the view does it itself. */
const NEARER: Readonly<Record<string, string>> = {
  "start-session": "improve-start",
  "edit-resource": "resource-edit",
  "create-branch": "lineage-branch",
  "compare-versions": "lineage-compare",
  "restore-version": "lineage-restore",
  "measure-head": "measure",
};

test("[L25] from every view the palette offers every entry of the table", async ({ studio }) => {
  const { page, go } = studio;
  for (const view of ["home", "improve", "lineage", "resources", "traces", "data", "settings"]) {
    await go(view);
    await expect(page.locator(`.shell-main`)).toBeVisible();
    await openPalette(page, ">");
    await expect(rowOf(page, "licences")).toHaveCount(1);
    for (const id of PALETTE_ENTRIES) {
      const row = page.locator([id, NEARER[id] ?? id].map((each) => `[data-row="${each}"]`).join(", "));
      expect([view, id, (await row.count()) > 0]).toEqual([view, id, true]);
    }
    await page.keyboard.press("Escape");
    await expect(field(page)).toBeHidden();
  }
});

test("[L26] entries lead to the right place with what asks there open, by keys alone", async ({ studio }) => {
  const { page, go } = studio;
  for (const [words, id, place, dialog] of [
    ["> new session", "start-session", /#\/improve/, /Start a session/],
    ["> fork", "create-branch", /#\/lineage\/\w+/, /branch/i],
    ["> csv", "import-items", /#\/data\/import$/, null],
    ["> base url", "add-connection", /#\/settings\/connections\?add=/, null],
    ["> policy", "change-policy", /section=Who/, null],
    ["> revoke", "read-tokens", /section=Programs/, null],
    ["> integrity", "verify", /section=/, null],
    ["> license", "licences", /#\/home/, /Licences/],
    ["> activity", "operations", /#\/home/, /Operations/],
  ] as const) {
    await go("home");
    await openPalette(page, words);
    await expect(rowOf(page, id)).toBeEnabled();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(place);
    if (dialog === null) continue;
    await expect(page.getByRole("dialog", { name: dialog })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: dialog })).toBeHidden();
  }
});

test("[L26] an entry that a command of some view does leads there and opens what asks, by keys alone", async ({
  studio,
}) => {
  const { page, go } = studio;
  for (const [words, id, place, asks] of [
    ["> tag a version", "tag-version", /#\/lineage\/\w+/, page.getByRole("dialog", { name: /^Tag / })],
    [
      "> measure head",
      "measure-head",
      /#\/lineage\/\w+/,
      page.getByRole("dialog", { name: "Measure on data" }),
    ],
    [
      "> show the contract",
      "show-contract",
      /#\/resources\?contract=/,
      page.getByRole("heading", { name: /contract/i }),
    ],
    [
      "> copy or download a resource",
      "take-resource-out",
      /#\/resources\/agent\/order-clerk$/,
      page.getByRole("menuitem", { name: "Copy as JSON" }),
    ],
    [
      "> propose a change",
      "propose-change",
      /#\/resources\/agent\/order-clerk\?edit=form$/,
      page.getByRole("button", { name: "Review…" }),
    ],
    [
      "> use a resource from a program",
      "use-from-program",
      /#\/resources\/agent\/order-clerk$/,
      page.getByRole("dialog", { name: /from a program$/ }),
    ],
    [
      "> practise",
      "practice",
      /#\/home$/,
      page.getByRole("region", { name: "Practice" }).or(page.locator(".practice")),
    ],
    ["> add a route", "add-route", /#\/settings\/connections$/, page.getByRole("form", { name: /route/i })],
  ] as const) {
    await go("settings");
    await openPalette(page, words);
    await expect(rowOf(page, id)).toBeEnabled();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(place);
    await expect(asks.first()).toBeVisible();
    await page.keyboard.press("Escape");
  }
});

test("[L26] what is done to a connection opens the one that it can be done to, with the focus on what asks", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("home");
  await openPalette(page, "> test connection");
  await expect(rowOf(page, "try-connection")).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/settings\/connections\/[\w-]+$/);
  await expect(page.locator(".try-form :focus")).toHaveCount(1);
  await go("home");
  await openPalette(page, "> type a key for a model");
  await expect(rowOf(page, "set-key")).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/settings\/connections\/[\w-]+$/);
  await expect(page.locator(".connection-key-field input:focus")).toHaveCount(1);
});

test("[L26] what nothing can be done to is listed and says so by being off", async ({ studio }) => {
  const { page, go } = studio;
  await go("home");
  await openPalette(page, "> session");
  await expect(rowOf(page, "pause-session")).toBeDisabled();
  await expect(rowOf(page, "start-session")).toBeEnabled();
  await expectAccessible(page);
});
