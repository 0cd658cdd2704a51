import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { connect } from "#core/host/connection/connect.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { readHolder } from "#core/store/lock.ts";
import { runCli } from "#test/e2e/support/host.ts";
import { dialHolder, test } from "./desktop-test.ts";

/** Makes the simulated model call the tool whose code runs in the sandbox. */
const CALCULATE = "Use the calculator tool for every computation.";

const fail = (error: unknown): never => {
  throw error;
};

test.describe("quitting", () => {
  test("pauses a running session and frees the workspace, socket and all", async ({ desktop, folder }) => {
    const { client, close } = await dialHolder(folder);
    const { session } = await client.sessions.start({ iterations: 24, approve: "gate" });
    await desktop.ask({ type: "quit" });
    expect(await desktop.ended).toBe(0);
    await close();
    expect(existsSync(join(folder, "workspace.sock"))).toBe(false);
    const later = await connect(folder, fail);
    expect(await later.client.sessions.show({ session })).toMatchObject({
      state: "paused",
      stopped: { by: "paused" },
    });
    await later.close();
  });

  test("follows when the last window is closed", async ({ desktop }) => {
    test.skip(process.platform === "darwin", "On macOS programs live on without windows.");
    await desktop.ask({ type: "close-windows" });
    expect(await desktop.ended).toBe(0);
  });
});

test.describe("starting", () => {
  test("makes the practice workspace where there is none", async ({ launch, folder }) => {
    const fresh = join(folder, "..", "first start", "order-desk");
    const app = await launch({ workspace: fresh });
    const page = await app.page();
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    const { client, close } = await dialHolder(fresh);
    expect(await client.workspace.info()).toMatchObject({ folder: fresh, commits: 1 });
    await close();
  });

  test("a second time ends at once and leaves the workspace to the first", async ({ launch, folder }) => {
    const second = await launch({ machine: { isFirstInstance: false } });
    expect(await second.ended).toBe(0);
    expect(readHolder(workspacePaths(folder).lock)).toBeNull();
  });

  test("while another program holds the workspace names it, and goes on once it is free", async ({
    launch,
    folder,
  }) => {
    const other = await connect(folder, fail);
    const app = await launch();
    const box = await app.waitForCall("dialog.showMessageBox");
    expect(box.args[0]).toMatchObject({
      message: expect.stringContaining(`held by command line (process ${process.pid}) since `),
      detail: expect.stringContaining("Close that program"),
      buttons: ["Try Again", "Open Another…", "Quit"],
    });
    await app.ask({ type: "press", button: 0 });
    await expect.poll(() => app.calls("dialog.showMessageBox")).toHaveLength(2);
    expect(await app.calls("new BrowserWindow")).toEqual([]);
    await other.close();
    await app.ask({ type: "press", button: 0 });
    await app.waitForCall("new BrowserWindow");
    await (await app.page()).getByRole("navigation", { name: "Views" }).waitFor();
  });

  test("while another program holds the workspace quits when told to, and leaves that alone", async ({
    launch,
    folder,
  }) => {
    const other = await connect(folder, fail);
    const app = await launch();
    await app.waitForCall("dialog.showMessageBox");
    await app.ask({ type: "press", button: 2 });
    expect(await app.ended).toBe(0);
    expect((await other.client.workspace.info()).commits).toBe(1);
    await other.close();
  });

  test("on something that is no workspace says so and ends with 1", async ({ launch, folder }) => {
    const app = await launch({ workspace: join(folder, "..") });
    const box = await app.waitForCall("dialog.showMessageBox");
    expect(box.args[0]).toMatchObject({ type: "error", detail: expect.stringContaining("[workspace-") });
    await app.ask({ type: "press", button: 1 });
    expect(await app.ended).toBe(1);
  });
});

