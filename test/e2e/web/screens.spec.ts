import { expect } from "@playwright/test";
import { IS_PHOTOGRAPHED, photograph } from "#test/e2e/support/photograph.ts";
import { READS, expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";
import type { WorkspaceKind } from "#test/e2e/support/workspaces.ts";
import { deepTrace, keepTraces, wideTrace } from "./made-traces.ts";

const [WIDE, DEEP] = ["aa".repeat(16), "bb".repeat(16)];

type Place = {
  readonly name: string;
  readonly place: string;
  readonly act?: (studio: Studio) => Promise<void>;
};

const diffIsDrawn = async ({ page }: Studio): Promise<void> =>
  await expect(page.getByRole("checkbox", { name: /^Take part/ }).first()).toBeVisible();

const rejecting = async (studio: Studio): Promise<void> => {
  await diffIsDrawn(studio);
  await studio.page.keyboard.press("x");
};

const openWrongRun = async ({ page }: Studio): Promise<void> => {
  await page.getByRole("checkbox", { name: "Wrong only" }).check();
  const wrong = page.getByRole("row").filter({ hasText: /wrong.*validation.*candidate/ });
  await wrong.first().getByRole("link").click();
  await page.getByRole("region", { name: "Result" }).waitFor();
};

const openNewestTrace = async ({ page }: Studio): Promise<void> => {
  await page.getByRole("table", { name: "Traces" }).getByRole("link").first().click();
  await page.getByRole("treeitem").first().click();
  await page.getByRole("tab", { name: "Messages" }).waitFor();
};

const withLargeTraces = async ({ folder, page }: Studio): Promise<void> => {
  keepTraces(folder, [wideTrace(WIDE, 20_000), deepTrace(DEEP, 160)]);
  await page.reload();
};

const press =
  (name: string) =>
  async ({ page }: Studio): Promise<void> =>
    await page.getByRole("button", { name }).click();

const fitHistory = async (studio: Studio): Promise<void> => {
  // There is nothing to fit before it is drawn.
  await studio.page.locator("[data-node]").first().waitFor();
  await press("Fit the whole history")(studio);
};

const HOME: Place = { name: "home", place: "home" };
const LINEAGE: readonly Place[] = [
  { name: "lineage", place: "lineage/head" },
  {
    name: "lineage-list",
    place: "lineage/head",
    act: async ({ page }) => await page.getByText("List", { exact: true }).click(),
  },
  { name: "lineage-all", place: "lineage", act: fitHistory },
];

type Row = readonly [kind: WorkspaceKind, view: string, places: readonly Place[]];

/** Views by kind of workspace; each row is one test. */
const VIEWS: readonly Row[] = [
  ["empty", "home", [HOME]],
  ["empty", "improve", [{ name: "improve", place: "improve" }]],
  ["empty", "lineage", LINEAGE.slice(0, 1)],
  ["empty", "traces", [{ name: "traces", place: "traces" }]],
  ["empty", "resources", [{ name: "resources", place: "resources" }]],
  ["empty", "data", [{ name: "data", place: "data" }]],
  ["empty", "settings", [{ name: "settings", place: "settings" }]],
  [
    "fresh",
    "home",
    [{ ...HOME, act: async ({ page }) => await page.getByText("Start improving").waitFor() }],
  ],
  ["fresh", "improve", [{ name: "improve-start", place: "improve", act: press("Start…") }]],
  ["typical", "home", [HOME]],
  [
    "typical",
    "improve",
    [
      { name: "improve-desk", place: "improve", act: diffIsDrawn },
      { name: "improve-session", place: "improve/session/1" },
      { name: "improve-memory", place: "improve/proposal/5" },
      { name: "improve-reject", place: "improve", act: rejecting },
    ],
  ],
  ["typical", "lineage", LINEAGE],
  [
    "typical",
    "traces",
    [
      { name: "traces", place: "traces" },
      { name: "trace", place: "traces", act: openNewestTrace },
      { name: "trace-result", place: "traces", act: openWrongRun },
    ],
  ],
  [
    "typical",
    "resources",
    [
      { name: "resources-prompt", place: "resources/prompt/order-clerk" },
      { name: "resources-tool", place: "resources/tool/calculator" },
    ],
  ],
  [
    "typical",
    "data",
    [
      { name: "data-item", place: "data/order-desk?split=validation&item=validation-003" },
      { name: "data-results", place: "data/order-desk?tab=results" },
      { name: "data-scorer", place: "data/order-desk?tab=scorer" },
      { name: "data-import", place: "data/import" },
    ],
  ],
  [
    "typical",
    "palette",
    [
      {
        name: "palette",
        place: "lineage/head",
        act: async ({ page }) => await page.keyboard.press("Control+k"),
      },
    ],
  ],
  ["crowded", "home", [HOME]],
  ["crowded", "improve", [{ name: "improve-stale", place: "improve", act: diffIsDrawn }]],
  ["crowded", "lineage", LINEAGE],
  [
    "crowded",
    "traces",
    [
      { name: "trace-wide", place: `traces/${WIDE}`, act: withLargeTraces },
      { name: "trace-deep", place: `traces/${DEEP}` },
    ],
  ],
  ["crowded", "resources", [{ name: "resources-prompt", place: "resources/prompt/order-clerk" }]],
];

/** To be looked at only: the same views, fuller. To make their workspace takes a long session. */
const PICTURED: readonly Row[] = [
  [
    "long",
    "improve",
    [
      { name: "improve-session", place: "improve/session/1" },
      { name: "improve-desk", place: "improve", act: diffIsDrawn },
    ],
  ],
];

for (const [kind, view, places] of [...VIEWS, ...(IS_PHOTOGRAPHED ? PICTURED : [])]) {
  test.describe(`a workspace that is ${kind}`, () => {
    test.use({ kind });
    // The first screen runs an item, and large traces are put into the workspace.
    const details = view === "home" || places.some(({ act }) => act === withLargeTraces) ? {} : READS;

    test(`has no serious finding of axe in ${view}, in either theme`, details, async ({ studio }) => {
      test.slow();
      // Colours that are still on their way are nobody's.
      await studio.page.emulateMedia({ reducedMotion: "reduce" });
      for (const place of places) {
        await goTo(studio, place);
        for (const scheme of ["light", "dark"] as const) {
          await studio.page.emulateMedia({ colorScheme: scheme });
          // A theme is colours and nothing else.
          await expectAccessible(studio.page, scheme === "dark" ? "color-contrast" : undefined);
          if (IS_PHOTOGRAPHED) await photograph(studio.page, `${place.name}-${kind}-${scheme}`);
        }
      }
    });
  });
}

async function goTo(studio: Studio, { place, act }: Place): Promise<void> {
  const { page, go } = studio;
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("about:blank");
  await go(place);
  await expect(page.locator(".pane-title, .practice-lead, .state-title").first()).toBeVisible();
  await act?.(studio);
  await expect(page.locator(".skeleton")).toHaveCount(0);
}
