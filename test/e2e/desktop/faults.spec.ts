import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { readLicences } from "#core/app/licences.ts";
import { dialHolder, test } from "./desktop-test.ts";

test.describe("what nobody catches in the main process", () => {
  for (const how of ["exception", "rejection"] as const) {
    test(`an ${how} is written down and told once, and the program goes on`, async ({ launch, folder }) => {
      const app = await launch();
      await app.page();
      await app.ask({ type: "throw", how, message: "The disk has left.\nIt was here before." });
      const box = await app.waitForCall("dialog.showMessageBox");
      expect(box.args[0]).toMatchObject({
        type: "error",
        title: "Autogenesis Studio",
        message: expect.stringMatching(/The disk has left\.$/),
        detail: expect.stringContaining("It was here before."),
        buttons: ["Go On", "Show Log", "Quit"],
      });
      await app.ask({ type: "press", button: 1 });
      await app.waitForCall("shell.showItemInFolder");
      await app.ask({ type: "throw", how, message: "The disk has left.\nIt was here before." });
      await expect.poll(() => app.log().split("The disk has left.").length).toBe(3);
      expect(await app.calls("dialog.showMessageBox")).toHaveLength(1);
      expect(await app.calls("electron's error box")).toEqual([]);
      const { client, close } = await dialHolder(folder);
      expect((await client.workspace.info()).commits).toBe(1);
      await close();
    });
  }

  test("one box stands at a time, whatever else goes wrong meanwhile", async ({ launch }) => {
    const app = await launch();
    await app.page();
    for (const message of ["One.", "Two."]) await app.ask({ type: "throw", how: "exception", message });
    await expect.poll(() => app.log()).toContain("Two.");
    expect(await app.ask({ type: "boxes" })).toBe(1);
  });

  test("a terminal that went away stops nothing and is told to nobody", async ({ launch, folder }) => {
    const app = await launch();
    const page = await app.page();
    app.closePipe();
    await app.ask({ type: "child-gone", name: "GPU", reason: "crashed" });
    await app.ask({ type: "child-gone", name: "GPU", reason: "crashed" });
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    const { client, close } = await dialHolder(folder);
    await client.workspace.reportBug({ message: "A view stopped.", stack: "" });
    expect((await client.workspace.info()).commits).toBe(1);
    await close();
    expect(app.log()).toContain("In the window: A view stopped.");
    expect(await app.calls("dialog.showMessageBox")).toEqual([]);
    expect(await app.calls("electron's error box")).toEqual([]);
  });

  test("a helper of Chromium's that died is written down, a guest that was stopped is not", async ({
    launch,
  }) => {
    const app = await launch();
    await app.page();
    await app.ask({ type: "child-gone", name: "Network Service", reason: "crashed" });
    await app.ask({ type: "child-gone", name: "Autogenesis Studio Sandbox", reason: "killed" });
    await app.ask({ type: "child-gone", name: "Autogenesis Studio Sandbox", reason: "oom" });
    expect(app.log().match(/A child process is gone: .*/g)).toEqual([
      "A child process is gone: Network Service, crashed, exit code 9.",
      "A child process is gone: Autogenesis Studio Sandbox, oom, exit code 9.",
    ]);
    expect(await app.calls("dialog.showMessageBox")).toEqual([]);
  });

  test("the log begins with what was started, holds why a start failed, and the menu leads to it", async ({
    launch,
    folder,
  }) => {
    const failed = await launch({ workspace: join(folder, "..") });
    await failed.waitForCall("dialog.showMessageBox");
    expect(failed.log()).toMatch(/^\S+ Autogenesis Studio \d+\.\d+\.\d+ starts on /);
    expect(failed.log()).toContain("There is no workspace in");
    await failed.ask({ type: "press", button: 1 });
    expect(await failed.ended).toBe(1);

    const app = await launch();
    await app.page();
    await app.ask({ type: "click-menu", label: "Show Log" });
    const [shown] = await app.calls("shell.showItemInFolder");
    expect(existsSync(String(shown?.args[0]))).toBe(true);
  });

  test("the log that has grown long is put aside, and one older one is kept", async ({ launch }) => {
    const first = await launch();
    await first.page();
    const log = join(first.home, "config", "Autogenesis Studio", "desktop.log");
    await first.ask({ type: "quit" });
    await first.ended;
    writeFileSync(`${log}.old`, "of last year");
    writeFileSync(log, "x".repeat(1_000_001));
    const second = await launch({ machine: { home: first.home } });
    await second.page();
    expect(second.log()).toMatch(/^\S+ Autogenesis Studio \d+\.\d+\.\d+ starts on .*\n$/);
    expect(readFileSync(`${log}.old`, "utf8")).toMatch(/^x{1000001}$/);
  });

  test("the licences are shown from the menu in a program of the person's own", async ({ launch }) => {
    const app = await launch();
    await app.page();
    await app.ask({ type: "click-menu", label: "Licences" });
    const { args } = await app.waitForCall("shell.openPath");
    expect(readFileSync(String(args[0]), "utf8")).toBe(readLicences());
  });
});

test.describe("a page in trouble", () => {
  const boxesOf = async (app: { calls: (api: string) => Promise<readonly { args: readonly unknown[] }[]> }) =>
    (await app.calls("dialog.showMessageBox")).map(({ args }) => args);

  test("has one box, titled and of its window, which goes away when somebody reloads the page", async ({
    launch,
  }) => {
    const app = await launch();
    const page = await app.page();
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    await app.ask({ type: "crash", reason: "crashed" });
    await app.ask({ type: "crash", reason: "crashed" });
    await expect.poll(() => app.ask({ type: "boxes" })).toBe(1);
    expect(await boxesOf(app)).toEqual([
      [
        expect.objectContaining({ title: "Autogenesis Studio", buttons: ["Reload", "Close Workspace"] }),
        { hasParent: true },
      ],
    ]);
    await app.ask({ type: "reload" });
    await expect.poll(() => app.ask({ type: "boxes" })).toBe(0);
    // The answer of a box that was taken away is nobody's.
    expect(await app.calls("webContents.reload")).toEqual([]);
    await app.ask({ type: "crash", reason: "oom" });
    await expect.poll(() => app.ask({ type: "boxes" })).toBe(1);
  });

  test("can be waited for, reloaded or closed when it does not answer", async ({ launch }) => {
    const app = await launch();
    await app.page();
    await app.ask({ type: "unresponsive" });
    expect((await app.waitForCall("dialog.showMessageBox")).args[0]).toMatchObject({
      message: "The window does not answer.",
      buttons: ["Wait", "Reload", "Close Workspace"],
    });
    await app.ask({ type: "responsive" });
    await expect.poll(() => app.ask({ type: "boxes" })).toBe(0);
    await app.ask({ type: "unresponsive" });
    await app.ask({ type: "press", button: 1 });
    await app.waitForCall("webContents.reload");
    // A stuck page hears of no reload, and the crash that ends it is no second trouble.
    const told = (await app.calls()).map(({ api }) => api);
    expect(told.indexOf("webContents.forcefullyCrashRenderer")).toBeLessThan(
      told.indexOf("webContents.reload"),
    );
    expect(await app.calls("webContents.forcefullyCrashRenderer")).toHaveLength(1);
    expect(await app.calls("dialog.showMessageBox")).toHaveLength(2);
    await expect.poll(() => app.calls("port opened")).toHaveLength(2);
    await app.ask({ type: "unresponsive" });
    await app.ask({ type: "press", button: 2 });
    expect(await app.ended).toBe(0);
  });
});
