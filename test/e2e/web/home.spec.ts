import { expect } from "@playwright/test";
import { READS, expectAccessible, test } from "#test/e2e/support/studio.ts";

test("the first screen shows one real item, and its button starts a session that asks", async ({
  studio,
}) => {
  const { page, ask, go } = studio;
  await go("home");
  const card = page.getByRole("region", { name: "An item, as the agent does it now" });
  await expect(card.getByRole("heading", { level: 1 })).toHaveText(
    /^An agent turns messages into orders\. It gets \d of 10 right\.$/,
    { timeout: 30_000 },
  );
  await expect(card.getByText("simulated model: no key, no network")).toBeVisible();
  await expect(card.getByText(/0\.00 USD/)).toBeVisible();
  // What it got wrong is marked by a sign, not by colour alone.
  await expect(card.getByText("✕")).not.toHaveCount(0);
  await expectAccessible(page);

  await card.getByRole("link", { name: "See how it went" }).click();
  await expect(page.getByRole("tree", { name: "Spans" })).toBeVisible();
  await page.goBack();

  await card.getByRole("button", { name: "Start improving" }).click();
  await expect(page).toHaveURL(/#\/improve\/session\/1$/);
  const list = async () => await ask((client) => client.sessions.list());
  expect(await list()).toHaveLength(1);
  expect((await ask((client) => client.sessions.show({ session: "1" }))).approve).toBe("ask");

  await expect.poll(async () => (await list())[0]?.state, { timeout: 60_000 }).not.toBe("running");
  await go("home");
  await expect(page.getByRole("region", { name: "Needs you" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(0);
});

test("looking around first leads into the run of the item that is shown", async ({ studio }) => {
  const { page, go } = studio;
  await go("home");
  await page.getByRole("link", { name: "Look around first" }).click({ timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();
});

test.describe("an empty workspace", () => {
  test.use({ kind: "empty" });

  test("says what is missing", READS, async ({ studio }) => {
    const { page, go } = studio;
    await go("home");
    await expect(page.getByText("There is no agent here yet")).toBeVisible();
    await expect(page.getByRole("region", { name: "Make it yours" }).getByRole("link")).toHaveCount(4);
    await expectAccessible(page);
  });
});

test.describe("after sessions", () => {
  test.use({ kind: "typical" });

  test("it lists what waits, draws every measured commit with its interval, and what was spent", async ({
    studio,
  }) => {
    test.slow();
    const { page, ask, go } = studio;
    const log = await ask((client) => client.history.log({}));
    await go("home");
    const needs = page.getByRole("region", { name: "Needs you" });
    const waiting = await ask((client) => client.proposals.list({ status: "waiting" }));
    expect(waiting.length).toBeGreaterThan(0);
    for (const { id } of waiting) {
      await expect(needs.getByRole("link", { name: `Proposal ${id}`, exact: true })).toBeVisible();
    }

    const chart = page.getByRole("group", { name: "Score over commits" });
    const points = chart.getByRole("link");
    // A commit that leaves the agent as it was holds the same system, and is no new point.
    const measured = await ask((client) => client.home.measured());
    const systemOf = (id: string): string | undefined =>
      measured.find(({ commits }) => commits.includes(id))?.system;
    const systems = log.toReversed().map(({ id }) => systemOf(id));
    const begins = systems.filter((system, at) => system !== undefined && system !== systems[at - 1]);
    expect(new Set(begins).size).toBeGreaterThan(1);
    await expect(points).toHaveCount(begins.length);
    const head = chart.getByRole("link", {
      name: new RegExp(`^${log[0]?.id.slice(0, 7) ?? ""} .*\\d %.*n=\\d+, `),
    });
    await expect(head).toBeAttached();

    const spend = page.getByRole("region", { name: "Spend" });
    await expect(spend.getByText("All 2 sessions")).toBeVisible();
    await expect(spend.getByText("0.00 USD").first()).toBeVisible();
    await expectAccessible(page);

    const ofHead = async (): Promise<number | undefined> =>
      (await ask((client) => client.home.measured())).find(({ commits }) =>
        commits.includes(log[0]?.id ?? ""),
      )?.estimate.n;
    const items = (await ask((client) => client.data.list()))[0]?.splits.validation;
    expect(await ofHead()).not.toBe(items);
    await page.getByRole("button", { name: "Measure head…" }).click();
    const dialog = page.getByRole("dialog", { name: "Measure on data" });
    await expect(dialog.getByText("0.00 USD: the model is simulated.")).toBeVisible();
    await dialog.getByRole("button", { name: "Measure", exact: true }).click();
    // All items of the split are run: minutes, on a machine that is busy.
    await expect(chart.getByRole("link", { name: new RegExp(`n=${items}, by an evaluation$`) })).toBeAttached(
      { timeout: 240_000 },
    );
    expect(await ofHead()).toBe(items);
    await dialog.getByRole("button", { name: "Close" }).last().click();

    await needs.getByRole("link").first().click();
    await expect(page).toHaveURL(new RegExp(`#/improve/proposal/${waiting[0]?.id ?? ""}$`));
  });
});
