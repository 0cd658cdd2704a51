import { expect, type Page } from "@playwright/test";
import { READS, expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

type Logged = { readonly id: string; readonly message: string; readonly state: string };

async function readLog({ cli }: Studio): Promise<readonly Logged[]> {
  return JSON.parse((await cli("log", "--json")).stdout) as readonly Logged[];
}

const card = (page: Page, id: string) => page.locator(`[data-node="${id}"]`);
const inspector = (page: Page) => page.getByRole("region", { name: "Inspector" });

test.describe("after a session", () => {
  test.use({ kind: "typical" });

  test(
    "every commit of the log stands in the graph, head flagged, and an address names each",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      const log = await readLog(studio);
      await go("lineage");
      for (const { id } of log) await expect(card(page, id)).toBeAttached();
      await expect(card(page, log[0]?.id ?? "").getByText("head")).toBeVisible();

      await go(`lineage/${log.at(-1)?.id.slice(0, 6) ?? ""}`);
      await expect(inspector(page).getByText("Start from Order desk")).toBeVisible();
      await expectAccessible(page);
    },
  );

  test(
    "arrows step through the commits, but on the choice of layout they choose",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      const log = await readLog(studio);
      await go("lineage");
      await card(page, log[0]?.id ?? "").click();
      await expect(page).toHaveURL(new RegExp(log[0]?.id.slice(0, 7) ?? "none"));
      await page.keyboard.press("ArrowLeft");
      await expect(page).not.toHaveURL(new RegExp(log[0]?.id.slice(0, 7) ?? "none"));
      const pinned = page.url();
      await page.getByRole("radio", { name: "Graph" }).focus();
      await page.keyboard.press("ArrowRight");
      await expect(page.getByRole("radio", { name: "List" })).toBeChecked();
      expect(page.url()).toBe(pinned);
    },
  );

  test(
    "a click pins, a second with Shift and C compare, and the comparison says what the command line says",
    READS,
    async ({ studio }) => {
      const { page, cli, go } = studio;
      const log = await readLog(studio);
      const [newest, oldest] = [log[0]?.id ?? "", log.at(-1)?.id ?? ""];
      await go("lineage");
      await page.locator("[data-node]").first().waitFor();
      await page.getByRole("button", { name: "Fit the whole history" }).click();
      await card(page, newest).click();
      await expect(inspector(page).getByText(newest.slice(0, 7))).toBeVisible();
      await card(page, oldest).click({ modifiers: ["Shift"] });
      await expect(page.getByRole("region", { name: "Compare the two selected versions" })).toBeVisible();
      await page.keyboard.press("c");

      const { changes } = JSON.parse((await cli("diff", oldest, newest, "--json")).stdout) as {
        readonly changes: ReadonlyArray<{ readonly resource: string; readonly path: string }>;
      };
      expect(changes.length).toBeGreaterThan(0);
      for (const { resource, path } of changes) {
        await expect(
          page.getByRole("region", { name: resource }).getByTitle(path, { exact: true }),
        ).toBeVisible();
      }
      await expectAccessible(page);

      await page.reload();
      await expect(page.getByRole("button", { name: "Close the comparison" })).toBeVisible();
      await page.getByRole("button", { name: "Close the comparison" }).click();
      await expect(card(page, newest)).toBeVisible();
    },
  );

  test("restoring shows what it would do, adds a commit with the old state, and its toast takes it back", async ({
    studio,
  }) => {
    const { page, go } = studio;
    const before = await readLog(studio);
    const target = before.at(-1);
    await go(`lineage/${target?.id ?? ""}`);
    await inspector(page).getByRole("button", { name: "Restore" }).click();
    const dialog = page.getByRole("dialog");
    for (const { id } of before.slice(0, -1)) await expect(dialog.getByText(id.slice(0, 7))).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Restore this version (adds a commit)" }).click();
    await expect(dialog).toBeHidden();
    // Under the pointer it stays, however long the rest takes.
    const undo = page.getByRole("alert").or(page.getByRole("status")).getByRole("button", { name: "Undo" });
    await undo.hover();

    await expect.poll(async () => (await readLog(studio)).length).toBe(before.length + 1);
    expect((await readLog(studio))[0]?.state).toBe(target?.state);
    await expect(page.locator(".lineage-card-faint")).not.toHaveCount(0);

    await undo.click();
    await expect.poll(async () => (await readLog(studio)).length).toBe(before.length + 2);
    expect((await readLog(studio))[0]?.state).toBe(before[0]?.state);
    await expect(page.getByText(/^Undone: Restore everything/)).toBeVisible();
  });

  test("one resource alone can be restored", async ({ studio }) => {
    const { page, cli, go } = studio;
    const before = await readLog(studio);
    await go(`lineage/${before.at(-1)?.id ?? ""}`);
    await inspector(page).getByRole("button", { name: "Restore" }).click();
    await page.getByRole("combobox", { name: "Restore" }).click();
    await page.getByRole("option", { name: "prompt/order-clerk" }).click();
    await page.getByRole("button", { name: "Restore this version (adds a commit)" }).click();
    await expect.poll(async () => (await readLog(studio)).length).toBe(before.length + 1);
    const shown = JSON.parse((await cli("diff", "head~1", "head", "--json")).stdout) as {
      readonly changes: ReadonlyArray<{ readonly resource: string }>;
    };
    expect([...new Set(shown.changes.map(({ resource }) => resource))]).toEqual(["prompt/order-clerk"]);
  });

  test(
    "the list says the same as the graph, and its arrow keys move the selection",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      const log = await readLog(studio);
      await go("lineage");
      await page.getByText("List", { exact: true }).click();
      const list = page.getByRole("listbox", { name: "Lineage" });
      for (const { message } of log) await expect(list.getByText(message)).toBeVisible();
      await list.focus();
      await page.keyboard.press("End");
      await expect(inspector(page).getByText("first version")).toBeVisible();
      await page.keyboard.press("ArrowUp");
      await expect(inspector(page).getByText(log.at(-2)?.message ?? "")).toBeVisible();
      await page.keyboard.press("Home");
      await expect(list.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
      await expectAccessible(page);
    },
  );

  test("arrow keys go along the history in the graph", READS, async ({ studio }) => {
    const { page, go } = studio;
    const log = await readLog(studio);
    await go("lineage");
    await page.getByRole("heading", { name: "Lineage" }).click();
    await page.keyboard.press("h");
    await expect(page).toHaveURL(new RegExp(log[0]?.id ?? ""));
    // A key goes from what is on screen, which follows the address.
    await expect(inspector(page).getByText("This is head")).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect(page).toHaveURL(new RegExp(log[1]?.id ?? ""));
    await expect(inspector(page).getByText("This is head")).toBeHidden();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(new RegExp(log[0]?.id ?? ""));
  });

  test("a candidate hangs on its base, is turned down before one's eyes, and a switch hides it then", async ({
    studio,
  }) => {
    const { page, cli, go } = studio;
    const listed = await cli("proposals", "--status", "waiting", "--json");
    const [waiting] = JSON.parse(listed.stdout) as ReadonlyArray<{ readonly id: string }>;
    const id = waiting?.id ?? "";
    await go(`lineage/${id}`);
    await expect(inspector(page).getByText("candidate, not live")).toBeVisible();
    await expect(card(page, `p-${id}`).getByText("waiting for you")).toBeVisible();

    const rejected = await cli("proposal", "reject", id, "--reason", "Too general");
    expect(rejected.code).toBe(0);
    await expect(card(page, `p-${id}`).getByText("rejected")).toBeVisible();
    await page.getByRole("switch", { name: "Turned down" }).click();
    await expect(card(page, `p-${id}`)).toHaveCount(0);
  });
});

