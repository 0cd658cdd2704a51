import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
});
afterAll(() => {
  made.remove();
});

const run = async (...args: readonly string[]): Promise<number> =>
  (await runCliHere([...args, "--workspace", workspace])).code;

describe("several commands in one process", () => {
  it("[C23] each have an exit code of their own, whatever the one before came to", async () => {
    const before = process.exitCode;
    const codes = [
      await run("evaluate", "--limit", "4", "--min-accuracy", "1"),
      await run("resource", "list"),
      await run("evaluate", "--limit", "4", "--min-accuracy", "0"),
      await run("resource", "show", "prompt/nobody"),
      await run("verify"),
      await run("resource", "--nonsense"),
      await run("log"),
    ];
    expect(codes).toEqual([1, 0, 0, 1, 0, 2, 0]);
    expect(process.exitCode).toBe(before);
  });

  it("[C23] no command sets the exit code of the process: it returns its own", () => {
    const files = globSync("core/host/cli/**/*.ts").map((file) => file.replaceAll("\\", "/"));
    const setters = files.filter((file) => readFileSync(file, "utf8").includes("process.exitCode"));
    expect(setters).toEqual(["core/host/cli/main.ts"]);
  });
});
