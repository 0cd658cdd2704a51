import { join } from "node:path";
import { expect } from "@playwright/test";
import { expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

const FOLDER = join(import.meta.dirname, "../../../test-results/screens");
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Places of the frame's own views: the others' are photographed beside their own tests. */
const PLACES = [
  { name: "lineage", place: "lineage/head" },
  {
    name: "lineage-list",
    place: "lineage/head",
    act: async ({ page }: Studio) => await page.getByText("List", { exact: true }).click(),
  },
  {
    name: "lineage-all",
    place: "lineage/head",
    act: async ({ page }: Studio) =>
      await page.getByRole("button", { name: "Fit the whole history" }).click(),
  },
  { name: "resources-prompt", place: "resources/prompt/order-clerk" },
  { name: "resources-tool", place: "resources/tool/calculator" },
  {
    name: "palette",
    place: "lineage/head",
    act: async ({ page }: Studio) => await page.keyboard.press("Control+k"),
  },
] as const;

for (const kind of ["empty", "typical", "crowded"] as const) {
  test.describe(`screens of a workspace that is ${kind}`, () => {
    test.use({ kind });

    test("hold in both themes and at both sizes, without a serious finding of axe", async ({ studio }) => {
      test.setTimeout(240_000);
      const { page, go } = studio;
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const size of SIZES) {
          await page.setViewportSize(size);
          for (const { name, place, ...rest } of PLACES) {
            await page.goto("about:blank");
            await go(place);
            await expect(page.locator(".pane-title").first()).toBeVisible();
            if ("act" in rest) await rest.act(studio);
            await page.waitForTimeout(400); // For the eye only: fonts, skeletons and motion have settled.
            if (size.width === 1280) await expectAccessible(page);
            await page.screenshot({ path: join(FOLDER, `${name}-${kind}-${scheme}-${size.width}.png`) });
          }
        }
      }
    });
  });
}
