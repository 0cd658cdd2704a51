import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { WebSocket } from "ws";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { openRecent } from "#core/app/workspace/recent.ts";
import { GONE_CODE } from "#core/contract/gone-code.ts";
import { connect } from "#core/host/connection/connect.ts";
import type { Connection } from "#core/host/connection/dial-socket.ts";
import { serveWorkspaces } from "#core/host/web/serve-workspaces.ts";
import { isLocked, readHolder } from "#core/store/lock.ts";
import { commandLine } from "#test/support/command-line.ts";
import { plantTree } from "#test/support/plant-tree.ts";

const ANY_TIME = { timeout: 60_000, interval: 50 };

type Two = { readonly root: string; readonly first: string; readonly second: string };

async function plantTwo(): Promise<Two> {
  const tree = plantTree({ "page/index.html": "<!doctype html>" });
  onTestFinished(() => tree.remove());
  const root = realpathSync(tree.root);
  const [first, second] = [join(root, "first"), join(root, "second")];
  await initWorkspace(first, { from: "empty" });
  await initWorkspace(second, { from: "empty" });
  return { root, first, second };
}

async function serve({ root, first }: Two, idleMs = 60_000) {
  const recent = openRecent(join(root, "own", "workspaces.json"), fail);
  const host = await serveWorkspaces({
    folder: first,
    port: 0,
    assets: join(root, "page"),
    // A workspace that is deleted is closed under whatever still listens.
    reportBug: () => undefined,
    recent,
    idleMs,
  });
  return { host, recent };
}

async function ask<T>(folder: string, work: (client: Connection["client"]) => Promise<T>): Promise<T> {
  const connection = await connect(folder, fail);
  try {
    return await work(connection.client);
  } catch (thrown) {
    throw connection.explain(thrown);
  } finally {
    await connection.close();
  }
}

/** What a browser does with an address that it was given. */
async function openWindow(url: string): Promise<WebSocket> {
  const { origin, host, hash } = new URL(url);
  const admitted = await fetch(`${origin}/session`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ token: hash.slice("#t=".length) }),
  });
  const { key } = (await admitted.json()) as { readonly key: string };
  const [cookie = ""] = (admitted.headers.get("set-cookie") ?? "").split(";");
  const socket = new WebSocket(`ws://${host}/rpc`, ["autogenesis", `key.${key}`], {
    headers: { cookie, origin },
  });
  await once(socket, "open");
  return socket;
}

const isHeld = (folder: string): boolean => isLocked(workspacePaths(folder).lock);

