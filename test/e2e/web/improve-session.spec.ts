import { expect, type Locator, type Page } from "@playwright/test";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";
import { startOpenAiServer } from "#test/support/openai-server.ts";

test.use({ kind: "fresh" });

async function show({ ask }: Studio, session = "1"): Promise<SessionDocument> {
  return await ask((client) => client.sessions.show({ session }));
}

const dialog = (page: Page): Locator => page.getByRole("dialog");
const live = (page: Page): Locator => page.locator("[aria-current=step]");

/** Opens the dialog, changes what is asked, and starts. */
async function start({ page, go }: Studio, change: () => Promise<void> = async () => {}): Promise<void> {
  await go("improve");
  await page.getByRole("button", { name: "Start…" }).click();
  await expect(dialog(page).getByText(/^About [\d,]+ model calls$/)).toBeVisible();
  await change();
  await dialog(page).getByRole("button", { name: "Start", exact: true }).click();
  await expect(page).toHaveURL(/improve\/session\/\d+$/);
}

test("an empty view says what a session is and starts one, which fills it until a person is asked", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("improve");
  await expect(page.getByText("Nothing has been improved yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Start a session" }).click();
  await expect(dialog(page).getByText("a guess from the sizes of the sets")).toBeVisible();
  await expect(dialog(page).locator(".start-forecast")).toContainText("simulated/desk-1");
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Start", exact: true }).click();

  await expect(live(page)).toContainText("evaluate");
  await expect(page.getByRole("region", { name: "Candidate now" })).toBeVisible();
  const assessment = page.getByRole("region", { name: "Assessment", exact: true });
  await expect(assessment.getByText(/of at most 400 items/)).toBeVisible();
  await expect(assessment.getByText(/ of 75\.5 needed$/)).toBeVisible();
  await expectAccessible(page);

  await expect(live(page)).toContainText("you");
  await expect(page.locator("[data-pane=session-curve] .pane-head").getByText(/n=\d+/)).toBeVisible();
  await expect(
    page
      .getByRole("region", { name: /^Items/ })
      .getByRole("link", { name: /: right/ })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Review proposal 1" }).click();
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
});

test("a reload in the middle of it all loses nothing", async ({ studio }) => {
  const { page } = studio;
  await start(studio);
  await expect(live(page)).toContainText("evaluate");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Session 1" })).toBeVisible();
  const events = page.getByRole("log", { name: "Events" });
  await expect(events.getByText("session waits for you")).toBeVisible({ timeout: 30_000 });
  await expect(events.getByText(/^ran 40 train items/)).toBeVisible();
  await events.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(events.getByText("session started")).toBeVisible();
});

test("paused it waits with what it has; a hint is heard; resumed it goes on from there", async ({
  studio,
}) => {
  const { page } = studio;
  await start(studio);
  await expect(live(page)).toContainText("evaluate");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume", exact: true })).toBeVisible();
  expect((await show(studio)).state).toBe("paused");
  const { calls } = (await show(studio)).spend;
  await expect(page.locator(".track-held")).toContainText("evaluate");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Hint…" }).click();
  await dialog(page).getByRole("textbox").fill("Look at the dates.");
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Send hint" }).click();
  await expect(page.getByRole("log").getByText("Look at the dates.")).toBeVisible();

  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(live(page)).toContainText("you", { timeout: 30_000 });
  expect((await show(studio)).spend.calls).toBeGreaterThan(calls);
});

test("a step runs one stage and pauses again", async ({ studio }) => {
  const { page } = studio;
  await start(studio);
  await page.getByRole("button", { name: "Pause" }).click();
  const step = page.getByRole("button", { name: "Run one step" });
  await expect(step).toBeVisible();
  await step.click();
  await expect(step).toBeEnabled({ timeout: 30_000 });
  await expect.poll(async () => (await show(studio)).state, { timeout: 30_000 }).toBe("paused");
});

