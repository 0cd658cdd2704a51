import { expect } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

test.describe("the lineage of a workspace after a session", () => {
  test.use({ kind: "typical" });

  test("shows every commit of the log, head flagged, and what was rejected", async ({ studio }) => {
    const { page, cli, go } = studio;
    const log = JSON.parse((await cli("log", "--json")).stdout) as readonly { readonly id: string }[];
    await go("lineage");
    for (const { id } of log) await expect(page.locator(`[data-node="${id}"]`)).toBeAttached();
    await expect(page.locator(`[data-node="${log[0]?.id ?? ""}"]`).getByText("head")).toBeVisible();
  });
});
