import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askCli, startCli } from "#test/support/cli-process.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

const CLI = fileURLToPath(new URL("../../../core/host/cli/main.ts", import.meta.url));

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
});
afterAll(() => {
  made.remove();
});

describe("whoever reads the command line goes away", () => {
  it("and a command that answers ends as if it had been read, without a word", async () => {
    const { child, finished } = startCli(["contract", "--workspace", workspace]);
    child.stdout?.destroy();
    expect(await finished).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("and what a command does is done to its end", async () => {
    const { child, finished } = startCli(["evaluate", "--limit", "3", "--workspace", workspace]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect(await finished).toMatchObject({ code: 0 });
    expect(await askCli(["traces", "--workspace", workspace])).toHaveLength(3);
  });

  it.runIf(existsSync("/dev/full"))("but an answer that finds no room is a failure, in words", async () => {
    const child = spawn(process.execPath, [CLI, "contract", "--workspace", workspace], {
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
    });
    let complaint = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    const [code] = (await once(child, "close")) as [number];
    expect([code, complaint]).toEqual([
      1,
      "The answer could not be written: ENOSPC: no space left on device, write.\n",
    ]);
  });
});
