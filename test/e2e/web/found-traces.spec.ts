import { expect } from "@playwright/test";
import { READS, expectAccessible, test } from "#test/e2e/support/studio.ts";

type Listed = { readonly trace: string };

test.describe("after a session", () => {
  test.use({ kind: "typical" });

  // Would catch a window that asks for another bound than was typed: percent are shares below it.
  test(
    "[T44] the list is narrowed by tool, commit and score as the command line narrows it",
    READS,
    async ({ studio }) => {
      const { page, cli, go } = studio;
      const narrowed = ["--tool", "done", "--max-score", "0.8", "--commit", "head", "--limit", "10000"];
      const asked = JSON.parse((await cli("traces", ...narrowed, "--json")).stdout) as readonly Listed[];
      expect(asked.length).toBeGreaterThan(0);
      await go("traces");
      await page.getByRole("button", { name: "More filters" }).click();
      await page.getByRole("textbox", { name: "Commit it ran on" }).fill("head");
      await page.getByRole("combobox", { name: "Tool called" }).fill("done");
      await page.getByRole("textbox", { name: "Score to, %" }).fill("80");
      const table = page.getByRole("table", { name: "Traces" });
      await expect(table).toHaveAttribute("aria-rowcount", String(asked.length + 1));
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("button", { name: "More filters (3)" })).toBeVisible();
      await expect(table.getByRole("link").first()).toHaveAttribute(
        "href",
        `#/traces/${asked[0]?.trace ?? ""}`,
      );
      await expect(table.getByRole("columnheader", { name: "Cost, USD" })).toHaveAttribute(
        "aria-sort",
        "none",
      );
    },
  );
});
