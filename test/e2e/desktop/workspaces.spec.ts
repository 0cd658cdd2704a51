import { cpSync, existsSync, mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { connect } from "#core/host/connection/connect.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { readHolder } from "#core/store/lock.ts";
import type { DesktopApp } from "./desktop-app.ts";
import { dialHolder, test } from "./desktop-test.ts";

const fail = (error: unknown): never => {
  throw error;
};

/** A second workspace beside the test's own. */
function copyOf(folder: string, name: string): string {
  const other = join(folder, "..", name);
  cpSync(folder, other, { recursive: true });
  return realpathSync(other);
}

/** A new start's word to the program that is there. */
const startAgain = async (app: DesktopApp, path: string | null): Promise<unknown> =>
  await app.ask({
    type: "second-instance",
    data: { named: path === null ? null : { path, isPractice: false } },
  });

const windowsMade = async (app: DesktopApp): Promise<readonly string[]> =>
  (await app.calls("new BrowserWindow")).map(({ args }) => (args[0] as { title: string }).title);

const isHeld = (folder: string): boolean => readHolder(workspacePaths(folder).lock)?.host === "desktop";

test.describe("another workspace", () => {
  test("opens from the menu in a window of its own that says which it is; both are served", async ({
    launch,
    folder,
  }) => {
    const other = copyOf(folder, "second.autogenesis");
    const app = await launch();
    await app.page();
    await app.ask({ type: "name-path", path: other });
    await app.ask({ type: "click-menu", label: "Open Workspace…" });
    const pages = await app.pages(2);
    for (const page of pages) await page.getByRole("navigation", { name: "Views" }).waitFor();
    expect(await windowsMade(app)).toEqual([
      expect.stringMatching(/^order-desk \(.*\) – Autogenesis Studio$/),
      expect.stringMatching(/^second \(.*\) – Autogenesis Studio$/),
    ]);
    const names = await Promise.all(
      pages.map(async (page) => await page.getByRole("button", { name: /^Workspace / }).textContent()),
    );
    expect(names).toEqual(["order-desk", "second"]);
    for (const path of [folder, other]) {
      const { client, close } = await dialHolder(path);
      expect((await client.workspace.info()).folder).toBe(realpathSync(path));
      await close();
    }
    // Each window has a port of its own, and neither closes the other's.
    expect(await app.calls("port opened")).toHaveLength(2);
    expect(await app.calls("port closed")).toEqual([]);
    await app.ask({ type: "quit" });
    expect(await app.ended).toBe(0);
    expect([folder, other].map(isHeld)).toEqual([false, false]);
  });

  test("named by a second start opens beside the first, and the same one only comes forward", async ({
    launch,
    folder,
  }) => {
    const other = copyOf(folder, "second");
    const app = await launch();
    await app.page();
    await startAgain(app, join(other, "workspace.sqlite"));
    await app.pages(2);
    await startAgain(app, other);
    await startAgain(app, folder);
    await startAgain(app, null);
    await expect.poll(() => app.calls("window.focus")).toHaveLength(4);
    expect(await windowsMade(app)).toHaveLength(2);
  });

  test("named by a file manager opens beside the first", async ({ launch, folder }) => {
    const other = copyOf(folder, "second.autogenesis");
    const app = await launch();
    await app.page();
    await app.ask({ type: "open-file", path: other });
    await app.pages(2);
    await expect.poll(() => isHeld(other)).toBe(true);
  });

  test("named by a file manager while the program starts is the one that opens", async ({
    launch,
    folder,
  }) => {
    const other = copyOf(folder, "second.autogenesis");
    const app = await launch({ machine: { openFile: other } });
    await app.page();
    expect([folder, other].map(isHeld)).toEqual([false, true]);
  });

  test("a start hands its folder to the program that is there, and ends", async ({ launch, folder }) => {
    const second = await launch({
      workspace: null,
      args: ["--enable-features=x", folder],
      machine: { isFirstInstance: false },
    });
    expect(await second.ended).toBe(0);
    expect(readHolder(workspacePaths(folder).lock)).toBeNull();
  });

  test("named behind the program's name is the one that opens", async ({ launch, folder }) => {
    const app = await launch({ workspace: null, args: [folder] });
    await app.page();
    expect(isHeld(folder)).toBe(true);
  });

  test("closed by itself leaves the other open, pauses what runs and frees the folder", async ({
    launch,
    folder,
  }) => {
    const other = copyOf(folder, "second");
    const app = await launch();
    await app.page();
    await startAgain(app, other);
    await app.pages(2);
    const { client, close } = await dialHolder(other);
    const { session } = await client.sessions.start({ iterations: 24, approve: "gate" });
    await client.windows.act({ action: "close" });
    await close();
    await expect.poll(() => isHeld(other)).toBe(false);
    const later = await connect(other, fail);
    expect(await later.client.sessions.show({ session })).toMatchObject({ state: "paused" });
    await later.close();
    expect(isHeld(folder)).toBe(true);
    // And it opens again.
    await startAgain(app, other);
    await expect.poll(() => isHeld(other)).toBe(true);
  });
});

test.describe("a new workspace", () => {
  for (const [button, agents] of [
    [0, 0],
    [1, 2],
  ] as const) {
    test(`is made where the person says, beginning with ${agents} agents as they choose`, async ({
      launch,
      folder,
    }) => {
      const app = await launch();
      await app.page();
      await app.ask({ type: "name-path", path: join(folder, "..", "mine") });
      await app.ask({ type: "press", button });
      await app.ask({ type: "click-menu", label: "New Workspace…" });
      await app.pages(2);
      const made = join(folder, "..", "mine.autogenesis");
      const { client, close } = await dialHolder(realpathSync(made));
      const resources = await client.resources.list({});
      await close();
      expect(resources.filter(({ kind }) => kind === "agent")).toHaveLength(agents);
    });
  }

  test("is not made when the person changes their mind, nor in a folder that holds something else", async ({
    launch,
    folder,
  }) => {
    const app = await launch();
    await app.page();
    await app.ask({ type: "name-path", path: null });
    await app.ask({ type: "click-menu", label: "New Workspace…" });
    await app.ask({ type: "name-path", path: join(folder, "..", "mine") });
    await app.ask({ type: "press", button: 2 });
    await app.ask({ type: "click-menu", label: "New Workspace…" });
    await expect.poll(() => app.calls("dialog.showMessageBox")).toHaveLength(1);
    expect(existsSync(join(folder, "..", "mine.autogenesis"))).toBe(false);
    await app.ask({ type: "name-path", path: join(folder, "..") });
    await app.ask({ type: "click-menu", label: "Open Workspace…" });
    await expect.poll(() => app.calls("dialog.showMessageBox")).toHaveLength(2);
    const box = (await app.calls("dialog.showMessageBox")).at(-1);
    expect(box?.args).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^There is no workspace in /),
        detail: expect.stringContaining("[workspace-missing]"),
        buttons: ["Open Another…", "Cancel"],
      }),
      { hasParent: true },
    ]);
    await app.ask({ type: "press", button: 1 });
    expect(await windowsMade(app)).toHaveLength(1);
  });
});