describe("[W14] a host of browsers that several workspaces are opened in", () => {
  it("serves each at an address of its own, once, and lets go of all of them when it ends", async () => {
    const two = await plantTwo();
    const { host, recent } = await serve(two);
    const opened = await ask(two.first, async ({ windows }) => await windows.open({ folder: two.second }));
    const again = await ask(two.first, async ({ windows }) => await windows.open({ folder: two.second }));
    const [port, portAgain] = [opened, again].map(({ url }) => new URL(url ?? "").port);
    expect([port === portAgain, port === String(host.port), opened.url === again.url]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/session`)).status).toBe(401);
    expect([isHeld(two.first), isHeld(two.second)]).toEqual([true, true]);
    expect(recent.list()).toEqual([two.second, two.first]);
    expect(await ask(two.second, async ({ windows }) => (await windows.read()).recent)).toEqual([
      { name: "first", folder: two.first },
    ]);
    await host.close();
    expect([isHeld(two.first), isHeld(two.second)]).toEqual([false, false]);
  });

  it("lets go of one that nobody uses any more, never of the first nor of one that somebody is connected to", async () => {
    const two = await plantTwo();
    const { host } = await serve(two, 400);
    await ask(two.first, async ({ windows }) => await windows.open({ folder: two.second }));
    const guest = await connect(two.second, fail);
    await guest.client.workspace.info();
    await new Promise((resolve) => {
      setTimeout(resolve, 1200);
    });
    expect(isHeld(two.second)).toBe(true);
    await guest.close();
    await expect.poll(() => isHeld(two.second), ANY_TIME).toBe(false);
    expect(isHeld(two.first)).toBe(true);
    // And it can be opened again.
    expect(
      (await ask(two.first, async ({ windows }) => await windows.open({ folder: two.second }))).done,
    ).toBe(true);
    await host.close();
  });

  it("makes one and opens it; in a place that is taken it says so and nothing is made", async () => {
    const two = await plantTwo();
    const { host } = await serve(two);
    const made = join(two.root, "made");
    const opened = await ask(
      two.first,
      async ({ windows }) => await windows.make({ folder: made, from: "empty" }),
    );
    expect([opened.done, isHeld(made)]).toEqual([true, true]);
    await expect(
      ask(two.first, async ({ windows }) => await windows.make({ folder: two.second })),
    ).rejects.toMatchObject({ data: { code: "workspace-exists" } });
    await host.close();
  });

  it("makes one of a folder of files, and of files with mistakes none", async () => {
    const two = await plantTwo();
    const { host } = await serve(two);
    const [made, files] = [join(two.root, "of-files"), join(two.root, "files")];
    mkdirSync(join(files, "prompts"), { recursive: true });
    const make = async () =>
      await ask(two.first, async ({ windows }) => await windows.make({ folder: made, from: "files", files }));
    writeFileSync(join(files, "prompts/greeter.md"), "---\ndescription: 3\n---\nGreet {{name}}.\n");
    expect(await make()).toMatchObject({
      ...{ done: false, problems: [{ file: "prompts/greeter.md", line: 2, path: "/description" }] },
    });
    expect(existsSync(made)).toBe(false);
    writeFileSync(join(files, "prompts/greeter.md"), "---\ndescription: Greets.\n---\nGreet {{name}}.\n");
    expect(await make()).toMatchObject({ done: true, problems: [] });
    expect(isHeld(made)).toBe(true);
    await host.close();
  });

  it("[W15] deletes one that it holds itself, and its own last one: then there is nothing left to serve", async () => {
    const two = await plantTwo();
    const { host, recent } = await serve(two);
    writeFileSync(join(two.second, "notes.md"), "mine");
    const gone = await ask(two.first, async ({ windows }) => {
      await windows.open({ folder: two.second });
      const facts = await windows.look({ folder: two.second });
      expect(facts).toMatchObject({ name: "second", holder: null, others: 1, commits: 1, running: 0 });
      await expect(windows.delete({ folder: two.second, name: "first" })).rejects.toThrow("called second");
      return await windows.delete({ folder: two.second, name: "second" });
    });
    expect([
      gone.isTrashed,
      existsSync(workspacePaths(two.second).database),
      existsSync(join(two.second, "notes.md")),
    ]).toEqual([false, false, true]);
    expect(recent.list()).toEqual([two.first]);
    const own = await connect(two.first, fail);
    await own.client.windows.delete({ folder: two.first, name: "first" }).catch(() => undefined);
    await own.close().catch(() => undefined);
    expect(await host.ended).toBe(undefined);
    expect(existsSync(two.first)).toBe(false);
    await host.close();
  });

  it("[W15] says that it is open in a window, and tells that window that it was deleted", async () => {
    const two = await plantTwo();
    const { host } = await serve(two);
    const { url } = await ask(two.first, async ({ windows }) => await windows.open({ folder: two.second }));
    const socket = await openWindow(url ?? "");
    const closed = once(socket, "close");
    await ask(two.first, async ({ windows }) => {
      expect(await windows.look({ folder: two.second })).toMatchObject({ isOpenElsewhere: true, waiting: 0 });
      expect(await windows.look({ folder: two.first })).toMatchObject({ isOpenElsewhere: false });
      await windows.delete({ folder: two.second, name: "second" });
    });
    expect((await closed)[0]).toBe(GONE_CODE);
    await host.close();
  });

  it("says of one that another process holds who does, and opens and deletes nothing", async () => {
    const two = await plantTwo();
    const { host } = await serve(two);
    const holder = spawn(process.execPath, [join(import.meta.dirname, "../hold-workspace.ts"), two.second], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void holder.kill("SIGKILL"));
    await new Promise((resolve) => {
      holder.stdout.once("data", resolve);
    });
    for (const asking of ["open", "delete"] as const) {
      await expect(
        ask(two.first, async ({ windows }) => await windows[asking]({ folder: two.second, name: "second" })),
      ).rejects.toMatchObject({
        data: { code: "workspace-held", hint: expect.stringContaining("Close that program") },
        message: expect.stringContaining(`command line (process ${holder.pid})`),
      });
    }
    expect(existsSync(workspacePaths(two.second).database)).toBe(true);
    await host.close();
  });

  it("frees all of them when it is killed", async () => {
    const two = await plantTwo();
    const { script, args } = commandLine(["serve", "--workspace", two.first, "--json"]);
    const serving = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => {
      serving.stdout.once("data", resolve);
    });
    await ask(two.first, async ({ windows }) => await windows.open({ folder: two.second }));
    expect([two.first, two.second].map((folder) => readHolder(workspacePaths(folder).lock)?.pid)).toEqual([
      serving.pid,
      serving.pid,
    ]);
    const ended = new Promise((resolve) => {
      serving.once("exit", resolve);
    });
    serving.kill("SIGKILL");
    await ended;
    expect([isHeld(two.first), isHeld(two.second)]).toEqual([false, false]);
    for (const folder of [two.first, two.second])
      expect((await ask(folder, async ({ workspace }) => await workspace.info())).commits).toBe(1);
  });
});

vi.setConfig({ testTimeout: 120_000 });

function fail(error: unknown): never {
  throw error;
}
