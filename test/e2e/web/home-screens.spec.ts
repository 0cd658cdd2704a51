import { join } from "node:path";
import { expect } from "@playwright/test";
import { expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";
import type { WorkspaceKind } from "#test/e2e/support/workspaces.ts";
import { deepTrace, keepTraces, wideTrace } from "./made-traces.ts";

const FOLDER = join(import.meta.dirname, "../../../test-results/screens");
const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };
const [WIDE, DEEP] = ["aa".repeat(16), "bb".repeat(16)];

type Place = {
  readonly name: string;
  readonly place: string;
  readonly act?: (studio: Studio) => Promise<void>;
};

const openNewestTrace = async ({ page }: Studio): Promise<void> => {
  await page.getByRole("table", { name: "Traces" }).getByRole("link").first().click();
  await page.getByRole("treeitem").first().click();
  await page.getByRole("tab", { name: "Messages" }).waitFor();
};

const HOME: Place = { name: "home", place: "home" };
const TRACES: Place = { name: "traces", place: "traces" };
const DATA: Place = { name: "data", place: "data" };
const IMPORT: Place = { name: "data-import", place: "data/import" };
const SETTINGS: Place = { name: "settings", place: "settings" };

const KINDS: ReadonlyArray<readonly [kind: WorkspaceKind, places: readonly Place[]]> = [
  ["empty", [HOME, TRACES, DATA, SETTINGS]],
  ["fresh", [{ ...HOME, act: async ({ page }) => await page.getByText("Start improving").waitFor() }]],
  [
    "typical",
    [
      HOME,
      TRACES,
      { name: "trace", place: "traces", act: openNewestTrace },
      { name: "data-item", place: "data/order-desk?split=validation&item=validation-003" },
      { name: "data-results", place: "data/order-desk?tab=results" },
      { name: "data-scorer", place: "data/order-desk?tab=scorer" },
      IMPORT,
    ],
  ],
  [
    "crowded",
    [HOME, { name: "trace-wide", place: `traces/${WIDE}` }, { name: "trace-deep", place: `traces/${DEEP}` }],
  ],
];

for (const [kind, places] of KINDS) {
  test.describe(`views of a workspace that is ${kind}`, () => {
    test.use({ kind });

    for (const scheme of ["light", "dark"] as const) {
      test(`are photographed in ${scheme} colours`, async ({ studio }) => {
        test.slow();
        const { page, go, folder } = studio;
        if (kind === "crowded") keepTraces(folder, [wideTrace(WIDE, 20_000), deepTrace(DEEP, 160)]);
        await page.emulateMedia({ colorScheme: scheme });
        for (const { name, place, act } of places) {
          await page.setViewportSize(SMALL);
          await page.goto("about:blank");
          await go(place);
          await expect(page.locator(".pane-title, .practice-lead, .state-title").first()).toBeVisible();
          await act?.(studio);
          await expect(page.locator(".skeleton")).toHaveCount(0);
          // In light colours the views' own tests have asked axe already.
          if (scheme === "dark") await expectAccessible(page);
          for (const size of [SMALL, LARGE]) {
            await page.setViewportSize(size);
            await page.screenshot({ path: join(FOLDER, `${name}-${kind}-${scheme}-${size.width}.png`) });
          }
        }
      });
    }
  });
}
