import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { shellStrings } from "#renderer/strings/shell.ts";
import { readSpans } from "#test/support/read-spans.ts";
import { dialHolder, test } from "./desktop-test.ts";

test.describe("the desktop's window", () => {
  test("shows the workspace's head, with nothing asked of any network", async ({ desktop, folder }) => {
    const { client, close } = await dialHolder(folder);
    const { head } = await client.workspace.info();
    await close();
    await expect(desktop.window.getByText(head.slice(0, 7)).first()).toBeVisible();
    expect(await desktop.calls("network")).toEqual([]);
    expect(await desktop.calls("port opened")).toHaveLength(1);
  });

  test("shows what happens in the workspace as it happens, over the same port", async ({
    desktop,
    folder,
  }) => {
    const noSession = desktop.window.getByText(shellStrings.noSpend);
    await expect(noSession).toBeVisible();
    const { client, close } = await dialHolder(folder);
    await client.sessions.start({ iterations: 1, approve: "ask" });
    await expect(noSession).toBeHidden();
    await close();
    expect(await desktop.calls("port opened")).toHaveLength(1);
  });

  test("draws a trace from columns that come as bytes over the port", async ({ desktop, folder }) => {
    const { client, close } = await dialHolder(folder);
    const { trace } = await client.runs.run({ task: "Two boxes of gloves, please." });
    const { spans } = await client.traces.timeline({ trace });
    const { spans: read } = await readSpans(client.traces, trace);
    await close();
    expect(read).toHaveLength(spans);
    await desktop.window.evaluate(`location.hash = "#/traces/${trace}"`);
    const lines = desktop.window.getByRole("tree", { name: "Spans" }).getByRole("treeitem");
    await expect(lines).toHaveCount(spans);
  });

  for (const [how, reload] of [
    ["from its menu", async ({ ask }) => void (await ask({ type: "reload" }))],
    ["by itself", async ({ window }) => void (await window.evaluate("location.reload()"))],
  ] satisfies readonly (readonly [string, (desktop: Desktop) => Promise<void>])[]) {
    test(`reloaded ${how}, brings a new port, and the old one is closed`, async ({ desktop, folder }) => {
      await reload(desktop);
      await expect.poll(() => desktop.calls("port opened")).toHaveLength(2);
      const [first] = await desktop.calls("port opened");
      expect(await desktop.calls("port closed")).toEqual([{ api: "port closed", args: first?.args }]);
      const { client, close } = await dialHolder(folder);
      const { head } = await client.workspace.info();
      await close();
      await expect(desktop.window.getByText(head.slice(0, 7)).first()).toBeVisible();
    });
  }

  test("is brought back after it crashed, when the person says so", async ({ launch }) => {
    const app = await launch();
    const desktop = { ...app, window: await app.page() };
    await desktop.ask({ type: "crash", reason: "oom" });
    const box = await desktop.waitForCall("dialog.showMessageBox");
    expect(box.args[0]).toMatchObject({ detail: expect.stringContaining("(oom)") });
    await desktop.ask({ type: "press", button: 0 });
    await desktop.waitForCall("webContents.reload");
    await expect.poll(() => desktop.calls("port opened")).toHaveLength(2);
    await desktop.window.getByRole("navigation", { name: "Views" }).waitFor();
  });

  test("comes to the front when the program is started again, and leads to the workspace's files", async ({
    desktop,
    folder,
  }) => {
    await desktop.ask({ type: "second-instance", data: { named: null } });
    expect(await desktop.calls("window.focus")).toHaveLength(1);
    await desktop.ask({ type: "click-menu", label: "Show Workspace in Folder" });
    expect(await desktop.calls("shell.showItemInFolder")).toEqual([
      { api: "shell.showItemInFolder", args: [join(folder, "workspace.sqlite")] },
    ]);
  });

  test("opens where it was closed", async ({ launch, desktop }) => {
    const place = { x: 300, y: 200, width: 900, height: 700 };
    const { home } = desktop;
    await desktop.ask({ type: "move-window", ...place });
    await desktop.ask({ type: "quit" });
    await desktop.ended;
    const again = await launch({ machine: { home } });
    await again.page();
    const [made] = await again.calls("new BrowserWindow");
    expect(made?.args[0]).toMatchObject(place);
  });

  test.describe("under a window manager that draws frames", () => {
    test.use({ machine: { frame: { x: 1, y: 20 } } });
    test("stays where it is over many starts", async ({ launch, folder }) => {
      const first = await launch();
      await first.page();
      const { home } = first;
      await first.ask({ type: "move-window", x: 301, y: 220, width: 900, height: 700 });
      await first.ask({ type: "quit" });
      await first.ended;
      const places: unknown[] = [];
      for (let round = 0; round < 3; round += 1) {
        const app = await launch({ workspace: folder, machine: { home, frame: { x: 1, y: 20 } } });
        await app.page();
        places.push((await app.calls("new BrowserWindow"))[0]?.args[0]);
        await app.ask({ type: "quit" });
        await app.ended;
      }
      const [one, ...others] = places;
      for (const other of others) expect(other).toEqual(one);
    });
  });

  test("that fills the screen keeps the size it had before that over many starts", async ({ launch }) => {
    const first = await launch();
    await first.page();
    const { home } = first;
    const file = join(home, "config", "Autogenesis Studio", "window.json");
    await first.ask({ type: "quit" });
    await first.ended;
    const place = { x: 200, y: 150, width: 900, height: 700 };
    writeFileSync(file, JSON.stringify({ ...place, isMaximized: true }));
    for (let round = 0; round < 2; round += 1) {
      const app = await launch({ machine: { home } });
      await app.page();
      await app.waitForCall("window.maximize");
      await app.ask({ type: "quit" });
      await app.ended;
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ ...place, isMaximized: true });
    }
  });

  test("comes back from an empty page, which no navigation tells of", async ({ launch }) => {
    const app = await launch();
    const page = await app.page();
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    await page.evaluate(`location.href = "about:blank"`);
    await app.waitForCall("webContents.loadURL");
    expect(await app.calls("navigation denied")).toEqual([]);
    await page.waitForURL(/^https:\/\/bundle\.app\./);
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    await expect.poll(() => app.calls("port opened")).toHaveLength(2);
  });

  test("is known to the system by its own icon, entry and version", async ({ desktop }) => {
    test.skip(process.platform !== "linux", "Elsewhere the program's file has them.");
    const [made] = await desktop.calls("new BrowserWindow");
    const { icon = "" } = (made?.args[0] ?? {}) as { readonly icon?: string };
    expect(existsSync(icon)).toBe(true);
    expect((await desktop.calls("app.setDesktopName"))[0]?.args).toEqual(["autogenesis-studio.desktop"]);
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect((await desktop.calls("app.setAboutPanelOptions"))[0]?.args).toEqual([
      { applicationName: "Autogenesis Studio", applicationVersion: version },
    ]);
  });
});

type Desktop = Parameters<Parameters<typeof test>[2]>[0]["desktop"];
