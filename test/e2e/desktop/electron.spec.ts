import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, expect, type ElectronApplication, type Page } from "@playwright/test";
import { connect } from "#core/host/connection/connect.ts";
import { DESKTOP_MAIN } from "#core/host/start/build-desktop.ts";
import { hasDisplay } from "#core/host/start/choose-surface.ts";
import { findElectron } from "#core/host/start/electron-binary.ts";
import { readHolder } from "#core/store/lock.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { dialHolder, test } from "./desktop-test.ts";

// The same main process in the real Electron: what a stand-in cannot show. It runs wherever there are a display and a
// binary: the installed one, or the one that $ELECTRON_BINARY names; $ELECTRON_APP names a packed app.asar for the last.

const { env, platform } = process;
const named = env["ELECTRON_BINARY"] ?? "";
const electron = named === "" ? findElectron() : named;
const packed = env["ELECTRON_APP"] ?? "";

function whyNot(): string | null {
  if (electron === null) return "No Electron is installed, and ELECTRON_BINARY names none.";
  if (!existsSync(electron)) return `ELECTRON_BINARY names ${electron}, and there is no such file.`;
  if (!hasDisplay({ platform, env })) return "There is no display.";
  if (platform === "linux" && process.getuid?.() === 0) return "Electron does not run as root.";
  return null;
}

const reason = whyNot();
if (reason !== null) console.warn(`\nNOT RUN: the tests in the real Electron. ${reason}\n`);

type Launched = { readonly app: ElectronApplication; readonly window: Page; readonly data: string };

async function launch(folder: string, main: string = DESKTOP_MAIN): Promise<Launched> {
  const data = mkdtempSync(join(tmpdir(), "autogenesis-electron-"));
  const app = await _electron.launch({
    executablePath: electron ?? "",
    args: [main, `--user-data-dir=${data}`],
    env: { ...(env as Record<string, string>), AUTOGENESIS_WORKSPACE: folder },
  });
  const window = await app.firstWindow();
  await window.getByRole("navigation", { name: "Views" }).waitFor();
  return { app, window, data };
}

/** After a navigation that the program refused, a waiting look would wait for its end for ever: it is asked, not waited for. */
async function isShown(window: Page): Promise<boolean> {
  return await window.getByRole("navigation", { name: "Views" }).isVisible();
}

test.describe("in the real Electron", () => {
  test.skip(reason !== null, `not run in the real Electron. ${reason ?? ""}`);

  test("the window opens from its own scheme, isolated, and shows the workspace's head", async ({
    folder,
  }) => {
    const { app, window, data } = await launch(folder);
    const { client, close } = await dialHolder(folder);
    const { head } = await client.workspace.info();
    await expect(window.getByText(head.slice(0, 7)).first()).toBeVisible();
    expect(
      await window.evaluate("[location.origin, isSecureContext, typeof require, typeof process]"),
    ).toEqual(["app://bundle", true, "undefined", "undefined"]);

    // The sandbox's child, whose start as a utility process nothing else can show.
    expect(await client.runs.evaluate({ split: "train", limit: 3 })).toMatchObject({ n: 3, errors: 0 });
    await close();
    await window.reload();
    await expect(window.getByText(head.slice(0, 7)).first()).toBeVisible();
    await app.close();

    const later = await connect(folder, (error) => console.error(error));
    expect((await later.client.workspace.info()).head).toBe(head);
    await later.close();
    rmSync(data, { recursive: true, force: true });
  });

  test("the page stays where it is, and comes back from an empty one", async ({ folder }) => {
    const { app, window, data } = await launch(folder);
    await window.evaluate(`void window.open("http://example.com/")`);
    await window.evaluate(`location.href = "http://example.com/"`);
    await expect.poll(() => isShown(window)).toBe(true);
    expect(await window.evaluate("location.origin")).toBe("app://bundle");
    expect(app.windows()).toHaveLength(1);
    await window.evaluate(`location.href = "about:blank"`);
    await expect.poll(() => isShown(window).catch(() => false)).toBe(true);
    expect(window.url()).toContain("app://bundle/index.html");
    await app.close();
    rmSync(data, { recursive: true, force: true });
  });

  test("quitting with a session under way pauses it and frees the workspace", async ({ folder }) => {
    const { app, data } = await launch(folder);
    const { client, close } = await dialHolder(folder);
    const { session } = await client.sessions.start({ iterations: 24, approve: "gate" });
    await app.close();
    await close();
    expect(readHolder(workspacePaths(folder).lock)).toBeNull();
    const later = await connect(folder, (error) => console.error(error));
    expect(await later.client.sessions.show({ session })).toMatchObject({ state: "paused" });
    await later.close();
    rmSync(data, { recursive: true, force: true });
  });

  test("a page that dies takes nothing with it: the workspace is served on", async ({ folder }) => {
    const { app, data } = await launch(folder);
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    const { client, close } = await dialHolder(folder);
    expect((await client.workspace.info()).commits).toBe(1);
    await close();
    // The box that asks stands; what the program itself is asked ends it all the same.
    await app.evaluate(({ app: program }) => program.exit(0)).catch(() => undefined);
    rmSync(data, { recursive: true, force: true });
  });

  test("a second start with another folder ends, and that opens beside the first", async ({ folder }) => {
    const { app, data } = await launch(folder);
    const other = join(folder, "..", "second.autogenesis");
    await initWorkspace(other, { from: "empty" });
    const second = spawn(electron ?? "", [DESKTOP_MAIN, `--user-data-dir=${data}`, other], {
      stdio: "ignore",
    });
    expect(await new Promise((resolve) => second.once("exit", resolve))).toBe(0);
    await expect.poll(() => app.windows().length).toBe(2);
    await app.close();
    rmSync(data, { recursive: true, force: true });
  });

  test("makes the practice workspace, whose tool is built in the sandbox's child", async ({ folder }) => {
    const { app, data } = await launch(join(folder, "..", "first start"));
    await app.close();
    rmSync(data, { recursive: true, force: true });
  });

  test("runs from a packed archive", async ({ folder }) => {
    test.skip(packed === "", "not run: ELECTRON_APP names no app.asar.");
    const { app, data } = await launch(folder, packed);
    const { client, close } = await dialHolder(folder);
    expect(await client.runs.evaluate({ split: "train", limit: 3 })).toMatchObject({ n: 3, errors: 0 });
    expect(await client.workspace.verify()).toMatchObject({ ok: true });
    await close();
    await app.close();
    rmSync(data, { recursive: true, force: true });
  });
});
