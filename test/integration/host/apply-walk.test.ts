import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { runCliHere } from "#test/support/cli-here.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { makeFolder } from "#test/support/test-workspace.ts";
import { answerAsTickets, TICKET_MODEL, TICKET_RULE, ticketTable } from "#test/support/ticket-model.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const KEY = "desk-key-of-nobody-else-0123456789";
const CLIENTS = join(import.meta.dirname, "../../../resources/clients");
const made = makeFolder();
const own = join(made.folder, "own");
const workspace = join(made.folder, "workspace");
let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAiServer({
    reply: answerAsTickets,
    key: KEY,
    models: [TICKET_MODEL],
    chunkCharacters: 400,
  });
  for (const folder of ["prompts", "agents", "tools"])
    mkdirSync(join(own, "system", folder), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(own, path), text);
  write(
    "system/prompts/sorter.md",
    "---\ndescription: Sorts a ticket.\n---\n\n<!-- system: rules -->\nSay which team a ticket is for: billing or access.\n\n<!-- user: task -->\n{{message}}\n",
  );
  write(
    "system/agents/sorter.yaml",
    `description: Sorts tickets.\nprompt: sorter\nmodel: openai/${TICKET_MODEL}\ntools: [word-count]\n`,
  );
  write(
    "system/tools/word-count.yaml",
    "description: Counts the words of a text.\ninputSchema: { type: object, properties: { text: { type: string } }, required: [text] }\n",
  );
  write(
    "system/tools/word-count.js",
    "function run({ text }) {\n  return { count: text.split(' ').length };\n}\n",
  );
  write("tickets.csv", ticketTable(60));
});
afterAll(async () => {
  await server.close();
  made.remove();
});

it("[L28] the same by files: apply and five commands, then a program that reads what was approved", async () => {
  vi.stubEnv("INIT_CWD", own);
  vi.stubEnv("DESK_KEY", KEY);
  const lines = [
    ["init", workspace, "--from", "empty"],
    ["apply", "system", "--workspace", workspace],
    ["dataset", "import", "tickets.csv", "--name", "tickets", "--workspace", workspace],
    [
      ...[
        "session",
        "start",
        "--model",
        `openai/${TICKET_MODEL}`,
        "--base-url",
        server.baseUrl,
        "--key-env",
        "DESK_KEY",
      ],
      ...["--iterations", "1", "--workspace", workspace],
    ],
    ["proposal", "approve", "1", "--workspace", workspace],
    ["tag", "set", "prod", "head", "--workspace", workspace],
  ];
  for (const line of lines) {
    const { code } = await runCliHere(line);
    expect([line[0], code]).toEqual([line[0], 0]);
  }
  const out = join(own, "prompt.json");
  expect(
    (await runCliHere(["resolve", "prompt/sorter@prod", "--out", out, "--workspace", workspace])).code,
  ).toBe(0);
  const program = `from autogenesis import resolve\nfor m in resolve("prompt/sorter", file=${JSON.stringify(out)}).messages(): print(m["content"])`;
  const read = spawnSync("python3", ["-B", "-c", program], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", PYTHONPATH: CLIENTS },
  });
  expect([read.status, read.stderr]).toEqual([0, ""]);
  expect(read.stdout).toContain(TICKET_RULE);
});
