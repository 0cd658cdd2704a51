import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Json } from "#core/base/json.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { makeFolder } from "#test/support/test-workspace.ts";
import { answerAsTickets, TICKET_MODEL, TICKET_RULE, ticketTable } from "#test/support/ticket-model.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const KEY = "desk-key-of-nobody-else-0123456789";
const made = makeFolder();
const own = join(made.folder, "own");
const workspace = join(made.folder, "workspace");
let server: OpenAiServer;
beforeAll(async () => {
  vi.stubEnv("INIT_CWD", own);
  vi.stubEnv("DESK_KEY", KEY);
  server = await startOpenAiServer({
    ...{ reply: answerAsTickets, key: KEY, models: [TICKET_MODEL], chunkCharacters: 400 },
  });
  mkdirSync(join(own, "more/prompts"), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(own, path), text);
  write(
    "sorter.md",
    "---\ndescription: Sorts a ticket.\n---\n\n<!-- system: rules -->\nSay which team a ticket is for: billing or access.\n\n<!-- user: task -->\n{{message}}\n",
  );
  write(
    "word-count.yaml",
    "description: Counts the words of a text.\ninputSchema: { properties: { text: { type: string } }, required: [text] }\n",
  );
  write("word-count.js", "function run({ text }) {\n  return { count: text.split(' ').length };\n}\n");
  write(
    "sorter.yaml",
    `description: Sorts tickets.\nprompt: sorter\nmodel: openai/${TICKET_MODEL}\ntools: [word-count]\n`,
  );
  write("more/prompts/thanks.md", "---\ndescription: Says thanks.\n---\nThank {{customer}}.\n");
  write("tickets.csv", ticketTable(90));
});
afterAll(async () => {
  await server.close();
  made.remove();
});

type Answer = Readonly<Record<string, Json>>;

async function run(...args: readonly string[]): Promise<Answer> {
  const { code, stdout } = await runCliHere([...args, "--workspace", workspace, "--json"]);
  expect([args.slice(0, 2), code, code === 0 ? "" : stdout]).toEqual([args.slice(0, 2), 0, ""]);
  return JSON.parse(stdout) as Answer;
}

it("[C33] an empty workspace becomes an agent that was improved, decided on, tagged and read, by commands alone", async () => {
  expect((await runCliHere(["init", workspace, "--from", "empty"])).code).toBe(0);
  for (const [key, file] of [
    ["prompt/sorter", "sorter.md"],
    ["tool/word-count", "word-count.yaml"],
    ["agent/sorter", "sorter.yaml"],
  ] as const)
    await run("resource", "create", key, "--from", file);
  await run("apply", "more");
  await run("connection", "add", "desk", "--base-url", server.baseUrl, "--key-env", "DESK_KEY");
  expect(await run("dataset", "import", "tickets.csv", "--name", "tickets")).toMatchObject({
    items: 90,
    skipped: [],
  });
  const model = ["--model", `desk/${TICKET_MODEL}`, "--unknown-price", "allow"];
  const before = await run("evaluate", ...model);
  expect(before).toMatchObject({ dataset: "tickets", errors: 0 });
  await run("session", "start", ...model, "--iterations", "1", "--seed", "1");
  const [proposal] = (await run("proposals")) as unknown as ReadonlyArray<{ readonly id: string }>;
  const approved = await run("proposal", "approve", proposal?.id ?? "none");
  expect(approved).toMatchObject({ head: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  await run("tag", "set", "prod", "head");
  const resolved = await run("resolve", "prompt/sorter@prod");
  expect(JSON.stringify(resolved)).toContain(TICKET_RULE);
  const after = await run("evaluate", ...model);
  expect(after).toMatchObject({ accuracy: 1, errors: 0 });
  expect(await run("verify")).toMatchObject({ ok: true });
});
