import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CommitDocument } from "#core/contract/shapes.ts";
import { connect } from "#core/host/connection/connect.ts";
import type { Connection } from "#core/host/connection/dial-socket.ts";
import { serveSocket } from "#core/host/connection/serve-socket.ts";
import { readHolder } from "#core/store/lock.ts";
import { runCli, startProcess, type StartedCli } from "#test/support/cli-process.ts";
import { startOpenAiServer } from "#test/support/openai-server.ts";
import { copyWorkspace, makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

// Several processes, one after another, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let made: ReturnType<typeof makeFolder>;
let template: string;
beforeAll(async () => {
  made = makeFolder();
  template = await makeOrderDesk(made.folder);
});
afterAll(() => {
  made.remove();
});

/** A workspace of its own in a folder of that name. */
function workspaceIn(name: string): string {
  const folder = join(made.folder, name);
  mkdirSync(dirname(folder), { recursive: true });
  return copyWorkspace(template, folder);
}

const lockOf = (folder: string): string => join(folder, "workspace.lock");
const hold = async (folder: string): Promise<Connection> =>
  connect(folder, (error) => {
    throw error;
  });

async function logOf(folder: string): Promise<readonly CommitDocument[]> {
  const { code, stdout, stderr } = await runCli(["log", "--json", "--workspace", folder]);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as CommitDocument[];
}

/** Another process that holds the workspace. */
async function startHolder(folder: string): Promise<StartedCli> {
  const holder = startProcess([join(import.meta.dirname, "hold-workspace.ts"), folder]);
  await once(holder.child.stdout!, "data");
  return holder;
}

describe("[S8] a command finds the process that holds the workspace, and is answered by it", () => {
  const rows: ReadonlyArray<readonly [what: string, name: string, isInside: boolean]> = [
    ["in a plain folder", "plain", true],
    ["with spaces, a colon and letters of other scripts", "my desk: заказы 100%", true],
    ["with a path too long for a socket", `${"deep/".repeat(20)}desk`, false],
  ];
  it.each(rows)("%s", async (_what, name, isInside) => {
    const folder = workspaceIn(name);
    const connection = await hold(folder);
    const socket = readHolder(lockOf(folder))?.socket ?? "";
    expect([socket.startsWith(folder), statSync(socket).mode & 0o777]).toEqual([isInside, 0o600]);
    // What the holder does meanwhile is in the answer, and what the command does is seen by the holder.
    await connection.client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: "Tidy up." }],
      message: "Tidy up",
    });
    expect((await logOf(folder)).map(({ message }) => message)).toEqual([
      "Tidy up",
      "Start from Order desk, house 1",
    ]);
    expect((await runCli(["undo", "--workspace", folder])).stdout).toMatch(/^[0-9a-f]{7} Undo: Tidy up\n$/);
    expect(await connection.client.history.log({ limit: 1 })).toMatchObject([{ message: "Undo: Tidy up" }]);
    await connection.close();
    expect([existsSync(socket), readHolder(lockOf(folder))]).toEqual([false, null]);
  });

  it("refusals arrive with their code, as if the command had worked alone", async () => {
    const folder = workspaceIn("refusals");
    const connection = await hold(folder);
    const { code, stdout } = await runCli(["show", "ffffffff", "--json", "--workspace", folder]);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { error: { code: "not-found", hint: "Check how it is written (`log` lists the commits)." } },
    ]);
    await connection.close();
  });
});

