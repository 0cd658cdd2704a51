import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import type { Json } from "#core/base/json.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeMarbleWorkspace } from "#test/support/marble-cli.ts";
import { RULES } from "#test/support/marble-model.ts";
import { serveMarbles } from "#test/support/marble-workspace.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { makeFolder, openTestWorkspace } from "#test/support/test-workspace.ts";

/** Agents that are described by files, run at a command line. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { folder, remove } = makeFolder();
let empty: string;
let marbles: string;
let server: OpenAiServer;
beforeAll(async () => {
  empty = join(folder, "empty");
  await initWorkspace(empty, { from: "empty" });
  marbles = await makeMarbleWorkspace(folder);
  server = await serveMarbles();
});
afterAll(async () => {
  await server.close();
  remove();
});

async function run(
  args: readonly string[],
  workspace = empty,
): Promise<{ code: number; answer: Record<string, Json> }> {
  const { code, stdout } = await runCliHere([...args, "--workspace", workspace, "--json"]);
  return { code, answer: JSON.parse(stdout) as Record<string, Json> };
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Answers with the last thing it was asked, by `done` where it has that. */
async function serveEcho(): Promise<OpenAiServer> {
  return startOpenAiServer({
    chunkCharacters: 200,
    reply: ({ body }) => {
      const asked = body.messages.findLast(({ role }) => role === "user")?.content ?? "";
      const output = `${body.messages.length} messages: ${asked}`;
      const hasDone = JSON.stringify(body["tools"] ?? []).includes('"done"');
      return hasDone
        ? { toolCalls: [{ name: "done", argumentsText: JSON.stringify({ output }) }] }
        : { text: output };
    },
  });
}

describe("[C32] each agent that ships", () => {
  it.each(["chat", "solver", "tool-calling"])(
    "%s answers in an empty workspace, simulated and over HTTP",
    async (name) => {
      const simulated = await run(["run", "--config", name, "Good morning"]);
      expect(simulated).toMatchObject({ code: 0, answer: { success: true, spend: { calls: 1 } } });
      const echo = await serveEcho();
      const asked = [
        "run",
        "--config",
        name,
        "Good morning",
        "--model",
        "openai/m-1",
        "--base-url",
        echo.baseUrl,
      ];
      const over = await run([...asked, "--unknown-price", "allow"]);
      await echo.close();
      expect(over).toMatchObject({ code: 0, answer: { success: true, output: "2 messages: Good morning" } });
      expect(echo.requests[0]?.body["model"]).toBe("m-1");
    },
  );

  it("solver is evaluated over a dataset of the workspace, and the head stays", async () => {
    const desk = openTestWorkspace(marbles);
    const head = desk.store.headBranch.commit();
    await desk.close();
    const model = ["--model", "openai/marbles-1", "--base-url", server.baseUrl];
    const args = ["evaluate", "--config", "solver", "--dataset", "marbles", "--limit", "9", ...model];
    const first = await run(args, marbles);
    expect(first).toMatchObject({ code: 0, answer: { n: 9, errors: 0, cached: 0 } });
    // The bundled prompt says nothing of colours, so the white ones alone are right.
    expect(first.answer["correct"]).toBeGreaterThan(0);
    expect(first.answer["correct"]).toBeLessThan(9);
    const rules = `prompts.short-answer${RULES.pointer.replaceAll("/", ".")}`;
    const set = ["--set", `${rules}=Count red marbles. Count blue marbles.`];
    const second = await run([...args, ...set], marbles);
    expect(second).toMatchObject({ code: 0, answer: { correct: 9, cached: 0 } });
    expect(second.answer["closure"]).not.toBe(first.answer["closure"]);
    const again = openTestWorkspace(marbles);
    expect(again.store.headBranch.commit()).toBe(head);
    await again.close();
  });
});

describe("[C31] a file of one's own", () => {
  it("runs in one command, and its trace is there afterwards", async () => {
    const file = write(
      "own/my-agent.yaml",
      "extends: bases/b.yaml\nagent: mine\nagents: { mine: { description: Mine., prompt: mine, inputs: [message] } }\n",
    );
    write(
      "own/bases/b.yaml",
      "extends: [shipped:chat.yaml, shipped:bases/agents/chat.yaml]\nprompts: { mine: { description: Says., messages: [{ role: user, sections: [{ name: m, text: 'M: {{message}}' }] }], inputSchema: { type: object, properties: { message: {} }, required: [message] } } }\n",
    );
    const echo = await serveEcho();
    const over = ["--model", "openai/m-1", "--base-url", echo.baseUrl, "--unknown-price", "allow"];
    const done = await run(["run", "--config", file, "Hello", ...over]);
    await echo.close();
    expect(done).toMatchObject({ code: 0, answer: { output: "1 messages: M: Hello" } });
    const trace = await run(["trace", "show", String(done.answer["trace"])]);
    expect(trace.answer).toMatchObject({ name: "agent/mine" });
    const listed = await runCliHere(["resource", "list", "--workspace", empty]);
    expect(listed.stdout).not.toContain("mine");
  });

  it("changes what the workspace has for this run alone", async () => {
    const file = write("over.yaml", "agent: order-clerk\n");
    const before = await run(["run", "--config", file, "Hello"], marbles);
    expect(before).toMatchObject({ code: 0 });
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    [
      "a name that does not ship",
      ["--config", "chatt"],
      /^No configuration named "chatt" ships with the program; did you mean "chat"\?$/,
    ],
    ["what is set in no file", ["--set", "a=1"], /^--set changes what a file says, and no file was named\.$/],
    [
      "a path that leads nowhere",
      ["--config", "chat", "--set", "agents.chat.limits.maxStep=1"],
      /did you mean "maxSteps"\?$/,
    ],
    ["a file that is not there", ["--config", "./none.yaml"], /^\.\/none\.yaml is not there\.$/],
    [
      "what the registry would refuse",
      ["--config", "chat", "--set", "agents.chat.tools=[none]"],
      /agent\/chat would no longer work: .*none/,
    ],
  ])("is refused: %s", async (_name, args, message) => {
    const { code, answer } = await run(["run", ...args, "Hello"]);
    expect(code).not.toBe(0);
    expect((answer["error"] as { readonly message: string }).message).toMatch(message);
  });
});
