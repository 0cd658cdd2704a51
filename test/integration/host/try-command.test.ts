import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

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

async function run(...args: readonly string[]) {
  return runCliHere(["try", ...args, "--workspace", workspace]);
}

describe("[L19] try at a command line", () => {
  it("calls a tool: its result, its time and its examples", async () => {
    const { code, stdout } = await run("tool/calculator", "--input", '{"expression":"2 + 2"}');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/"value": 4[^]*\d ms\n\d+ of \d+ examples/)]);
    const wrong = await run("tool/calculator", "--input", '{"other":1}');
    expect([wrong.code, wrong.stdout]).toEqual([1, expect.stringContaining("[tool-arguments]")]);
    expect((await run("tool/calculator", "--json")).stdout).toContain('"result":null');
  });

  it("asks a prompt: its messages, what came, bill and trace; a text fills its only place", async () => {
    const { code, stdout } = await run("prompt/order-clerk", "Two dozen cups, please.");
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^system:\n[^]*Two dozen cups, please\.[^]*simulated\/[^]*trace [0-9a-f]+/),
    ]);
    const named = await run("prompt/order-clerk", "--value", "nobody=x");
    expect(named.code).toBe(2);
  });

  it("runs an agent on a text or on values, and not on both", async () => {
    expect((await run("agent/order-clerk", "Two cups")).stdout).toContain("trace ");
    expect((await run("agent/order-clerk")).code).toBe(2);
    expect((await run("agent/order-clerk", "x", "--value", "a=b")).code).toBe(2);
  });

  it.each([
    [["memory/nobody"], 2],
    [["tool/nobody"], 1],
    [["tool/calculator", "text"], 2],
    [["tool/calculator", "--input", "{"], 2],
    [["prompt/order-clerk", "--value", "=x"], 2],
  ])("says what is wrong with %s", async (args, code) => {
    expect((await run(...args)).code).toBe(code);
  });

  it.each([
    ["agent/order-clerk", "Two cups", "--input", "{}"],
    ["prompt/order-clerk", "Two cups", "--input", "{}"],
    ["tool/calculator", "--model", "nosuch/model"],
    ["tool/calculator", "--max-usd", "1"],
  ])("[C34] refuses what would do nothing: %s", async (...args) => {
    const { code, stdout } = await run(...args, "--json");
    expect([code, stdout]).toEqual([2, expect.stringContaining("does nothing beside")]);
  });
});