test.describe("recent workspaces", () => {
  test("are kept from one start to the next, the newest opens again, gone ones are dropped, and they can be cleared", async ({
    launch,
    folder,
  }) => {
    const [second, third] = [copyOf(folder, "second"), copyOf(folder, "third")];
    const first = await launch({ workspace: null, args: [folder] });
    await first.page();
    for (const [at, other] of [third, second].entries()) {
      await startAgain(first, other);
      await first.pages(at + 2);
    }
    await expect.poll(() => isHeld(second)).toBe(true);
    await first.ask({ type: "quit" });
    await first.ended;
    rmSync(third, { recursive: true });

    const app = await launch({ workspace: null, machine: { home: first.home } });
    await app.page();
    expect(await windowsMade(app)).toEqual([expect.stringMatching(/^second /)]);
    const { client, close } = await dialHolder(second);
    expect(await client.windows.read()).toMatchObject({
      canOpen: true,
      recent: [{ name: "order-desk", folder: realpathSync(folder) }],
    });
    await app.ask({ type: "click-menu", label: `order-desk (${realpathSync(folder)})` });
    await app.pages(2);
    await app.ask({ type: "click-menu", label: "Clear Recent" });
    expect((await client.windows.read()).recent).toEqual([]);
    await close();
  });

  test("and the rest of the menu are in the window and its palette", async ({ desktop, folder }) => {
    const { window } = desktop;
    const other = copyOf(folder, "second");
    await startAgain(desktop, other);
    await desktop.pages(2);
    await window.getByRole("button", { name: "Workspace order-desk" }).click();
    const menu = window.getByRole("menu");
    await expect(menu.getByText(realpathSync(folder), { exact: true })).toBeVisible();
    await expect(menu.getByRole("menuitem", { name: "second" })).toBeVisible();
    await window.keyboard.press("Escape");
    await desktop.ask({ type: "name-path", path: null });
    await window.keyboard.press("ControlOrMeta+O");
    await desktop.waitForCall("dialog.showOpenDialog");
    await window.keyboard.press("ControlOrMeta+K");
    await window.getByRole("textbox", { name: "Command palette" }).fill("> workspace");
    for (const title of [
      "New workspace…",
      "Open workspace…",
      "Open workspace second",
      "Show workspace in folder",
      "Close workspace",
    ])
      await expect(window.getByText(title, { exact: true })).toBeVisible();
  });
});