test.describe("of some hundred commits", () => {
  test.use({ kind: "crowded" });

  test("from afar, dates stand along it and a key says what its colours mean", READS, async ({ studio }) => {
    const { page, go } = studio;
    await go("lineage");
    // There is nothing to fit before it is drawn.
    await page.locator("[data-node]").first().waitFor();
    await expect(page.locator(".lane-dates")).toHaveCount(0);
    await page.getByRole("button", { name: "Fit the whole history" }).click();
    const dates = page.locator(".lane-dates time");
    await expect(dates.nth(1)).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
    const key = page.locator(".lineage-key");
    for (const name of ["by hand", "accepted", "restored", "pale: not in force"])
      await expect(key.getByText(name)).toBeVisible();
    await expectAccessible(page);
  });

  test(
    "what is fitted before the picture knows its size is fitted as soon as it does",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      await page.addInitScript({
        content: `const Observer = ResizeObserver;
        window.ResizeObserver = class extends Observer {
          constructor(told) { super((...of) => setTimeout(told, 1000, ...of)); }
        };`,
      });
      await page.reload();
      await go("lineage");
      await page.locator(".lane-graph").waitFor();
      await page.getByRole("button", { name: "Fit the whole history" }).click();
      await expect(page.locator(".lane-dates time").nth(1)).toBeVisible();
    },
  );
});

