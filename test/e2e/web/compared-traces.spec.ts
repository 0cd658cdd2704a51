import { expect, type Page } from "@playwright/test";
import { READS, expectAccessible, test } from "#test/e2e/support/studio.ts";

type Listed = {
  readonly trace: string;
  readonly run: string | null;
  readonly item: { readonly id: string } | null;
  readonly ranOn: { readonly commit: string | null; readonly proposal: string | null } | null;
};

const steps = (page: Page) => page.getByRole("table", { name: "Steps side by side" });
const details = (page: Page) => page.getByRole("region", { name: "Details" });

/** Two runs on one item, of head and of a candidate. */
function findPair(traces: readonly Listed[]): readonly [Listed, Listed] {
  for (const left of traces) {
    const right = traces.find(
      ({ item, ranOn }) =>
        item !== null && item.id === left.item?.id && ranOn?.proposal !== left.ranOn?.proposal,
    );
    if (right !== undefined) return [left, right];
  }
  throw new Error("no item was run twice");
}

test.describe("after a session", () => {
  test.use({ kind: "typical" });

  // Would catch a comparison that only a mouse gets to, or one that shows another pair than was chosen.
  test(
    "[T41] two traces are chosen in the list and set side by side, by keyboard alone",
    READS,
    async ({ studio }) => {
      const { page, cli, go } = studio;
      const traces = JSON.parse((await cli("traces", "--json")).stdout) as readonly Listed[];
      await go("traces");
      await page.getByRole("link", { name: "Compare two…" }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByText("Choose the first of two traces to compare.")).toBeVisible();
      const rows = page.getByRole("table", { name: "Traces" }).getByRole("link");
      await rows.first().focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(page.getByText(/^Choose the trace to compare [0-9a-f]{7} with\./)).toBeVisible();
      await expectAccessible(page);
      await rows.first().focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(
        new RegExp(`#/traces/${traces[1]?.trace ?? ""}.with=${traces[2]?.trace ?? ""}`),
      );
      await expect(page.getByRole("table", { name: "What each of them took" })).toBeVisible();
      await steps(page).getByRole("button").first().focus();
      await page.keyboard.press("n");
      await expect(steps(page).locator("[data-selected]")).toHaveCount(1);
      await expectAccessible(page);
    },
  );

  test(
    "[T40] the first difference is shown at once, in what the step was told",
    READS,
    async ({ studio }) => {
      const { page, cli, go } = studio;
      const [left, right] = findPair(
        JSON.parse((await cli("traces", "--json", "--limit", "10000")).stdout) as readonly Listed[],
      );
      await go(`traces/${left.trace}?with=${right.trace}`);
      const selected = steps(page).locator("[data-selected]");
      await expect(selected).toContainText("first difference");
      await expect(details(page)).toContainText("first difference");
      await expect(details(page).getByRole("table", { name: "Changes" }).first()).toBeVisible();
      const open = details(page).getByRole("link", { name: "Open in the right trace" });
      await expect(open).toHaveAttribute("href", new RegExp(`#/traces/${right.trace}.span=`));
      await expectAccessible(page);
    },
  );

  test("[T41] a trace beside itself is one bar that opens", READS, async ({ studio }) => {
    const { page, cli, go } = studio;
    const [first] = (JSON.parse((await cli("traces", "--json")).stdout) as readonly Listed[]).filter(
      ({ run }) => run !== null,
    );
    await go(`traces/${first?.trace ?? ""}`);
    await page.getByRole("link", { name: "Compare with…" }).click();
    const itself = page
      .getByRole("table", { name: "Traces" })
      .locator(`a[href$="with=${first?.trace ?? ""}"]`);
    await itself.click();
    await expect(details(page)).toContainText("No difference");
    await steps(page)
      .getByRole("button", { name: /^\d+ steps identical$/ })
      .click();
    await expect(page.getByRole("checkbox", { name: "Show identical steps" })).toBeChecked();
    await expect(steps(page).getByRole("button").nth(1)).toBeVisible();
  });
});