describe("[S3] when the holder is gone", () => {
  it("killed, its lock, note and socket keep nobody out", async () => {
    const folder = workspaceIn("killed");
    const { child, finished } = await startHolder(folder);
    expect(await logOf(folder)).toHaveLength(1);
    child.kill("SIGKILL");
    await finished;
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["workspace.lock.json", "workspace.sock"]));
    expect(await logOf(folder)).toHaveLength(1);
    await (await hold(folder)).close();
    expect(readdirSync(folder).filter((file) => /sock|json/.test(file))).toEqual([]);
  });

  it("a note of somebody who never was keeps nobody out", async () => {
    const folder = workspaceIn("noted");
    writeFileSync(
      `${lockOf(folder)}.json`,
      JSON.stringify({
        host: "desktop",
        pid: 1,
        since: new Date(0).toISOString(),
        socket: join(folder, "none.sock"),
      }),
    );
    expect(await logOf(folder)).toHaveLength(1);
  });

  it("stopped, it is named to whoever waits to write in vain, while reading works; then it goes on", async () => {
    const folder = workspaceIn("stopped");
    const { child, finished } = await startHolder(folder);
    child.kill("SIGSTOP");
    expect(await logOf(folder)).toHaveLength(1);
    const { code, stdout } = await runCli(["undo", "--json", "--workspace", folder]);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      {
        error: {
          code: "workspace-held",
          message: expect.stringContaining(`command line (process ${child.pid})`),
        },
      },
    ]);
    child.kill("SIGCONT");
    expect(await logOf(folder)).toHaveLength(1);
    child.kill("SIGKILL");
    await finished;
  });

  it("killed in the middle of a call, the command says so and ends", async () => {
    const folder = workspaceIn("torn");
    const server = await startOpenAiServer({ reply: [], faults: () => ({ type: "hang" }) });
    const { child, finished } = await startHolder(folder);
    const model = ["--model", "openai/any", "--base-url", server.baseUrl];
    const running = runCli(["run", "1+1", "--agent", "solver", ...model, "--json", "--workspace", folder]);
    await server.waitForRequests(1);
    child.kill("SIGKILL");
    await finished;
    const { code, stdout } = await running;
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { error: { code: "connection-lost", hint: expect.stringContaining("log") } },
    ]);
    expect(await logOf(folder)).toHaveLength(1);
    await server.close();
  });
});

it("[S3] several commands at once come one after the other, and none is lost", async () => {
  const folder = workspaceIn("several");
  const names = ["a", "b", "c", "d"];
  const item = join(made.folder, "item.jsonl");
  writeFileSync(item, '{"input":"1","expected":"1"}\n');
  const codes = await Promise.all(
    names.map(
      async (name) => (await runCli(["dataset", "import", item, "--name", name, "--workspace", folder])).code,
    ),
  );
  expect(codes).toEqual(names.map(() => 0));
  const connection = await hold(folder);
  expect((await connection.client.data.list()).map(({ name }) => name)).toEqual([...names, "order-desk"]);
  expect(await connection.client.workspace.verify()).toMatchObject({ ok: true });
  await connection.close();
});

describe("[S13] a note that was prepared has nobody else answer for the workspace", () => {
  it.each(["", " though its pid runs and its socket is there"])("a note without a lock%s", async (how) => {
    const folder = workspaceIn(`forged${how.length}`);
    const reportBug = (error: unknown): never => {
      throw error;
    };
    const forged = await serveSocket(made.folder, { router: {}, context: { reportBug } } as never);
    const note = {
      host: "x",
      pid: how === "" ? 1 : process.pid,
      since: new Date(0).toISOString(),
      socket: forged.address,
    };
    writeFileSync(`${lockOf(folder)}.json`, JSON.stringify(note));
    try {
      expect((await logOf(folder)).map(({ message }) => message)).toEqual(["Start from Order desk, house 1"]);
    } finally {
      await forged.close();
    }
  });
});

it("[S11] of two holders of one workspace, which only a deleted lock can make, the first writes nothing more", async () => {
  const folder = workspaceIn("two-holders");
  const first = await hold(folder);
  const edit = async ({ client }: Connection, value: string) =>
    client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value }],
      message: value,
    });
  await edit(first, "One.");
  rmSync(lockOf(folder));
  const second = await hold(folder);
  await expect(edit(first, "Two.")).rejects.toMatchObject({
    message: expect.stringContaining("deleted or replaced"),
  });
  await edit(second, "Three.");
  expect((await logOf(folder)).map(({ message }) => message).slice(0, 2)).toEqual(["Three.", "One."]);
  expect((await second.client.workspace.verify()).ok).toBe(true);
  await first.close();
  await second.close();
});
