import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const { folder, remove } = makeFolder();
const workspace = join(folder, "workspace");
beforeAll(async () => {
  vi.stubEnv("INIT_CWD", folder);
  vi.stubEnv("SORTER_STEPS", "7");
  expect((await runCliHere(["init", workspace, "--from", "empty"])).code).toBe(0);
});
afterAll(remove);

type Answer = {
  readonly changes: ReadonlyArray<{ readonly resource: string }>;
  readonly unchanged: readonly string[];
  readonly error?: { readonly code: string; readonly message: string };
  readonly problems?: readonly FileProblem[];
};

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly answer: Answer }> {
  const { code, stdout } = await runCliHere([...args, "--workspace", workspace, "--json"]);
  return { code, answer: JSON.parse(stdout) as Answer };
}

async function show(key: string): Promise<JsonObject> {
  const { answer } = await run("resource", "show", key);
  return (answer as unknown as { readonly content: JsonObject }).content;
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const BASE = "model: simulated/desk-1\nlimits:\n  maxSteps: ${env:SORTER_STEPS}\n";

describe("[S57] files that build on others", () => {
  it("are composed before they go further, in a folder, alone and by hand, and told in the file that says it", async () => {
    write({
      "home/bases/agent.yaml": BASE,
      "home/bases/prompt.yaml": "metadata: { team: desk }\n",
      "home/prompts/sorter.md":
        "---\nextends: ../bases/prompt.yaml\ndescription: Sorts.\n---\nSort {{letter}}.\n",
      "home/agents/sorter.yaml": "extends: ../bases/agent.yaml\ndescription: Sorts.\nprompt: sorter\n",
    });
    expect(await run("apply", "home")).toMatchObject({ code: 0, answer: { changes: { length: 2 } } });
    const agent = await show("agent/sorter");
    expect(agent).toMatchObject({
      ...{ model: { provider: "simulated", name: "desk-1" }, limits: { maxSteps: 7 }, inputs: ["letter"] },
    });
    expect(agent).not.toHaveProperty("extends");
    expect(await show("prompt/sorter")).toMatchObject({ metadata: { team: "desk" } });
    expect(await run("apply", "home/agents/sorter.yaml")).toMatchObject({
      ...{ code: 0, answer: { unchanged: ["agent/sorter"] } },
    });
    const twin = await run("resource", "create", "agent/twin", "--from", "home/agents/sorter.yaml");
    expect(twin.code).toBe(0);
    expect(await show("agent/twin")).toEqual(agent);

    write({ "home/bases/agent.yaml": BASE.replace("${env:SORTER_STEPS}", "many") });
    for (const args of [
      ["apply", "home"],
      ["apply", "home/agents/sorter.yaml"],
      ["resource", "update", "agent/sorter", "--from", "home/agents/sorter.yaml"],
    ]) {
      const { code, answer } = await run(...args);
      expect([code, answer.problems]).toEqual([
        1,
        [
          expect.objectContaining({
            file: expect.stringMatching(/bases\/agent\.yaml$/) as string,
            ...{ line: 3, path: "/limits/maxSteps" },
          }),
        ],
      ]);
    }
    write({ "home/agents/sorter.yaml": "description: Sorts.\nextends: none.yaml\nprompt: sorter\n" });
    const { answer } = await run("apply", "home");
    expect(answer.problems).toEqual([expect.objectContaining({ file: "agents/sorter.yaml", line: 2 })]);
  });

  it("are not written over by what they come to, unless that is asked for", async () => {
    const text = "extends: ../bases/agent.yaml\ndescription: Clerk.\nprompt: clerk\n";
    write({
      "kept/bases/agent.yaml": BASE,
      "kept/prompts/clerk.md": "---\ndescription: Answers.\n---\nAnswer {{letter}}.\n",
      "kept/agents/clerk.yaml": text,
    });
    await run("apply", "kept");
    const out = ["export", "kept", "agent/clerk", "--files"];
    expect(await run(...out)).toMatchObject({ code: 0, answer: { files: [] } });
    await run("resource", "set", "agent/clerk", "/limits/maxSteps", "9");
    expect(await run(...out)).toMatchObject({
      ...{ code: 1, answer: { problems: [{ file: "agents/clerk.yaml" }] } },
    });
    expect(readFileSync(join(folder, "kept/agents/clerk.yaml"), "utf8")).toBe(text);
    expect((await run(...out, "--force")).code).toBe(0);
    expect(readFileSync(join(folder, "kept/agents/clerk.yaml"), "utf8")).toContain("maxSteps: 9");
  });
});

describe("[S57] a file that describes a system", () => {
  it("is brought in as one change, with the plain files beside it, and again as none", async () => {
    write({
      "desk/plain/prompts/greeter.md": "---\ndescription: Greets. # kept\n---\nGreet {{name}}.\n",
      "desk/system.yaml":
        "files: plain\nmodel: simulated/desk-1\nagents:\n  greeter: { description: Greets., prompt: greeter, tools: [shout] }\n" +
        "tools:\n  shout: { description: Shouts., code: 'function run() { return {}; }' }\n",
    });
    const applied = await run("apply", "desk/system.yaml");
    expect(applied.code).toBe(0);
    expect(applied.answer.changes.map(({ resource }) => resource).toSorted()).toEqual([
      ...["agent/greeter", "prompt/greeter", "tool/shout"],
    ]);
    expect(await show("agent/greeter")).toMatchObject({ inputs: ["name"], loop: "tool-calling" });
    expect((await run("apply", "desk/system.yaml")).answer.changes).toEqual([]);
    expect((await run("export", "out", "prompt/greeter", "--files")).code).toBe(0);
    expect(readFileSync(join(folder, "out/prompts/greeter.md"), "utf8")).toContain("# kept");
  });

  it("is told by file and line what is wrong, also what the workspace alone knows", async () => {
    write({
      "bad/form.yaml":
        "agents:\n  a:\n    description: A.\n    prompt: sorter\n    model: simulated/desk-1\n    loop: odd\n",
    });
    const form = await run("apply", "bad/form.yaml");
    expect(form.code).not.toBe(0);
    expect(form.answer.error?.message).toMatch(/form\.yaml:6: agents\.a\.loop: /);
    const secret = `sk-${"a1B2".repeat(10)}`;
    write({
      "bad/secret.yaml": `prompts:\n  fine: { description: A., messages: [{ role: user, sections: [{ name: t, text: Go. }] }] }\n  leaky:\n    description: A.\n    messages: [{ role: user, sections: [{ name: t, text: "${secret}" }] }]\n`,
    });
    const { code, answer } = await run("apply", "bad/secret.yaml");
    expect([code, answer.problems]).toEqual([1, [expect.objectContaining({ file: "secret.yaml", line: 4 })]]);
  });
});