test.describe("where a part of it cannot be read", () => {
  test.use({ kind: "typical" });

  /** From here on one question of the window's comes to nothing. */
  async function refuse(page: Page, path: string): Promise<void> {
    await page.routeWebSocket(/.*/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((sent) =>
        server.send(typeof sent === "string" ? sent.replaceAll(path, `${path}-not`) : sent),
      );
    });
    await page.reload();
  }

  test(
    "the note above the picture says what is missing, and pushes nothing out of it",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      await go("lineage");
      await refuse(page, "history/commits");
      await expect(
        page.getByRole("note").getByText(/^The texts of some commits could not be read: /),
      ).toBeVisible();
      await expect(page.getByText("This is the last that was known.")).toHaveCount(0);
      const bottomOf = async (part: string) => {
        const box = await page.locator(`[data-pane=lineage] ${part}`).boundingBox();
        return (box?.y ?? 0) + (box?.height ?? 0);
      };
      await expect(page.locator(".lane-scores")).toBeVisible();
      expect(await bottomOf(".lane-scores")).toBe(await bottomOf(".pane-body"));
    },
  );

  test("without a history the inspector says so too", READS, async ({ studio }) => {
    const { page, go } = studio;
    await go("lineage");
    await refuse(page, "history/skeleton");
    await expect(inspector(page).getByText("Nothing to inspect")).toBeVisible();
  });
});

test("what another window and a command line do appears without a reload", async ({ studio, context }) => {
  const { page, cli, go, host } = studio;
  await go("lineage");
  await expect(page.getByText("1 commit", { exact: true })).toBeVisible();

  const other = await context.newPage();
  await other.goto(`http://127.0.0.1:${host.port}/#/resources/environment/desk-files`);
  await other.getByRole("button", { name: "Edit Rules" }).click();
  await other.getByRole("textbox", { name: "Edit Rules" }).fill("Files outlive a single step.");
  await other.getByRole("textbox", { name: "What changed and why" }).fill("Say less");
  await other.keyboard.press("Control+Enter");
  await expect(page.getByText("2 commits", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Say less" })).toBeVisible();

  expect((await cli("undo")).code).toBe(0);
  await expect(page.getByText("3 commits", { exact: true })).toBeVisible();
});

test.describe("three hundred commits", () => {
  test.use({ kind: "crowded" });

  test(
    "fit into one screen as a strip, where a click pins and the zoom brings the texts back",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      const log = await readLog(studio);
      expect(log.length).toBeGreaterThan(300);
      await go("lineage");
      await expect(card(page, log[0]?.id ?? "")).toBeVisible();
      await page.getByRole("button", { name: "Fit the whole history" }).click();
      await expect(page.locator("[data-node]")).toHaveCount(0);
      // It stays fitted when the window grows.
      await page.setViewportSize({ width: 1600, height: 800 });
      const box = await page.locator(".react-flow__pane").boundingBox();
      if (box === null) throw new Error("the graph has no place on screen");
      // The strip is 28 px from the top; its first column stands beside the axis of scores, its last ends 16 px before the drawing does.
      await page.mouse.click(box.x + box.width - 20, box.y + 28);
      await expect(inspector(page).getByText("This is head")).toBeVisible();
      await page.mouse.click(box.x + 44, box.y + 28);
      await expect(inspector(page).getByText("first version")).toBeVisible();
      await page.getByRole("button", { name: "Go to head" }).click();
      await expect(card(page, log[0]?.id ?? "")).toBeVisible();
      expect(await page.locator("[data-node]").count()).toBeLessThan(100);
    },
  );
});
