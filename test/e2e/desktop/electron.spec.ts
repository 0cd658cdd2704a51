import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, expect } from "@playwright/test";
import { connect } from "#core/host/connection/connect.ts";
import { DESKTOP_MAIN } from "#core/host/start/build-desktop.ts";
import { chooseSurface } from "#core/host/start/choose-surface.ts";
import { findElectron } from "#core/host/start/electron-binary.ts";
import { dialHolder, test } from "./desktop-test.ts";

// The same main process in the real Electron: what a stand-in cannot show. It runs wherever `npm start` would open it.

const electron = findElectron();
const { env, platform } = process;
const surface = chooseSurface({ platform, env, wantsWeb: false, isRoot: process.getuid?.() === 0 });
const obstacle =
  electron === null ? "Electron is not installed." : surface.kind === "desktop" ? null : surface.reason;
if (obstacle !== null) console.warn(`\nNOT RUN: the tests in the real Electron. ${obstacle}\n`);

test.describe("in the real Electron", () => {
  test.skip(obstacle !== null, `not run in the real Electron. ${obstacle ?? ""}`);

  test("the window opens from its own scheme, isolated, and shows the workspace's head", async ({
    folder,
  }) => {
    const data = mkdtempSync(join(tmpdir(), "autogenesis-electron-"));
    const app = await _electron.launch({
      executablePath: electron ?? "",
      args: [DESKTOP_MAIN, `--user-data-dir=${data}`],
      env: { ...(env as Record<string, string>), AUTOGENESIS_WORKSPACE: folder },
    });
    const window = await app.firstWindow();
    await window.getByRole("navigation", { name: "Views" }).waitFor();
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
    await window.evaluate(`void window.open("http://example.com/"); location.href = "http://example.com/"`);
    await expect(window.getByRole("navigation", { name: "Views" })).toBeVisible();
    expect(app.windows()).toHaveLength(1);
    await app.close();

    const later = await connect(folder, (error) => console.error(error));
    expect((await later.client.workspace.info()).head).toBe(head);
    await later.close();
    rmSync(data, { recursive: true, force: true });
  });

  test("makes the practice workspace, whose tool is built in the sandbox's child", async ({ folder }) => {
    const data = mkdtempSync(join(tmpdir(), "autogenesis-electron-"));
    const fresh = join(folder, "..", "first start");
    const app = await _electron.launch({
      executablePath: electron ?? "",
      args: [DESKTOP_MAIN, `--user-data-dir=${data}`],
      env: { ...(env as Record<string, string>), AUTOGENESIS_WORKSPACE: fresh },
    });
    const window = await app.firstWindow();
    await window.getByRole("navigation", { name: "Views" }).waitFor();
    await app.close();
    rmSync(data, { recursive: true, force: true });
  });
});
