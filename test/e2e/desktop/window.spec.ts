import { join } from "node:path";
import { expect } from "@playwright/test";
import { shellStrings } from "#renderer/strings/shell.ts";
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

  test("is brought back after it crashed, when the person says so", async ({ desktop }) => {
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
    await desktop.ask({ type: "second-instance" });
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
    const [made] = await again.calls("new BrowserWindow");
    expect(made?.args[0]).toMatchObject(place);
  });
});

type Desktop = Parameters<Parameters<typeof test>[2]>[0]["desktop"];
