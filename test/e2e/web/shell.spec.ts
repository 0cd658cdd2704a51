import { expect, type Page, type WebSocketRoute } from "@playwright/test";
import { startHost } from "#test/e2e/support/host.ts";
import { READS, expectAccessible, test } from "#test/e2e/support/studio.ts";

const palette = (page: Page) => page.getByRole("textbox", { name: "Command palette" });
const LIGHT = "rgb(243, 245, 248)";
const DARK = "rgb(14, 18, 23)";

test(
  "the palette opens by its key, finds commands, resources and commits, and runs what is chosen",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await go("lineage");
    await page.keyboard.press("Control+k");
    await expect(palette(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    await page.keyboard.press("Control+k");
    await palette(page).fill("> undo");
    await expect(page.getByRole("button", { name: "Undo the last operation" })).toBeVisible();
    await palette(page).fill("#start");
    await expect(
      page.getByRole("dialog").getByRole("button", { name: /Start from Order desk/ }),
    ).toBeVisible();
    await palette(page).fill("@calc");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/resources\/tool\/calculator$/);
  },
);

test(
  "the workspace's name says where it lies and how another is opened, by keys alone",
  READS,
  async ({ studio }) => {
    const { page, go, folder } = studio;
    await go("lineage");
    const name = page.getByRole("button", { name: /^Workspace / });
    await name.press("Enter");
    const note = page.getByRole("menu");
    await expect(note).toContainText(folder);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(note).toBeHidden();
    await expect(name).toBeFocused();
  },
);

test(
  "[L8] the palette finds proposals, settings, items and what stands in a prompt, and does not list itself",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await go("lineage");
    await page.keyboard.press("Control+k");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Command palette" })).toHaveCount(0);
    for (const [words, row] of [
      ["policy", /^Who decides/],
      ["validation-003", /^validation-003/],
      ["one json object", /^prompt\/order-clerk.*one JSON object/i],
      ["start a ses", /^Start a session/],
      ["import", /^Import items/],
    ] as const) {
      await palette(page).fill(words);
      await expect(dialog.getByRole("button", { name: row }).first()).toBeVisible();
    }
    await palette(page).fill("start a ses");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: /session/i })).toBeVisible();
  },
);

test("[L5] the key sheet lists what every key does here, none that a browser keeps, and two letters change the view", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("lineage");
  await expect(page.getByRole("heading", { name: "Lineage" })).toBeVisible();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const action of [
    "Command palette",
    "Undo the last operation",
    "Restore this version (adds a commit)",
    "Go to Resources",
  ]) {
    await expect(sheet.getByText(action, { exact: true })).toBeVisible();
  }
  await expectAccessible(page);
  const listed = await sheet.locator(".key-row dd .keys").allInnerTexts();
  const kept = /^Ctrl(\d|[TNW]$|Shift[PHTNW])/;
  expect(listed.map((keys) => keys.replaceAll(/\s/g, "")).filter((keys) => kept.test(keys))).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  const views = await page.getByRole("navigation", { name: "Views" }).getByRole("link").all();
  for (const view of views) {
    await page.keyboard.press("g");
    await page.keyboard.press(
      (await view.innerText()).replaceAll(/\d/g, "").trim().slice(0, 1).toLowerCase(),
    );
    await expect(view).toHaveAttribute("aria-current", "page");
  }
});

