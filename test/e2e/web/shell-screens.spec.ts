import { join } from "node:path";
import { expect } from "@playwright/test";
import { expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";
import type { WorkspaceKind } from "#test/e2e/support/workspaces.ts";

const FOLDER = join(import.meta.dirname, "../../../test-results/screens");
const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };

type Place = {
  readonly name: string;
  readonly place: string;
  readonly act?: (studio: Studio) => Promise<void>;
};

/** Places of the frame's own views: the others' are photographed beside their own tests. */
const LINEAGE: readonly Place[] = [
  { name: "lineage", place: "lineage/head" },
  {
    name: "lineage-list",
    place: "lineage/head",
    act: async ({ page }) => await page.getByText("List", { exact: true }).click(),
  },
  {
    name: "lineage-all",
    place: "lineage",
    act: async ({ page }) => await page.getByRole("button", { name: "Fit the whole history" }).click(),
  },
];
const OTHERS: readonly Place[] = [
  { name: "resources-prompt", place: "resources/prompt/order-clerk" },
  { name: "resources-tool", place: "resources/tool/calculator" },
  {
    name: "palette",
    place: "lineage/head",
    act: async ({ page }) => await page.keyboard.press("Control+k"),
  },
];

const KINDS: ReadonlyArray<readonly [kind: WorkspaceKind, places: readonly Place[]]> = [
  ["empty", [...LINEAGE.slice(0, 1), { name: "resources", place: "resources" }]],
  ["typical", [...LINEAGE, ...OTHERS]],
  ["crowded", [...LINEAGE, { name: "resources-prompt", place: "resources/prompt/order-clerk" }]],
];

for (const [kind, places] of KINDS) {
  test.describe(`a workspace that is ${kind}`, () => {
    test.use({ kind });

    for (const scheme of ["light", "dark"] as const) {
      test(`is photographed in ${scheme} colours without a serious finding of axe`, async ({ studio }) => {
        const { page, go } = studio;
        await page.emulateMedia({ colorScheme: scheme });
        for (const { name, place, act } of places) {
          await page.setViewportSize(SMALL);
          await page.goto("about:blank");
          await go(place);
          await expect(page.locator(".pane-title").first()).toBeVisible();
          await act?.(studio);
          await expect(page.locator(".skeleton")).toHaveCount(0);
          await expectAccessible(page);
          for (const size of [SMALL, LARGE]) {
            await page.setViewportSize(size);
            await page.screenshot({ path: join(FOLDER, `${name}-${kind}-${scheme}-${size.width}.png`) });
          }
        }
      });
    }
  });
}
