import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Json } from "#core/base/json.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { marbleLines } from "#test/support/marble-model.ts";
import { serveMarbles } from "#test/support/marble-workspace.ts";
import type { OpenAiServer } from "#test/support/openai-server.ts";
import { makeFolder, openTestWorkspace } from "#test/support/test-workspace.ts";

/** Whole sessions over HTTP, at a command line. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const { folder, remove } = makeFolder();
let server: OpenAiServer;
beforeAll(async () => {
  server = await serveMarbles();
});
afterAll(async () => {
  await server.close();
  remove();
});

async function run(args: readonly string[]): Promise<{ code: number; answer: Record<string, Json> }> {
  const { code, stdout } = await runCliHere([...args, "--json"]);
  return { code, answer: JSON.parse(stdout) as Record<string, Json> };
}

const PROMPT = `---
description: Solves one question. # a comment of mine
---

## rules

Solve the question step by step.

# user

## question

{{question}}
`;

const CODE =
  "function run({ expression }) {\n  const [a, b] = expression.split('+').map(Number);\n  return { value: a + b };\n}\n";

function solverFiles(): Record<string, string> {
  return {
    "prompts/solver.md": PROMPT,
    "agents/solver.yaml":
      "description: Counts marbles.\nprompt: solver\nmodel: { provider: openai, name: marbles-1, baseUrl: BASE }\ntools: [calculator, done]\n".replace(
        "BASE",
        server.baseUrl,
      ),
    "tools/calculator.yaml":
      "description: Adds two numbers.\ninputSchema: { properties: { expression: { type: string } }, required: [expression] }\n",
    "tools/calculator.js": CODE,
    "tools/done.yaml":
      "description: Hands in the output.\neffect: pure\ninputSchema: { properties: { output: {} }, required: [output] }\n",
    "data/marbles.jsonl": `${marbleLines(150)}\n`,
    "data/marbles.import.yaml": "scorer: { type: exact }\nseed: 1\n",
    "workspace.yaml": "# Mine.\nagent: solver\nunknownPrice: allow\n",
    "README.md": "Not a resource.\n",
  };
}

let places = 0;
function write(files: Readonly<Record<string, string>>): string {
  places += 1;
  const at = join(folder, `files-${places}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), text);
  }
  return at;
}

describe("[C33] a workspace that begins with files", () => {
  it("has them in its first commit, with data and settings, and goes on from there", async () => {
    const files = solverFiles();
    const [from, workspace] = [write(files), join(folder, "own")];
    const made = await run(["init", workspace, "--from", from]);
    expect(made).toMatchObject({ code: 0 });
    const desk = openTestWorkspace(workspace);
    const log = await desk.client.history.log({});
    expect(JSON.stringify(log)).toContain("Start from files-");
    const kinds = (await desk.client.resources.list({})).map(({ kind, name }) => `${kind}/${name}`);
    expect(kinds).toEqual(
      expect.arrayContaining([
        "agent/solver",
        "prompt/solver",
        "prompt/reflector",
        "tool/calculator",
        "tool/done",
      ]),
    );
    const { files: written } = await desk.client.files.export({
      resources: ["prompt/solver", "agent/solver", "tool/calculator", "tool/done"],
    });
    for (const { path, text } of written) expect([path, text]).toEqual([path, files[path]]);
    expect(written.map(({ path }) => path)).toContain("tools/calculator.js");
    expect(await desk.client.workspace.verify()).toMatchObject({ ok: true });
    await desk.close();
    expect(readFileSync(join(workspace, "workspace.yaml"), "utf8")).toBe(files["workspace.yaml"]);
    const measured = await run(["evaluate", "--limit", "9", "--workspace", workspace]);
    expect(measured).toMatchObject({ code: 0, answer: { dataset: "marbles", n: 9, errors: 0 } });
  });

  it("begins with a file that describes a system", async () => {
    const from = write({
      "mine.yaml": "extends: shipped:solver.yaml\nagents: { short-answer: { description: Mine. } }\n",
    });
    const workspace = join(folder, "system");
    expect(await run(["init", workspace, "--from", join(from, "mine.yaml")])).toMatchObject({ code: 0 });
    const done = await run(["run", "Good morning", "--workspace", workspace]);
    expect(done).toMatchObject({ code: 0, answer: { success: true } });
  });

  it.each<readonly [string, Readonly<Record<string, string>>, readonly RegExp[]]>([
    [
      "files with mistakes, all of them told",
      {
        "prompts/solver.md": "---\ndescription: [\n---\n",
        "agents/solver.yaml": "prompt: solver\nmodell: x\n",
        "tools/done.yaml": "a: 1\na: 2\n",
      },
      [/prompts\/solver\.md:\d/, /agents\/solver\.yaml/, /tools\/done\.yaml:2/],
    ],
    [
      "several files of items that do not tell their fields [C38]",
      { "data/a.csv": "x,y\n1,2\n", "data/b.csv": "input,v\n1,2\n" },
      [
        /data\/a\.csv: .*the input and which the answer.*a\.import\.yaml/,
        /data\/b\.csv: .*the answer .*input, v/,
      ],
    ],
    [
      "what does not fit together",
      { "agents/solver.yaml": "description: x\nprompt: none\ninputs: [a]\nmodel: simulated/desk-1\n" },
      [/none/],
    ],
    [
      "code that does not work",
      { "tools/calculator.js": "function run( {" },
      [/tool\/calculator cannot be built/],
    ],
    [
      "rows that cannot be used",
      { "data/marbles.jsonl": '{"question": "a", "answer": "b"}\nnot json\n' },
      [/marbles cannot be used, first line 2/],
    ],
    [
      "options of an import that nobody knows",
      { "data/marbles.import.yaml": "scorr: {}\n" },
      [/^data\/marbles\.import\.yaml:1: scorr: there is no "scorr" here; did you mean "scorer"/],
    ],
    [
      "options for no file",
      { "data/other.import.yaml": "seed: 1\n" },
      [/^data\/other\.import\.yaml is for a file that is not there/],
    ],
    ["settings that cannot be", { "workspace.yaml": "agnt: x\n" }, [/^workspace\.yaml:1: agnt/]],
    [
      "a secret in a prompt",
      { "prompts/solver.md": PROMPT.replace("step by step", `sk-${"a1B2".repeat(10)}`) },
      [/key/],
    ],
  ])("is not made at all of %s", async (_name, wrong, messages) => {
    const from = write({ ...solverFiles(), ...wrong });
    const workspace = join(folder, `refused-${places}`);
    const { code, answer } = await run(["init", workspace, "--from", from]);
    expect(code).not.toBe(0);
    const { message } = answer["error"] as { readonly message: string };
    for (const each of messages) expect(message).toMatch(each);
    expect(existsSync(workspace)).toBe(false);
  });

  it("is not made of what links lead to: they are told as they are where files are brought in", async () => {
    const from = write(solverFiles());
    const elsewhere = write({ "rows.jsonl": `${marbleLines(3)}\n`, "secret.md": PROMPT, "w.yaml": "" });
    for (const [link, to] of [
      ["prompts/linked.md", "secret.md"],
      ["tools/linked.js", "secret.md"],
      ["data/rows.jsonl", "rows.jsonl"],
      ["memory", "."],
    ] as const)
      symlinkSync(join(elsewhere, to), join(from, link));
    rmSync(join(from, "workspace.yaml"));
    symlinkSync(join(elsewhere, "w.yaml"), join(from, "workspace.yaml"));
    const workspace = join(folder, "linked");
    const { code, answer } = await run(["init", workspace, "--from", from]);
    expect(code).toBe(1);
    expect(answer["problems"]).toEqual(
      ["data/rows.jsonl", "memory", "prompts/linked.md", "tools/linked.js", "workspace.yaml"].map((file) =>
        expect.objectContaining({ file, line: null, reason: expect.stringContaining("link") as string }),
      ),
    );
    expect(existsSync(workspace)).toBe(false);
  });

  it.each([
    ["a place where nothing is", "none", /none/],
    ["a folder of nothing", "bare", /has neither resources nor data/],
  ])("is not made of %s", async (_name, named, message) => {
    mkdirSync(join(folder, "bare"), { recursive: true });
    const workspace = join(folder, `refused-${named}`);
    const { code, answer } = await run(["init", workspace, "--from", join(folder, named)]);
    expect(code).toBe(2);
    expect((answer["error"] as { readonly message: string }).message).toMatch(message);
    expect(existsSync(workspace)).toBe(false);
  });
});

describe("[C33] a workspace that begins empty", () => {
  it("says what to do next in commands that work, and grows to a measured proposal", async () => {
    const workspace = join(folder, "empty");
    const said = await runCliHere(["init", workspace, "--from", "empty"]);
    expect(said.stdout).toContain('run --config chat "Good morning"');
    for (const named of ["apply FOLDER", "resource create KIND/NAME --from FILE", "dataset import FILE"])
      expect(said.stdout).toContain(named);
    const at = ["--workspace", workspace];
    expect(await run(["run", "--config", "chat", "Good morning", ...at])).toMatchObject({ code: 0 });

    const desk = openTestWorkspace(workspace);
    const files = solverFiles();
    const resources = Object.entries(files).filter(([path]) => /^(prompts|agents|tools)\//.test(path));
    for (const part of ["prompts", "tools", "agents"]) {
      const own = resources.filter(([path]) => path.startsWith(part)).map(([path, text]) => ({ path, text }));
      const applied = await desk.client.files.apply({ files: own });
      expect(applied).toMatchObject({ problems: [], commit: expect.stringMatching(/./) as string });
    }
    await desk.close();

    const data = join(write(files), "data/marbles.jsonl");
    const imported = await run(["dataset", "import", data, "--name", "marbles", ...at]);
    expect(imported).toMatchObject({ code: 0, answer: { items: 150, skipped: [] } });
    const before = await run(["evaluate", "--unknown-price", "allow", ...at]);
    expect(before).toMatchObject({ code: 0, answer: { errors: 0 } });
    const settings = [
      "--set",
      "minibatch=12",
      "--set",
      "hypotheses=1",
      "--unknown-price",
      "allow",
      "--iterations",
      "1",
    ];
    const started = await run(["session", "start", "--seed", "1", ...settings, ...at]);
    expect(started).toMatchObject({ code: 0 });
    const proposals = (await run(["proposals", ...at])).answer as unknown as readonly {
      readonly id: string;
      readonly state: string;
    }[];
    expect(proposals.length).toBeGreaterThan(0);
  });
});
