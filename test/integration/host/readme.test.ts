import { spawn } from "node:child_process";
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

// A whole session and more, on a machine that may be busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

const ROOT = join(import.meta.dirname, "../../..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };

const KEY = "a-team-key-that-is-sent";
const made = makeFolder();
const home = join(made.folder, "home");
const practice = join(home, "Autogenesis Studio", "order-desk");
let models: OpenAiServer;
beforeAll(async () => {
  mkdirSync(join(made.folder, "project"));
  await initWorkspace(practice, { from: "order-desk", houseSeed: 1 });
  const items = Array.from({ length: 12 }, (_, at) => ({
    question: `What is ${at} and 4?`,
    answer: `It is\n#### ${at + 4}`,
  }));
  writeFileSync(
    join(made.folder, "project/train.jsonl"),
    items.map((item) => JSON.stringify(item)).join("\n"),
  );
  writeFileSync(
    join(made.folder, "project/promptfooconfig.yaml"),
    "prompts: [x.txt]\ntests:\n  - vars: { question: 'What is 2 and 2?' }\n    assert: [{ type: equals, value: '4' }]\n",
  );
  models = await startOpenAiServer({ key: KEY, reply: () => ({ text: "4" }) });
});
afterAll(async () => {
  await models.close();
  made.remove();
});

/** `npm run cli` as npm does it, from the project's folder and with its place told. */
const NPM = `set -e
npm() { test "$1 $2 $3 $4" = "run --silent cli --" || return 9; shift 4; echo "> $*"; "$NODE" "$LAUNCHER" "$CLI" "$@"; }
`;

async function runBlock(text: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const shell = spawn("sh", ["-c", NPM + text], {
    cwd: join(made.folder, "project"),
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: home,
      INIT_CWD: join(made.folder, "project"),
      AUTOGENESIS_CONFIG: join(made.folder, "own"),
      TEAM_KEY: KEY,
      NODE: process.execPath,
      LAUNCHER: join(ROOT, "core/host/start/launch.mjs"),
      CLI: join(ROOT, "core/host/cli/main.ts"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => (said += part));
  const code = await new Promise<number | null>((resolve) => shell.once("close", resolve));
  return { code, said };
}

const blockWith = (words: string): string => blocks.find((block) => block.includes(words)) ?? "";

describe("README", () => {
  it("has no commands that nothing here runs", () => {
    const known = [
      "npm ci && npm start",
      "npm ci && npm test",
      "init ../my-desk",
      "dataset import train.jsonl",
      "connection add team",
      "apply ../support-agent",
      "tag set prod",
    ];
    expect(blocks.filter((block) => !known.some((words) => block.includes(words)))).toEqual([]);
    expect(blocks).toHaveLength(known.length);
  });

  it("names only scripts and files that there are", () => {
    const named = [
      ...readme.matchAll(/npm (?:run(?: --silent)? )?(start|test|[a-z]+(?::[a-z]+)?)(?= |`|$)/gm),
    ]
      .map((match) => match[1] ?? "")
      .filter((name) => !["ci", "registry", "or", "scripts"].includes(name));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const links = [...readme.matchAll(/\]\(((?!http)[^)]+)\)/g)].map((match) => match[1] ?? "");
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const folders = [...readme.matchAll(/`((?:core|electron|renderer)\/[\w/]*)`/g)].map(
      (match) => match[1] ?? "",
    );
    expect(folders.filter((path) => globSync(path, { cwd: ROOT }).length === 0)).toEqual([]);
  });

  it("shows a way from a new workspace to a change that was made, seen and undone", async () => {
    const { code, said } = await runBlock(blockWith("init ../my-desk"));
    expect([code, code === 0 ? "" : said]).toEqual([0, ""]);
    expect(said).toContain("> verify");
    const home = await runBlock(blockWith("tag set prod"));
    expect([home.code, home.code === 0 ? "" : home.said]).toEqual([0, ""]);
    expect(home.said).toContain("> resolve prompt/order-clerk@prod");
  });

  it("shows a way to an agent of one's own", async () => {
    const folder = join(made.folder, "support-agent");
    for (const kind of ["prompts", "agents"]) mkdirSync(join(folder, kind), { recursive: true });
    writeFileSync(
      join(folder, "prompts/triage.md"),
      "---\ndescription: Sorts a ticket.\n---\nSay in one word what this is about: {{ticket}}\n",
    );
    writeFileSync(
      join(folder, "agents/triage.yaml"),
      "description: Sorts tickets.\nprompt: triage\nmodel: simulated/desk-1\n",
    );
    const { code, said } = await runBlock(blockWith("apply ../support-agent"));
    expect([code, code === 0 ? "" : said]).toEqual([0, ""]);
  });

  it("shows a way to data and a model of one's own", async () => {
    const data = await runBlock(blockWith("dataset import"));
    expect([data.code, data.code === 0 ? "" : data.said]).toEqual([0, ""]);
    // The price that the README says an unknown model takes.
    const price = /`(prices: \{ team\/NAME: .*?)`/.exec(readme)?.[1] ?? "";
    appendFileSync(join(practice, "workspace.yaml"), `\n${price}\n`);
    const here = blockWith("connection add team")
      // Nobody's network: the same commands, to the server of this test.
      .replace("https://llm.example.com/v1", models.baseUrl)
      .replace("--max-usd 2", "--max-usd 2 --max-calls 30");
    const { code, said } = await runBlock(here);
    expect([code, code === 0 ? "" : said]).toEqual([0, ""]);
    expect(models.requests.length).toBeGreaterThan(10);
  });
});