test(
  "single keys act in the focused pane alone, never while typing, and not at all once turned off",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await go("lineage");
    const list = page.getByRole("listbox", { name: "Lineage" });
    await page.getByRole("heading", { name: "Inspector" }).click();
    await page.keyboard.press("l");
    await expect(list).toBeHidden();
    await page.getByRole("heading", { name: "Lineage" }).click();
    await page.keyboard.press("l");
    await expect(list).toBeVisible();

    await page.keyboard.press("?");
    await page.getByRole("switch", { name: "Single keys act in the focused pane" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.getByRole("heading", { name: "Lineage" }).click();
    await page.keyboard.press("l");
    await expect(list).toBeVisible();
    // Keys that write nothing stay.
    await page.getByText("Graph", { exact: true }).click();
    await page.getByRole("heading", { name: "Lineage" }).click();
    await page.keyboard.press("ArrowLeft");
    await expect(page).toHaveURL(/lineage\/[0-9a-f]{7,}/);

    await go("resources");
    const filter = page.getByRole("textbox", { name: "Filter" });
    await filter.pressSequentially("jk?");
    await expect(filter).toHaveValue("jk?");
    await expect(page.getByRole("dialog")).toBeHidden();
  },
);

test("[V26] undo and redo ask first and say what they change; at either end there is nothing left", async ({
  studio,
}) => {
  const { page, go, cli } = studio;
  await go("resources/environment/desk-files");
  await page.getByRole("button", { name: "Edit Rules" }).click();
  await page.getByRole("textbox", { name: "Edit Rules" }).fill("Files outlive a step.");
  await page.getByRole("textbox", { name: "What changed and why" }).fill("Shorten the rules");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Committed: Shorten the rules")).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("o");
  const drawer = page.getByRole("dialog", { name: "Operations" });
  await expect(drawer.getByText("Shorten the rules")).toBeVisible();
  await expectAccessible(page);
  await drawer.getByRole("button", { name: "Undo" }).click();
  const dialog = page.getByRole("dialog", { name: "Undo this operation?" });
  await expect(dialog.getByText("environment/desk-files")).toBeVisible();
  await expect(dialog.getByText("1.0.1 → 1.0.0")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone: Shorten the rules")).toBeVisible();
  expect((JSON.parse((await cli("log", "--json")).stdout) as unknown[]).length).toBe(3);

  await page.keyboard.press("Control+z");
  await expect(page.getByText("Nothing to undo")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+Shift+Z");
  const again = page.getByRole("dialog", { name: "Redo this operation?" });
  await expect(again.getByText("1.0.2 → 1.0.1")).toBeVisible();
  await expectAccessible(page);
  await again.getByRole("button", { name: "Redo" }).click();
  await expect(page.getByText("Redone: Shorten the rules")).toBeVisible();
  // Each step's own way back is in what tells of it.
  await page
    .getByText("Redone: Shorten the rules")
    .locator("..")
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(page.getByText("Undone: Shorten the rules").last()).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await drawer.getByRole("button", { name: "Redo" }).click();
  await again.getByRole("button", { name: "Redo" }).click();
  await expect(again).toBeHidden();
  expect((JSON.parse((await cli("log", "--json")).stdout) as unknown[]).length).toBe(6);
  await page.keyboard.press("Control+Shift+Z");
  await expect(page.getByText("Nothing to redo")).toBeVisible();
});

test("both themes follow the system, are chosen by hand, and are remembered with the sidebar by the next host", async ({
  studio,
  context,
}) => {
  const { page, host, go, folder } = studio;
  await go("lineage");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("body")).toHaveCSS("background-color", LIGHT);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("body")).toHaveCSS("background-color", DARK);
  await page.keyboard.press("Control+k");
  await palette(page).fill("light");
  await page.getByRole("button", { name: "Use light colours" }).click();
  await expect(page.locator("body")).toHaveCSS("background-color", LIGHT);
  await page.keyboard.press("Control+\\");
  await expect(page.getByText("Close the sidebar")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Close the sidebar")).toBeVisible();
  await expect(page.locator("body")).toHaveCSS("background-color", LIGHT);

  // Another start has another port, hence another origin.
  await page.goto("about:blank");
  await host.stop();
  const next = await startHost(folder);
  const again = await context.newPage();
  await again.emulateMedia({ colorScheme: "dark" });
  await again.goto(next.url);
  await expect(again.getByText("Close the sidebar")).toBeVisible();
  await expect(again.locator("body")).toHaveCSS("background-color", LIGHT);
  await next.stop();
});

test("a host that went away is said; one that came back on the same port asks for a fresh address, and takes it", async ({
  studio,
}) => {
  const { page, host, folder, go } = studio;
  await go("lineage");
  await expect(page.getByRole("heading", { name: "Lineage" })).toBeVisible();
  await host.stop();
  await expect(page.getByText("Connection lost, trying again")).toBeVisible();
  const next = await startHost(folder, { port: host.port });
  await expect(page.getByText("This window is not admitted")).toBeVisible({ timeout: 20_000 });
  await page.goto(next.url);
  await expect(page.getByRole("navigation", { name: "Views" })).toBeVisible();
  await next.stop();
});

test("a view whose files never came says so in words, and comes once the window is loaded again", async ({
  studio,
  context,
}) => {
  // A window of its own: what the engine says of a file that did not come is no complaint.
  const page = await context.newPage();
  const go = async (place: string) => await page.goto(`http://127.0.0.1:${studio.host.port}/#/${place}`);
  await go("home");
  await expect(page.getByRole("navigation", { name: "Views" })).toBeVisible();
  await page.route(/traces-view.*\.(js|css)/, async (route) => await route.abort());
  await go("traces");
  await expect(page.getByText("This view could not be loaded")).toBeVisible();
  await expect(page.getByText(/preload|dynamically imported|http:/)).toHaveCount(0);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Load the window again" }).click();
  await expect(page.getByRole("heading", { name: "Traces" })).toBeVisible();
});

test("a connection that broke comes back by itself, with what happened meanwhile", async ({ studio }) => {
  const { page, go, ask } = studio;
  const sockets: WebSocketRoute[] = [];
  let isCut = false;
  await page.routeWebSocket(/.*/, async (socket) => {
    if (isCut) return await socket.close();
    socket.connectToServer();
    sockets.push(socket);
  });
  await page.reload();
  await go("lineage");
  await expect(page.getByText("1 commit", { exact: true })).toBeVisible();
  isCut = true;
  await Promise.all(sockets.map(async (socket) => await socket.close()));
  await expect(page.getByText("Connection lost, trying again")).toBeVisible();
  await ask(async (client) => {
    const resource = "environment/desk-files";
    const { variables } = await client.resources.show({ resource });
    const values = variables.slice(0, 1).map(({ pointer }) => ({ pointer, value: "Files outlive a step." }));
    await client.resources.setVariables({ resource, values, message: "Shorten the rules" });
  });
  isCut = false;
  await expect(page.getByText("2 commits", { exact: true })).toBeVisible();
  await expect(page.getByText("Connection lost, trying again")).toBeHidden();
});

test.describe("an empty workspace", () => {
  test.use({ kind: "empty" });

  test("every view says what it is and stands up without an agent", READS, async ({ studio }) => {
    const { page, go } = studio;
    for (const view of ["lineage", "resources"]) {
      await go(view);
      await expect(page.locator(".pane-title").first()).toBeVisible();
      await expectAccessible(page);
    }
    await expect(page.getByText("no session yet")).toBeVisible();
  });
});