test.describe("[W15] a workspace that is deleted", () => {
  test("is asked for by the menu, goes into the trash once its name is typed, and its window closes", async ({
    launch,
    folder,
  }) => {
    const other = copyOf(folder, "second");
    const app = await launch();
    const window = await app.page();
    await startAgain(app, other);
    await app.pages(2);
    await expect.poll(() => isHeld(other)).toBe(true);
    await window.getByRole("navigation", { name: "Views" }).waitFor();
    await window.bringToFront();
    await app.ask({ type: "click-menu", label: "Delete Workspace…" });
    const asking = (await app.pages(2)).map((page) =>
      page.getByRole("dialog", { name: "Delete a workspace" }),
    );
    await expect
      .poll(async () => (await Promise.all(asking.map(async (each) => await each.isVisible()))).some(Boolean))
      .toBe(true);
    const dialog = (await asking[0]?.isVisible()) === true ? asking[0] : asking[1];
    if (dialog === undefined) throw new Error("no window asks");
    await dialog.getByRole("combobox", { name: "Workspace" }).selectOption(other);
    await dialog.getByRole("textbox", { name: /^Type/ }).fill("second");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await app.waitForCall("shell.trashItem");
    await expect.poll(() => existsSync(other)).toBe(false);
    expect(isHeld(folder)).toBe(true);
  });
});

test.describe("a start whose workspace cannot be opened", () => {
  test("offers another, and goes on with that", async ({ launch, folder }) => {
    const app = await launch({ workspace: join(folder, "..") });
    await app.waitForCall("dialog.showMessageBox");
    await app.ask({ type: "name-path", path: folder });
    await app.ask({ type: "press", button: 0 });
    await app.page();
    expect(isHeld(folder)).toBe(true);
  });

  test("asks before it makes one where an argument names an empty place", async ({ launch, folder }) => {
    const empty = join(folder, "..", "empty");
    mkdirSync(empty);
    const app = await launch({ workspace: null, args: [empty] });
    const box = await app.waitForCall("dialog.showMessageBox");
    expect(box.args[0]).toMatchObject({ buttons: ["Empty", "Practice", "Cancel"] });
    await app.ask({ type: "press", button: 2 });
    expect(await app.ended).toBe(0);
    expect(existsSync(workspacePaths(empty).database)).toBe(false);
  });
});