test.describe("keys", () => {
  const setKey = async (folder: string, key: string | null) => {
    const { client, close } = await dialHolder(folder);
    try {
      const told = await client.connections.setKey({ name: "OPENAI_API_KEY", key });
      return told.find(({ name }) => name === "openai")?.keys[0]?.origin;
    } finally {
      await close();
    }
  };
  const KEY = "sk-probe-0123456789";

  test("are kept encrypted from one start to the next, and forgotten when told to", async ({
    launch,
    folder,
  }) => {
    const env = { OPENAI_API_KEY: "" };
    const first = await launch({ env });
    await first.page();
    expect(await setKey(folder, KEY)).toBe("kept");
    const file = join(first.home, "config", "Autogenesis Studio", "keys.json");
    expect(readFileSync(file, "utf8")).toMatch(/^\{\s*"OPENAI_API_KEY": "[\w+/=]+"\s*\}\s*$/);
    expect(readFileSync(file, "utf8")).not.toContain(KEY);
    await first.ask({ type: "quit" });
    await first.ended;
    const second = await launch({ env, machine: { home: first.home } });
    await second.page();
    const { client, close } = await dialHolder(folder);
    const openai = (await client.connections.list()).find(({ name }) => name === "openai");
    expect(openai?.keys).toMatchObject([{ origin: "kept" }]);
    await close();
    expect(await setKey(folder, null)).toBe("none");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({});
  });

  test.describe("without a key store", () => {
    test.use({ machine: { keyStore: "constant" } });
    test("are used for this run, not written in a form that anybody could read; Settings say so", async ({
      launch,
      folder,
    }) => {
      const app = await launch({ env: { OPENAI_API_KEY: "" } });
      await app.page();
      expect(await setKey(folder, KEY)).toBe("typed");
      expect(existsSync(join(app.home, "config", "Autogenesis Studio", "keys.json"))).toBe(false);
      const { client, close } = await dialHolder(folder);
      expect((await client.settings.read()).keysKeptIn).toBe("unsafe");
      await close();
      expect(await setKey(folder, null)).toBe("none");
    });

    test("that lie in the file for all to read are taken out of it", async ({ launch }) => {
      const home = mkdtempSync(join(tmpdir(), "autogenesis-desktop-"));
      const own = join(home, "config", "Autogenesis Studio");
      mkdirSync(own, { recursive: true });
      const readable = Buffer.from(`v10${Buffer.from(KEY).toString("hex")}`).toString("base64");
      const foreign = Buffer.from("v11 of a key store that is gone").toString("base64");
      writeFileSync(join(own, "keys.json"), JSON.stringify({ OPENAI_API_KEY: readable, OTHER_KEY: foreign }));
      const app = await launch({ env: { OPENAI_API_KEY: "" }, machine: { home, keyStore: "constant" } });
      await app.page();
      // What a key store has that may come back stays.
      expect(JSON.parse(readFileSync(join(own, "keys.json"), "utf8"))).toEqual({ OTHER_KEY: foreign });
    });

    test("that lie there so are encrypted as soon as a key store answers", async ({ launch, folder }) => {
      const home = mkdtempSync(join(tmpdir(), "autogenesis-desktop-"));
      const own = join(home, "config", "Autogenesis Studio");
      mkdirSync(own, { recursive: true });
      const readable = Buffer.from(`v10${Buffer.from(KEY).toString("hex")}`).toString("base64");
      writeFileSync(join(own, "keys.json"), JSON.stringify({ OPENAI_API_KEY: readable }));
      const app = await launch({ env: { OPENAI_API_KEY: "" }, machine: { home, keyStore: "keyring" } });
      await app.page();
      const kept = JSON.parse(readFileSync(join(own, "keys.json"), "utf8")) as Record<string, string>;
      expect(Buffer.from(kept["OPENAI_API_KEY"] ?? "", "base64").toString("latin1")).toMatch(/^v11/);
      const { client, close } = await dialHolder(folder);
      expect((await client.settings.read()).keysKeptIn).toBe("system");
      const openai = (await client.connections.list()).find(({ name }) => name === "openai");
      expect(openai?.keys).toMatchObject([{ origin: "kept" }]);
      await close();
    });

    test("of the environment are used", async ({ launch, folder }) => {
      const app = await launch({ env: { OPENAI_API_KEY: KEY } });
      await app.page();
      const { client, close } = await dialHolder(folder);
      const openai = (await client.connections.list()).find(({ name }) => name === "openai");
      await close();
      expect(openai?.keys).toMatchObject([{ origin: "environment" }]);
    });
  });
});

test("evolved code runs in the desktop's sandbox child, and comes to the same as under Node", async ({
  folder,
  launch,
}) => {
  const rules = "/messages/0/sections/2/text";
  const evaluate = async (): Promise<unknown> => {
    const args = ["evaluate", "--workspace", folder, "--split", "train", "--limit", "30", "--json"];
    const { stdout } = await runCli(args);
    const { correct, score, closure, errors } = JSON.parse(stdout) as Record<string, unknown>;
    return { correct, score, closure, errors };
  };
  const other = join(folder, "..", "copy");
  const app = await launch();
  await app.page();
  const { client, close } = await dialHolder(folder);
  const { variables } = await client.resources.show({ resource: "prompt/order-clerk" });
  const text = variables.find(({ pointer }) => pointer === rules)?.value as string;
  const value = `${text}\n${CALCULATE}`;
  const values = [{ pointer: rules, value }];
  await client.resources.setVariables({ resource: "prompt/order-clerk", values, message: "Calculate" });
  await close();
  cpSync(folder, other, { recursive: true });
  const there = await evaluate();
  const [fork] = await app.calls("utilityProcess.fork");
  expect(fork?.args).toEqual([
    expect.stringMatching(/dist.electron.sandbox-child\.js$/),
    { serviceName: "Autogenesis Studio Sandbox" },
  ]);
  await app.ask({ type: "quit" });
  await app.ended;
  // Nothing of it may come from what the first one has kept.
  rmSync(folder, { recursive: true });
  cpSync(other, folder, { recursive: true });
  expect(there).toEqual(await evaluate());
});
