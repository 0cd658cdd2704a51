import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

/**
 * The main job in one sitting, on a workspace as it comes: start, watch, review, approve, see the score move, reject,
 * restore, undo, read a run. Every other test asks one thing; this one asks whether the things fit together.
 */
test("from the first screen to a restored version, through one session", async ({ studio }) => {
  test.slow();
  const { page } = studio;

  await test.step("the first screen starts a session", async () => {
    await page.getByRole("button", { name: "Start improving" }).click({ timeout: 30_000 });
    await expect(page).toHaveURL(/#\/improve\/session\/1$/);
  });

  await test.step("it is watched live: stages, budget, evidence, events", async () => {
    await expect(liveStage(page)).toContainText("evaluate");
    await expect(page.getByRole("region", { name: "Candidate now" })).toBeVisible();
    const assessment = page.getByRole("region", { name: "Assessment", exact: true });
    await expect(assessment.getByText(/of at most 400 items/)).toBeVisible();
    await expect(page.locator(".meter").first()).toContainText("calls");
    await expect(page.getByRole("log", { name: "Events" }).getByText(/^ran 40 train items/)).toBeVisible();
  });

  await test.step("a proposal arrives, and the curve and the matrix have filled", async () => {
    await expect(liveStage(page)).toContainText("you");
    await expect(page.locator("[data-pane=session-curve] .pane-head").getByText(/n=\d+/)).toBeVisible();
    const matrix = page.getByRole("region", { name: /^Items/ });
    await expect(matrix.getByRole("link", { name: /: right/ }).first()).toBeVisible();
    await page.getByRole("link", { name: "Review proposal 1" }).click();
  });

  await test.step("diff and evidence stand side by side", async () => {
    await expect(page.getByRole("checkbox", { name: /^Take part/ }).first()).toBeVisible();
    await expect(evidence(page)).toContainText(
      /More items (fully right|better than worse, and .*): \d+ items/,
    );
    await expect(evidence(page)).toContainText(/\[\+[\d.]+, \+[\d.]+\]\s*n=\d+/);
    await expectAccessible(page);
  });

  await test.step("approved, it is a commit of the lineage, and the session goes on to the next", async () => {
    await page.getByRole("button", { name: /^Approve/ }).click();
    await expect(page.locator(".decision").getByText(/approved by /)).toBeVisible();
    const [commit] = await readLog(studio);
    expect(commit?.proposal).toBe("1");
    // As when the ten seconds of its toast are over.
    await page.locator(".mantine-Notification-closeButton").last().click();
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await page.locator(`[data-node="${commit?.id ?? ""}"]`).click();
    await expect(inspector(page).getByText("This is head")).toBeVisible();
  });

  await test.step("the next is turned down with a reason, and stays in the lineage as rejected", async () => {
    await expect.poll(async () => waitingProposal(studio), { timeout: 60_000 }).not.toBe("");
    const id = await waitingProposal(studio);
    await studio.go(`improve/proposal/${id}`);
    await expect(page.getByRole("checkbox", { name: /^Take part/ }).first()).toBeVisible();
    await page
      .getByRole("button", { name: /^Reject/ })
      .first()
      .click();
    await page.getByRole("textbox", { name: "Reason" }).fill("Too general for what it shows.");
    await page.keyboard.press("Control+Enter");
    await expect(page.locator(".decision").getByText(/rejected by /)).toBeVisible();
    await studio.go(`lineage/${id}`);
    await expect(page.locator(`[data-node="p-${id}"]`).getByText("rejected")).toBeVisible();
  });

  await test.step("the commit has a score of its own: the baseline of that second assessment", async () => {
    const [commit] = await readLog(studio);
    await studio.go(`lineage/${commit?.id ?? ""}`);
    await expect(
      inspector(page)
        .getByText(/% \[[\d., ]+\]/)
        .first(),
    ).toBeVisible();
  });

  await test.step("the score on Home has moved, with its interval", async () => {
    await studio.go("home");
    const points = page.getByRole("group", { name: "Score over commits" }).getByRole("link");
    await expect(points).toHaveCount(2);
    const shares: number[] = [];
    for (const point of await points.all()) {
      const name = (await point.getAttribute("aria-label")) ?? "";
      expect(name).toMatch(/\d % \[[\d., ]+\] n=\d+, by a session/);
      shares.push(Number(/([\d.]+) % \[/.exec(name)?.[1]));
    }
    // Which way is for the intervals to say: the two were measured on different items.
    expect(new Set(shares).size).toBe(2);
  });

  await test.step("an older version is previewed and restored, and that is undone", async () => {
    const before = await readLog(studio);
    await studio.go(`lineage/${before.at(-1)?.id ?? ""}`);
    await inspector(page).getByRole("button", { name: "Restore" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(before[0]?.id.slice(0, 7) ?? "")).toBeVisible();
    await dialog.getByRole("button", { name: "Restore this version (adds a commit)" }).click();
    await expect(dialog).toBeHidden();
    // Under the pointer it stays, however long the rest takes.
    const undo = toast(page).getByRole("button", { name: "Undo" });
    await undo.hover();
    await expect.poll(async () => (await readLog(studio))[0]?.state).toBe(before.at(-1)?.state);
    await undo.click();
    await expect.poll(async () => (await readLog(studio))[0]?.state).toBe(before[0]?.state);
    expect(await readLog(studio)).toHaveLength(before.length + 2);
  });

  await test.step("a run is opened and read", async () => {
    await studio.go("traces");
    await page.getByRole("table", { name: "Traces" }).getByRole("link").first().click();
    await page.getByRole("treeitem").first().click();
    const details = page.getByRole("region", { name: "Details" });
    await expect(details.getByText("You take orders for a trading house").first()).toBeVisible();
    await details.getByRole("tab", { name: "Versions" }).click();
    await expect(details.getByRole("link", { name: "agent/order-clerk" })).toBeVisible();
    // The newest run is the baseline's or the candidate's, and that of the one that was rejected is nowhere to go to.
    await expect(details.getByRole("listitem").filter({ hasText: "prompt/order-clerk" })).toBeVisible();
  });

  const verified = await studio.cli("verify", "--json");
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true });
});

const liveStage = (page: Page): Locator => page.locator("[aria-current=step]");
const evidence = (page: Page): Locator => page.getByRole("region", { name: "Evidence", exact: true });
const inspector = (page: Page): Locator => page.getByRole("region", { name: "Inspector" });
const toast = (page: Page): Locator => page.locator(".toast");

async function readLog({ ask }: Studio) {
  return await ask((client) => client.history.log({}));
}

async function waitingProposal({ ask }: Studio): Promise<string> {
  const [waiting] = await ask((client) => client.proposals.list({ status: "waiting" }));
  return waiting?.id ?? "";
}
