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

const diffIsDrawn = async ({ page }: Studio): Promise<void> =>
  await expect(page.getByRole("checkbox", { name: /^Take hunk/ }).first()).toBeVisible();

const KINDS: ReadonlyArray<readonly [kind: WorkspaceKind, places: readonly Place[]]> = [
  ["empty", [{ name: "improve", place: "improve" }]],
  [
    "fresh",
    [
      {
        name: "improve-start",
        place: "improve",
        act: async ({ page }) => await page.getByRole("button", { name: "Start…" }).click(),
      },
    ],
  ],
  [
    "typical",
    [
      { name: "improve-desk", place: "improve", act: diffIsDrawn },
      { name: "improve-session", place: "improve/session/1" },
      { name: "improve-memory", place: "improve/proposal/5" },
      {
        name: "improve-reject",
        place: "improve",
        act: async (studio) => {
          await diffIsDrawn(studio);
          await studio.page.keyboard.press("x");
        },
      },
    ],
  ],
  ["crowded", [{ name: "improve-stale", place: "improve", act: diffIsDrawn }]],
  [
    "long",
    [
      { name: "improve-session", place: "improve/session/1" },
      { name: "improve-desk", place: "improve", act: diffIsDrawn },
    ],
  ],
];

for (const [kind, places] of KINDS) {
  test.describe(`improving a ${kind} workspace`, () => {
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
