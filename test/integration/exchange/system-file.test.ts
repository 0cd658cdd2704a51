import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundledConfigs } from "#core/app/bundled.ts";
import { AppError } from "#core/base/app-error.ts";
import { createFileSource } from "#core/config/compose/config-files.ts";
import { readResourceFiles } from "#core/exchange/files/read-files.ts";
import { filesOfSystem, readSystemFile, resourcesOf, type SystemFile } from "#core/exchange/system-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "system-file-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let places = 0;

type Given = {
  readonly files?: Readonly<Record<string, string>>;
  readonly named?: string;
  readonly typed?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

function read({ files = {}, named = "a.yaml", typed = [], environment = {} }: Given): SystemFile {
  places += 1;
  const cwd = join(folder, String(places));
  mkdirSync(cwd);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const shipped = { word: "shipped", folder: bundledConfigs() };
  return readSystemFile({
    shipped,
    source: createFileSource({ cwd, shipped }),
    named,
    overrides: typed.map((text) => ({ text, shown: `--set ${text}` })),
    environment: (name) => environment[name],
  });
}

function complaint(given: Given): string {
  try {
    read(given).agent();
    return "fine";
  } catch (error) {
    if (error instanceof AppError && ["config-invalid", "content-invalid"].includes(error.code))
      return error.message;
    throw error;
  }
}

const OWN = "extends: shipped:chat.yaml\n";

describe("[C31] a system file", () => {
  it("describes an agent with what it uses, as contents of resources", () => {
    const system = read({ files: { "a.yaml": `${OWN}agents: { chat: { sampling: { temperature: 1 } } }` } });
    expect(system.agent()).toBe("chat");
    expect([...resourcesOf(system).keys()]).toEqual(["prompt/chat", "agent/chat"]);
    expect(resourcesOf(system).get("agent/chat")).toMatchObject({
      loop: "chat",
      model: { provider: "simulated", name: "desk-1" },
      sampling: { temperature: 1, maxOutputTokens: 2000 },
      limits: { maxSteps: 1, maxTokens: 20_000, timeoutMs: 180_000 },
    });
  });

  it("gives its model to agents that name none, written either way", () => {
    const models = (text: string) =>
      [...resourcesOf(read({ files: { "a.yaml": `${OWN}${text}` } }))].flatMap(([key, content]) =>
        key.startsWith("agent/") ? [(content as { readonly model: unknown }).model] : [],
      );
    expect(models("model: openai/org/name")).toEqual([{ provider: "openai", name: "org/name" }]);
    expect(models("model: { _delete_: true, provider: p, name: n, baseUrl: 'http://127.0.0.1:1' }")).toEqual([
      { provider: "p", name: "n", baseUrl: "http://127.0.0.1:1" },
    ]);
    expect(models("agents: { chat: { model: { provider: own, name: n } } }")).toEqual([
      { provider: "own", name: "n" },
    ]);
  });

  it.each<readonly [string, Given, string]>([
    [
      "a value of a base",
      { files: { "a.yaml": "extends: sub/b.yaml", "sub/b.yaml": `${OWN}agents:\n  chat:\n    loop: chatt` } },
      'sub/b.yaml:4: agents.chat.loop: must be one of chat, tool-calling, not "chatt"; did you mean chat?',
    ],
    [
      "what is missing",
      { files: { "a.yaml": "agents:\n  own:\n    loop: chat" } },
      expect.stringMatching(/^a\.yaml:3: agents\.own\.description: is missing; /) as string,
    ],
    [
      "a field of another name",
      { files: { "a.yaml": `${OWN}\nprompt: {}` } },
      'a.yaml:3: prompt: there is no "prompt" here; did you mean "prompts"?',
    ],
    [
      "a name that no resource may have",
      { files: { "a.yaml": `${OWN}prompts: { Chat: {} }` } },
      expect.stringMatching(/^a\.yaml:2: prompts\.Chat: .*a name is 1 to 63 lower-case letters/) as string,
    ],
    [
      "a model that is none, once",
      { files: { "a.yaml": `${OWN}model: gpt` } },
      "a.yaml:2: model: a model is written PROVIDER/NAME, or as provider and name",
    ],
    [
      "no agent at all",
      { files: { "a.yaml": "prompts: {}" } },
      "a.yaml:1: agent: it is not said which agent is meant",
    ],
    [
      "a field that its form does not know, of what the defaults hold",
      { files: { "a.yaml": OWN }, typed: ["agents.chat.limits.maxStep=2"] },
      '--set agents.chat.limits.maxStep=2: agents.chat.limits.maxStep: there is no "maxStep" here; did you mean "maxSteps"?',
    ],
    [
      "a resource that is not there",
      { files: { "a.yaml": OWN }, typed: ["agents.chatt.limits.maxSteps=2"] },
      '--set agents.chatt.limits.maxSteps=2: agents.chatt: there is no "chatt" here; did you mean "chat"?',
    ],
    [
      "a field of one type of a kind",
      {
        files: { "a.yaml": "extends: shipped:bases/tools/calculator.yaml\nagent: x" },
        typed: ["tools.calculator.cod=1"],
      },
      '--set tools.calculator.cod=1: tools.calculator.cod: there is no "cod" here; did you mean "code"?',
    ],
    [
      "a value that its form does not take",
      { files: { "a.yaml": OWN }, typed: ["agents.chat.sampling.temperature=hot"] },
      '--set agents.chat.sampling.temperature=hot: agents.chat.sampling.temperature: must be a number, not "hot"',
    ],
    [
      "a field that is written wrongly, in the base that says it [C39]",
      { files: { "a.yaml": "extends: b.yaml", "b.yaml": `${OWN}agents:\n  chat:\n    temprature: 0` } },
      expect.stringMatching(
        /^b\.yaml:4: agents\.chat\.temprature: there is no "temprature" here; did you mean "sampling\.temperature"\?/,
      ) as string,
    ],
    [
      "what is missing, and what was written in its place [C39]",
      { files: { "a.yaml": "agents:\n  own:\n    descripton: Mine\n    prompt: p\n    model: a/b\n" } },
      expect.stringMatching(
        /a\.yaml:3: agents\.own\.description: is missing; .*a\.yaml:3: agents\.own\.descripton: .*mean "description"/,
      ) as string,
    ],
    [
      "a field of the defaults of a kind, once [C39]",
      { files: { "a.yaml": `${OWN}defaults:\n  agents: { toools: [] }` } },
      expect.stringMatching(
        /^a\.yaml:3: agents\.chat\.toools: there is no "toools" here; did you mean "tools"/,
      ) as string,
    ],
    [
      "a slip in the word that builds on others [C39]",
      { files: { "a.yaml": "extend: shipped:chat.yaml" } },
      expect.stringMatching(
        /a\.yaml:1: extend: there is no "extend" here; did you mean "extends"\?$/,
      ) as string,
    ],
    [
      "a key in a place that becomes content",
      {
        files: { "a.yaml": `${OWN}model: { baseUrl: "https://h/\${env:MY_TOKEN}" }` },
        environment: { MY_TOKEN: "x" },
      },
      "a.yaml:2: model.baseUrl: ${env:MY_TOKEN} names a key, which nothing that is kept may hold",
    ],
  ])("tells where it was written: %s", (_name, given, message) => {
    expect(complaint(given)).toEqual(message);
  });

  it("takes what its form knows though nobody wrote it, and any name where names are free", () => {
    const typed = [
      "agents.chat.sampling.topP=0.5",
      "agents.chat.metadata={ team: a }",
      "agents.chat.metadata.group=b",
    ];
    expect(resourcesOf(read({ files: { "a.yaml": OWN }, typed })).get("agent/chat")).toMatchObject({
      sampling: { topP: 0.5, maxOutputTokens: 2000 },
      metadata: { team: "a", group: "b" },
    });
  });
});

it("[C39] a field of one's own stays, and one that nobody knows is told and stays", () => {
  const { warnings, ...system } = read({
    files: {
      "a.yaml": `${OWN}x-base: &base { maxSteps: 3 }\nagents:\n  chat:\n    x-owner: me\n    colour: red\n    limits: *base`,
    },
    typed: ["agents.chat.x-more=1"],
  });
  expect(resourcesOf({ ...system, warnings }).get("agent/chat")).toMatchObject({
    ...{ "x-owner": "me", "x-more": 1, colour: "red", limits: { maxSteps: 3 } },
  });
  expect(warnings).toEqual([expect.stringMatching(/^a\.yaml:6: agents\.chat\.colour: no part .*"colour"/)]);
});

const PLAIN = {
  "own/prompts/sorter.md": "---\ndescription: Sorts.\n---\nSort {{letter}}.\n",
  "own/agents/sorter.yaml":
    "# Mine.\ndescription: Sorts.\nprompt: sorter\nmodel: openai/gpt\ntools: [count]\n",
  "own/tools/count.yaml": "description: Counts.\n",
  "own/tools/count.js": "function run() {\n  return { n: 1 };\n}\n",
};

describe("[S57] a system file and plain files", () => {
  it("leave out the same, and it is the same", () => {
    const system = read({
      files: {
        "a.yaml":
          "model: openai/gpt\nagents: { sorter: { description: Sorts., prompt: sorter, tools: [count] } }\n" +
          "prompts: { sorter: { description: Sorts., messages: [{ role: user, sections: [{ name: text, text: 'Sort {{letter}}.' }] }] } }\n" +
          'tools: { count: { description: Counts., code: "function run() {\\n  return { n: 1 };\\n}\\n" } }\n',
      },
    });
    const plain = readResourceFiles(
      Object.entries(PLAIN).map(([path, text]) => ({ path: path.slice("own/".length), text })),
      { slotsOf: () => null },
    );
    expect(plain.problems).toEqual([]);
    const contents = resourcesOf(system);
    for (const { key, content } of plain.resources) expect([key, contents.get(key)]).toEqual([key, content]);
    expect(contents.size).toBe(plain.resources.length);
    const again = readResourceFiles(filesOfSystem(system), { slotsOf: () => null });
    for (const { key, content } of again.resources) expect(contents.get(key)).toEqual(content);
  });

  it("lies over the files of a folder, of which those that say all stay letter for letter", () => {
    const system = read({
      files: { ...PLAIN, "sub/a.yaml": "files: ../own\nagents: { sorter: { limits: { maxSteps: 3 } } }\n" },
      named: "sub/a.yaml",
    });
    expect(system.agent()).toBe("sorter");
    expect(resourcesOf(system).get("agent/sorter")).toMatchObject({
      ...{ inputs: ["letter"], tools: ["count"], limits: { maxSteps: 3, maxTokens: 60_000 } },
    });
    const files = new Map(filesOfSystem(system).map(({ path, text }) => [path, text]));
    for (const path of ["prompts/sorter.md", "tools/count.yaml", "tools/count.js"] as const)
      expect(files.get(path)).toBe(PLAIN[`own/${path}`]);
    expect(files.get("agents/sorter.yaml")).toContain("maxSteps: 3");
  });

  it("gives its model and what is usual to files that say none", () => {
    const bare = { ...PLAIN, "own/agents/sorter.yaml": "description: Sorts.\nprompt: sorter\n" };
    const text = "files: own\nmodel: openai/other\ndefaults: { agents: { limits: { maxSteps: 2 } } }\n";
    expect(resourcesOf(read({ files: { ...bare, "a.yaml": text } })).get("agent/sorter")).toMatchObject({
      model: { provider: "openai", name: "other" },
      limits: { maxSteps: 2, maxTokens: 60_000 },
    });
  });

  it.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
    ["a folder that is not there", { "a.yaml": "\nfiles: none\n" }, /^a\.yaml:2: files: none is not there/],
    ["a folder of nothing", { "a.yaml": "files: x\n", "x/b.txt": "" }, /^a\.yaml:1: files: x holds no files/],
    [
      "a file with a mistake",
      { ...PLAIN, "a.yaml": "files: own\n", "own/tools/count.yaml": "description: Counts.\neffect: odd\n" },
      /^own\/tools\/count\.yaml:2: \/effect: /,
    ],
    [
      "what was laid over it",
      { ...PLAIN, "a.yaml": "files: own\nagents:\n  sorter:\n    loop: odd\n" },
      /^a\.yaml:4: agents\.sorter\.loop: /,
    ],
    [
      "what a file of it builds on",
      {
        ...PLAIN,
        "a.yaml": "files: own\n",
        "own/tools/count.yaml": "extends: ../base.yaml\n",
        "own/base.yaml": "x: 1\neffect: odd\n",
      },
      /own\/base\.yaml:2: \/effect: /,
    ],
  ])("tells by file and line %s", (_name, files, message) => {
    expect(complaint({ files })).toMatch(message);
  });
});

describe("[C32] what ships", () => {
  const shipped = readdirSync(bundledConfigs()).filter((file) => file.endsWith(".yaml"));

  it.each(shipped)("%s is whole, and names its agent and model", (file) => {
    const system = read({
      named: `shipped:${file}`,
      environment: { AUTOGENESIS_MODEL: "openai/gpt-4.1-mini" },
    });
    expect(resourcesOf(system).get(`agent/${system.agent()}`)).toMatchObject({
      model: { provider: "openai", name: "gpt-4.1-mini" },
    });
  });

  it("holds all three", () => {
    expect(shipped.toSorted()).toEqual(["chat.yaml", "solver.yaml", "tool-calling.yaml"]);
  });
});
