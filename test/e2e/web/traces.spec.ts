import { expect, type Page } from "@playwright/test";
import { READS, expectAccessible, test } from "#test/e2e/support/studio.ts";
import { deepTrace, keepCutOff, keepTraces, wideTrace } from "./made-traces.ts";

type Listed = {
  readonly trace: string;
  readonly run: string;
  readonly spans: number;
  readonly tokens: number;
};

type Result = {
  readonly item: string;
  readonly fields: ReadonlyArray<{ readonly name: string; readonly isRight: boolean }>;
  readonly evidence: ReadonlyArray<{ readonly proposal: string }>;
};

const table = (page: Page) => page.getByRole("table", { name: "Traces" });
const tree = (page: Page) => page.getByRole("tree", { name: "Spans" });
const details = (page: Page) => page.getByRole("region", { name: "Details" });
/** Which span is selected, as a screen reader is told. */
const selected = (page: Page) => tree(page).getByRole("treeitem", { selected: true });

test.describe("an empty workspace", () => {
  test.use({ kind: "empty" });

  test("before anything ran the list says so, and where to go", READS, async ({ studio }) => {
    const { page, go } = studio;
    await go("traces");
    await expect(page.getByText("Nothing has run yet")).toBeVisible();
    await expect(page.getByRole("link", { name: "Go to Home" })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("after a session", () => {
  test.use({ kind: "typical" });

  test(
    "the list is the command line's, filters by text, and arrow keys and Enter open one",
    READS,
    async ({ studio }) => {
      const { page, cli, go } = studio;
      const traces = JSON.parse((await cli("traces", "--json")).stdout) as readonly Listed[];
      await go("traces");
      await expect(table(page).getByRole("link").first()).toHaveAttribute(
        "href",
        `#/traces/${traces[0]?.trace ?? ""}`,
      );
      await expectAccessible(page);

      const filter = page.getByRole("textbox", { name: "Filter by text, name or id" });
      await filter.fill(traces[5]?.run.slice(0, 10) ?? "");
      await expect(table(page).getByRole("link")).toHaveCount(1);
      await filter.fill("no such words anywhere");
      await expect(page.getByText("No trace matches")).toBeVisible();
      await page.getByRole("button", { name: "Clear the filters" }).click();

      await table(page).getByRole("link").first().focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(new RegExp(`#/traces/${traces[2]?.trace ?? ""}`));
      await expect(tree(page).getByRole("treeitem")).toHaveCount(traces[2]?.spans ?? 0);
    },
  );

  test(
    "rows tell item, outcome and system apart, and are filtered by outcome and split",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      await go("traces");
      const rows = table(page).getByRole("row");
      // Head and candidate ran on the same item: what differs is the system.
      await expect(
        rows.filter({ hasText: /validation-\d+.*validation.*candidate \d/ }).first(),
      ).toBeVisible();
      await expect(table(page).getByRole("columnheader", { name: "Agent" })).toBeHidden();
      await page.getByRole("checkbox", { name: "Wrong only" }).check();
      const right = table(page).getByRole("cell", { name: "right", exact: true });
      await expect(right).toHaveCount(0);
      await expect(
        table(page)
          .getByRole("cell", { name: /^wrong/ })
          .first(),
      ).toBeVisible();
      await page.getByRole("radiogroup", { name: "Split" }).getByText("Train", { exact: true }).click();
      await expect(rows.filter({ hasText: /wrong.*train-/ }).first()).toBeVisible();
      await expect(rows.filter({ hasText: "validation" })).toHaveCount(0);
      await page.getByRole("textbox", { name: "Filter by text, name or id" }).fill("no such words anywhere");
      await page.getByRole("button", { name: "Clear the filters" }).click();
      await expect(right.first()).toBeVisible();
      await expectAccessible(page);
    },
  );

  test(
    "[L9] the list finds a tool by its name, is narrowed to a session, and is ordered by the heads of its columns",
    READS,
    async ({ studio }) => {
      const { page, cli, go } = studio;
      const inSession = [
        "traces",
        "--session",
        "1",
        "--text",
        "execute_tool calculator",
        "--limit",
        "10000",
        "--json",
      ];
      const asked = JSON.parse((await cli(...inSession)).stdout) as readonly Listed[];
      expect(asked.length).toBeGreaterThan(0);
      expect(JSON.parse((await cli("traces", "--session", "99", "--json")).stdout)).toEqual([]);
      await go("traces");
      await page.getByRole("combobox", { name: "Session" }).click();
      await page.getByRole("option", { name: "Session 1" }).click();
      await page.getByRole("textbox", { name: "Filter by text, name or id" }).fill("execute_tool calculator");
      const links = table(page).getByRole("link");
      await expect(links.first()).toHaveAttribute("href", `#/traces/${asked[0]?.trace ?? ""}`);

      const head = table(page).getByRole("columnheader", { name: "Tokens" });
      await expect(head).toHaveAttribute("aria-sort", "none");
      await head.getByRole("button").click();
      await expect(head).toHaveAttribute("aria-sort", "descending");
      const most = asked.toSorted((a, b) => b.tokens - a.tokens)[0]?.tokens ?? 0;
      const first = table(page).getByRole("row").nth(1);
      await expect(first).toContainText(most.toLocaleString("en-US"));
      await head.getByRole("button").click();
      await expect(head).toHaveAttribute("aria-sort", "ascending");
      await expect(first).not.toContainText(most.toLocaleString("en-US"));
      await expect(table(page).getByRole("columnheader", { name: "Task" }).getByRole("button")).toHaveCount(
        0,
      );
      await expectAccessible(page);
    },
  );

  test(
    "a wrong run says first what was wrong: the item, both answers, and what it is evidence for",
    READS,
    async ({ studio }) => {
      const { page, cli, go } = studio;
      await go("traces");
      await page.getByRole("checkbox", { name: "Wrong only" }).check();
      const wrong = table(page)
        .getByRole("row")
        .filter({ hasText: /wrong.*validation-\d+.*candidate \d/ });
      // Until the filtered list is there, rows of the whole one stand in other places.
      await expect(table(page).getByRole("cell", { name: "right", exact: true })).toHaveCount(0);
      await wrong.first().getByRole("link").click();
      await expect(page).toHaveURL(/#\/traces\/[0-9a-f]+/);
      const trace = /#\/traces\/([0-9a-f]+)/.exec(page.url())?.[1] ?? "";
      const shown = JSON.parse((await cli("trace", "show", trace, "--json")).stdout) as { result: Result };
      const { item, fields, evidence } = shown.result;
      const result = details(page).getByRole("region", { name: "Result" });
      for (const { name, isRight } of fields) {
        const row = result.getByRole("row", { name: new RegExp(`^${name} `) });
        await expect(row).toContainText(isRight ? "right" : "differs");
      }
      expect(fields.some(({ isRight }) => !isRight)).toBe(true);
      await expectAccessible(page);
      const text = (await cli("trace", "show", trace)).stdout.split("\n");
      expect(text[0]).toBe(`item     order-desk/${item} (validation)`);
      expect(text[1]).toMatch(/^outcome  ✕ wrong, score \d+\.\d % by json-fields$/);
      expect(text[2]).toMatch(/^answer   .*expected /);

      await result.getByRole("link", { name: `proposal ${evidence[0]?.proposal ?? ""}` }).click();
      await expect(page).toHaveURL(new RegExp(`#/improve/proposal/${evidence[0]?.proposal ?? ""}$`));
      await page.goBack();
      await result.getByRole("link", { name: item }).click();
      await expect(page.getByRole("region", { name: item })).toBeVisible();
    },
  );

  test("rows that are read do not move when new runs arrive", async ({ studio }) => {
    const { page, cli, go } = studio;
    await go("traces");
    const scroller = table(page).locator(".virtual-scroller");
    await scroller.evaluate((element) => element.scrollTo({ top: 600 }));
    // Drawn where it was scrolled to.
    await expect(table(page).getByRole("row").nth(1)).not.toHaveAttribute("aria-rowindex", "2");
    const address = async () => await table(page).getByRole("link").nth(14).getAttribute("href");
    const before = await address();
    await cli("run", "Two boxes of gloves, please");
    // A list of finished runs is read again with the next event of a session, or when the window comes back.
    await cli(
      "session",
      "start",
      "--iterations",
      "1",
      "--approve",
      "ask",
      "--seed",
      "3",
      "--max-calls",
      "60",
    );
    await expect(page.getByText(/\d+ newer/)).toBeVisible({ timeout: 20_000 });
    expect(await address()).toBe(before);
    // The last of them may come in after the first press.
    const show = page.getByRole("button", { name: "Show", exact: true });
    await expect(async () => {
      if (await show.isVisible()) await show.click();
      await expect(page.getByText(/\d+ newer/)).toBeHidden({ timeout: 3_000 });
    }).toPass();
  });

  test("a run is read span by span: messages, tools, versions in force", READS, async ({ studio }) => {
    const { page, cli, go } = studio;
    const [newest] = JSON.parse((await cli("traces", "--json")).stdout) as readonly Listed[];
    await go(`traces/${newest?.run ?? ""}`);
    await tree(page).getByRole("treeitem").first().click();
    await expect(details(page).getByText("You take orders for a trading house").first()).toBeVisible();
    await details(page)
      .getByRole("button", { name: /Show all \d+ lines/ })
      .first()
      .click();
    await expect(details(page).getByText("House rules:").first()).toBeVisible();
    await expectAccessible(page);

    await details(page).getByRole("tab", { name: "Tools" }).click();
    await expect(details(page).getByText("calculator").first()).toBeVisible();
    await details(page).getByRole("tab", { name: "Attributes" }).click();
    await expect(details(page).getByText("gen_ai.operation.name")).toBeVisible();
    await details(page).getByRole("tab", { name: "Versions" }).click();
    await details(page).getByRole("link", { name: "agent/order-clerk" }).click();
    await expect(page).toHaveURL(/#\/resources\/agent\/order-clerk\?at=[0-9a-f]{64}$/);
  });

  test("[T21] a run is replayed by its key: it is as recorded, its trace leads back, and the list tells it apart", async ({
    studio,
  }) => {
    const { page, cli, go } = studio;
    const [newest] = JSON.parse((await cli("traces", "--json")).stdout) as readonly Listed[];
    await go(`traces/${newest?.run ?? ""}`);
    await tree(page).getByRole("treeitem").first().click();
    await page.keyboard.press("Shift+R");
    const result = page.getByRole("region", { name: "Replay" });
    await expect(result.getByRole("status")).toHaveText("As recorded");
    await expect(result).toContainText("0 network calls");
    await expectAccessible(page);
    await result.getByRole("button", { name: "Again, with tools called anew" }).click();
    await expect(result).toContainText("As recorded");
    await result.getByRole("link", { name: "Open its trace" }).click();
    await page.getByRole("link", { name: "Replay of a run" }).click();
    await expect(page).toHaveURL(new RegExp(`traces/${newest?.trace ?? ""}`));
    await go("traces");
    await expect(table(page).getByText("replay", { exact: true }).first()).toBeVisible();
  });
});

test.describe("large traces", () => {
  const [wide, deep] = ["aa".repeat(16), "bb".repeat(16)];

  test("a hundred thousand spans open, scroll to the last one, and are searched", async ({ studio }) => {
    const { page, go, folder } = studio;
    keepTraces(folder, [wideTrace(wide, 100_000)]);
    await go(`traces/${wide}`);
    await expect(page.getByText("100,000 spans", { exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(page.locator(".trace-body")).toHaveAttribute("aria-busy", "false", { timeout: 20_000 });
    await tree(page).focus();
    await page.keyboard.press("End");
    await expect(selected(page)).toHaveAccessibleName(/./);
    await expect(page).toHaveURL(/span=000000000001869f$/);
    // Five thousand branches of twenty and their root: the last one is the nineteenth and last in its branch.
    await expect(selected(page)).toHaveAttribute("aria-setsize", "18");
    await expect(selected(page)).toHaveAttribute("aria-posinset", "18");
    await tree(page).evaluate((box) => box.closest(".timeline-scroller")?.scrollTo(0, 0));
    await expect(tree(page)).not.toHaveAttribute("aria-activedescendant");
    // Only what is on screen exists.
    expect(await tree(page).getByRole("treeitem").count()).toBeLessThan(60);

    await page.keyboard.press("Control+f");
    await page.keyboard.type("timed out");
    await expect(page.getByText("0 of 100")).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 of 100")).toBeVisible();
    await expect(selected(page)).toHaveAccessibleName(/failed/);
    await expect(details(page).getByText("The search timed out.")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(tree(page)).toBeFocused();
  });

  test("[T17] a trace whose end never came is read as far as it goes, and says so wherever it is", async ({
    studio,
  }) => {
    const { page, go, cli, folder } = studio;
    // Its root had not ended: what was under it stands at the top.
    keepCutOff(folder, wideTrace(wide, 40).slice(1));
    expect((await cli("traces")).stdout).toMatch(/aaaaaaa .* cut off/);
    await go("traces");
    const row = table(page).getByRole("row").filter({ hasText: "cut off" });
    await expect(row).toHaveCount(1);
    await row.getByRole("link").click();
    await expect(page.getByText("cut off", { exact: true })).toBeVisible();
    // What that means stands there, not only under a pointer; and no fact is cut off in turn where there is little room.
    await expect(page.getByText("The program ended before this did")).toBeInViewport();
    await page.setViewportSize({ width: 900, height: 700 });
    const facts = page.locator(".trace-facts");
    for (const fact of [facts.locator(".trace-fact").first(), facts.locator("time")]) {
      const [within, box] = [await facts.boundingBox(), await fact.boundingBox()];
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((within?.x ?? 0) + (within?.width ?? 0));
    }
    await expect(tree(page).getByRole("treeitem").first()).toHaveAttribute("aria-level", "1");
    await expect(page.getByText("39 spans", { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  test("nesting deeper than a hundred can be walked, and a failure shows on what hides it", async ({
    studio,
  }) => {
    const { page, go, folder } = studio;
    keepTraces(folder, [deepTrace(deep, 160)]);
    await go(`traces/${deep}`);
    await tree(page).focus();
    await page.keyboard.press("End");
    await expect(selected(page)).toHaveAttribute("aria-level", "160");
    await expect(selected(page)).toHaveAccessibleName(/step 159\b.*failed/);
    await page.keyboard.press("ArrowLeft");
    await expect(selected(page)).toHaveAttribute("aria-level", "159");

    await page.keyboard.press("[");
    await expect(tree(page).getByRole("treeitem")).toHaveCount(1);
    await expect(selected(page)).toHaveAccessibleName(/1 failed below/);
    await expect(selected(page)).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("]");
    await expect(selected(page)).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press(".");
    await expect(selected(page)).toHaveAttribute("aria-level", "2");
    await page.keyboard.press(",");
    await expect(selected(page)).toHaveAttribute("aria-level", "1");
    await page.keyboard.press("Escape");
    await expect(page).not.toHaveURL(/span=/);
    await expectAccessible(page);
  });

  test("single keys that are turned off do not act when they are held either; arrows go on", async ({
    studio,
  }) => {
    const { page, go, folder } = studio;
    keepTraces(folder, [deepTrace(deep, 160)]);
    await go(`traces/${deep}`);
    await tree(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("?");
    await page.getByRole("switch", { name: "Single keys act in the focused pane" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await tree(page).focus();
    // Playwright's second and third are repetitions, as of a key that is held.
    for (let held = 0; held < 3; held += 1) await page.keyboard.down(".");
    await page.keyboard.up(".");
    await page.keyboard.press("ArrowDown");
    await expect(selected(page)).toHaveAttribute("aria-level", "2");
  });

  test("W and S zoom, A and D pan, F shows the span and then all; the pointer chooses on the overview", async ({
    studio,
  }) => {
    const { page, go, folder } = studio;
    keepTraces(folder, [wideTrace(wide, 200)]);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await go(`traces/${wide}`);
    const frame = page.locator(".overview-frame");
    const box = async () => {
      const found = await frame.boundingBox();
      return { left: Math.round(found?.x ?? 0), width: Math.round(found?.width ?? 0) };
    };
    await tree(page).focus();
    const all = await box();
    await page.keyboard.press("w");
    const near = await box();
    expect(near.width).toBeLessThan(all.width);
    await page.keyboard.press("d");
    const later = await box();
    expect(later.left).toBeGreaterThan(near.left);
    await page.keyboard.press("Shift+A");
    expect((await box()).left).toBeLessThan(near.left);
    await page.keyboard.press("s");
    await page.keyboard.press("s");
    expect(await box()).toEqual(all);

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("f");
    expect((await box()).width).toBeLessThan(all.width / 2);
    await page.keyboard.press("f");
    expect(await box()).toEqual(all);

    const overview = page.getByRole("img", { name: /Overview of the whole trace/ });
    const place = await overview.boundingBox();
    if (place === null) throw new Error("there is no overview");
    await page.mouse.move(place.x + 200, place.y + 20);
    await page.mouse.down();
    await page.mouse.move(place.x + 400, place.y + 20, { steps: 4 });
    await page.mouse.up();
    const drawn = await box();
    expect(Math.abs(drawn.left - (place.x + 200))).toBeLessThanOrEqual(2);
    expect(Math.abs(drawn.width - 200)).toBeLessThanOrEqual(3);
  });
});