test("a cap that ended it is named, and with another cap it goes on", async ({ studio }) => {
  const { page } = studio;
  await start(studio, async () => {
    await dialog(page).getByRole("textbox", { name: "Model calls" }).fill("200");
    await expect(dialog(page).getByText(/fewer than three candidates/)).toBeVisible();
  });
  await expect(page.locator(".session-head").getByText("stopped by a cap")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/complete/i)).toHaveCount(0);
  await expect(page.locator(".meter-near")).toContainText("calls");
  await expectAccessible(page);
  for (const width of [900, 1100, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await findOverlaps(page), String(width)).toEqual([]);
  }
  await page.getByRole("button", { name: "Resume with other caps…" }).click();
  await expect(dialog(page).getByRole("textbox", { name: "Model calls" })).toHaveValue("200");
  // With a cap that is used up it could only be refused: the field says so, and nothing is sent.
  const resume = dialog(page).getByRole("button", { name: "Resume", exact: true });
  await dialog(page).getByRole("textbox", { name: "Model calls" }).fill("20");
  await expect(dialog(page).getByText(/^All of it is used/)).toBeVisible();
  await expect(resume).toBeDisabled();
  await expectAccessible(page);
  await dialog(page).getByRole("textbox", { name: "Model calls" }).fill("5000");
  await resume.click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(live(page)).toContainText("you", { timeout: 30_000 });
  expect((await show(studio)).caps).toEqual({ maxCalls: 5000 });
});

test("the dialog begins with the workspace's defaults, and an emptied cap is none", async ({ studio }) => {
  const { page, ask } = studio;
  await ask((client) => client.settings.save({ caps: { maxCalls: 9000, maxUsd: 2 } }));
  await start(studio, async () => {
    const calls = dialog(page).getByRole("textbox", { name: "Model calls" });
    await expect(calls).toHaveValue("9,000");
    await calls.fill("");
  });
  expect((await show(studio)).caps).toEqual({ maxUsd: 2 });
});

test("stopping asks first, and names who stopped it", async ({ studio }) => {
  const { page } = studio;
  await start(studio);
  await expect(live(page)).toContainText("evaluate");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await dialog(page).getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.locator(".session-head").getByText("stopped by you")).toBeVisible();
  await expect(page.getByRole("button", { name: "Resume", exact: true })).toHaveCount(0);
  expect(await show(studio)).toMatchObject({ state: "stopped", stopped: { by: "user" } });
});

test("what an error ended says in full what happened and what to do, and can go on", async ({ studio }) => {
  const { page, ask, go } = studio;
  const server = await startOpenAiServer({
    reply: [],
    faults: () => ({ type: "status", status: 200, body: "{}" }),
  });
  try {
    const model = { provider: "openai", name: "m", baseUrl: server.baseUrl };
    await ask(async (client) => client.sessions.start({ model, iterations: 1 }));
    await go("improve/session/1");
    await expect(page.locator(".session-head").getByText("stopped by an error")).toBeVisible();
    const reason = page.locator(".session-reason");
    await expect(reason).toContainText("10 items in a row failed on the way to the model");
    await expect(reason).toContainText("Then go on: what failed is asked for again");
    await expect(page.getByRole("button", { name: "Resume", exact: true })).toBeVisible();
    await expectAccessible(page);
  } finally {
    await server.close();
  }
});

test("a second session at once is not offered, and the dialog says what to do about it", async ({
  studio,
}) => {
  const { page } = studio;
  await start(studio);
  await page.getByRole("button", { name: "Start…" }).click();
  await expect(dialog(page).getByText("Pause or stop it first")).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: "Start", exact: true })).toBeDisabled();
});

test("with the policy deciding it commits by itself, and the curve and the matrix grow", async ({
  studio,
}) => {
  const { page } = studio;
  await start(studio, async () => {
    await dialog(page).getByText("Policy decides").click();
    await dialog(page).getByRole("textbox", { name: "Iterations" }).fill("2");
  });
  await expect(page.locator(".session-head").getByText("all iterations done")).toBeVisible({
    timeout: 90_000,
  });
  // The last commit has none: it was no baseline yet.
  await expect(page.locator(".curve-point")).toHaveCount(2);
  const matrix = page.getByRole("region", { name: /^Items/ });
  await expect(matrix.getByRole("columnheader")).toHaveCount(4);
  await matrix
    .getByRole("link", { name: /: wrong/ })
    .first()
    .click();
  await expect(page).toHaveURL(/#\/traces\/[0-9a-f]{32}$/);
});

/** Parts of the session's head that stand on one another, or are cut. */
async function findOverlaps(page: Page): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(`(() => {
    const parts = [...document.querySelector(".session-head").children].filter((part) => part.offsetWidth > 0);
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const isOver = (a, b) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return parts
      .filter((part, at) => part.scrollWidth > part.clientWidth + 1 || boxes.some((box, other) => other > at && isOver(boxes[at], box)))
      .map((part) => part.className);
  })()`);
}
