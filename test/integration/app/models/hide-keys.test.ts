import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import type { Workspace } from "#core/app/workspace/open-options.ts";
import { assertDefined } from "#core/base/assert.ts";
import { answerAsMarbles, MARBLE_MODEL, marbleLines } from "#test/support/marble-model.ts";
import { startOpenAiServer, type OpenAiServer, type ServerRequest } from "#test/support/openai-server.ts";
import type { ServerReply } from "#test/support/openai-wire.ts";
import { makeFolder, makeOrderDesk, waitForEnd } from "#test/support/test-workspace.ts";

/** One in the environment, one that is typed in while the workspace is open. */
const ENV = "canary-Env-0123456789";
const TYPED = "canary-Typed-0123456789";

const FORMS = [ENV, TYPED].flatMap((key) => [
  key,
  Array.from(key).join("\u200b"),
  encodeURIComponent(`${key}/`),
  Buffer.from(`user:${key}`).toString("base64"),
]);
const ECHO = FORMS.join(" ");

let place: ReturnType<typeof makeFolder>;
let folder: string;
let server: OpenAiServer;
let workspace: Workspace;
beforeAll(async () => {
  place = makeFolder();
  folder = await makeOrderDesk(place.folder);
  server = await startOpenAiServer({ chunkCharacters: 7, reply: echo });
  const secrets = { find: (variable: string) => (variable === "VLLM_API_KEY" ? ENV : null) };
  const reportBug = (error: unknown): void => {
    throw error;
  };
  workspace = assertDefined(openWorkspace({ folder, host: "test", reportBug, secrets }), "a workspace");
});
afterAll(async () => {
  await workspace.close();
  await server.close();
  place.remove();
});

/** Answers as the marbles' model, and repeats the keys wherever something can be said. */
function echo(request: ServerRequest): ServerReply {
  const { text, toolCalls } = answerAsMarbles(request);
  return {
    ...(text === undefined ? {} : { text: inStrings(text) }),
    ...(toolCalls === undefined
      ? {}
      : {
          text: `I was asked by ${ECHO}.`,
          toolCalls: toolCalls.map((call) => ({ ...call, id: `call-${TYPED}-${request.call}` })),
        }),
  };
}

function inStrings(text: string): string {
  const document = JSON.parse(text) as { hypotheses?: { cause: string }[]; summary?: string };
  for (const each of document.hypotheses ?? []) each.cause += ` (${ECHO})`;
  if (document.summary !== undefined) document.summary = `${document.summary.slice(0, 40)} ${ENV}`;
  return JSON.stringify(document);
}

/** Everything in the workspace's files: their bytes, and every cell of every table as it reads. */
function readAll(): string {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  const db = new Database(join(folder, "workspace.sqlite"), { readonly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[];
    const cells = tables
      .flatMap((table) => db.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][])
      .flat();
    return [...bytes, ...cells.map(readCell)].join("\n");
  } finally {
    db.close();
  }
}

function readCell(cell: unknown): string {
  if (!Buffer.isBuffer(cell)) return String(cell);
  try {
    return zstdDecompressSync(cell).toString("utf8");
  } catch {
    return cell.toString("utf8");
  }
}

describe("[S14] a key in use is stored nowhere, whoever says it", () => {
  it("after a session with an endpoint that echoes it in every form and place", async () => {
    const { client } = workspace;
    await client.connections.setKey({ name: "OPENROUTER_API_KEY", key: TYPED });
    await client.data.import({
      name: "marbles",
      source: { text: marbleLines(60) },
      format: "jsonl",
      scorer: { type: "exact" },
    });
    const started = await client.sessions.start({
      agent: "solver",
      dataset: "marbles",
      model: { ...MARBLE_MODEL, baseUrl: server.baseUrl },
      iterations: 1,
      approve: "ask",
      set: { minibatch: 12, hypotheses: 1 },
    });
    await waitForEnd(client, started);
    await client.runs.run({
      agent: "solver",
      task: `Case 1: how many white marbles are 1 and 2? ${ECHO}`,
      model: { ...MARBLE_MODEL, baseUrl: server.baseUrl },
    });
    await client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: "Tidy up." }],
      message: `Tidy up ${ENV}`,
    });
    const [newest] = await client.history.log({ limit: 1 });
    expect(newest?.message).toBe("Tidy up [key VLLM_API_KEY]");
    const all = readAll();
    const plain = all.replace(/[\p{Cf}\p{M}]/gu, "");
    for (const key of [...FORMS, ENV, TYPED])
      expect([key, all.includes(key), plain.includes(key)]).toEqual([key, false, false]);
    expect(plain).not.toMatch(/canary-(Env|Typed)-0|Y2FuYXJ5|NhbmFyeS|jYW5hcnkt/);
    // That it was said, and by which name, is kept.
    expect(all).toContain("[key VLLM_API_KEY]");
    expect(all).toContain("[key OPENROUTER_API_KEY]");
    expect((await client.workspace.verify()).ok).toBe(true);
  });

  it("and one in a resource or an agent's address is refused by name", async () => {
    const { client } = workspace;
    for (const value of FORMS) {
      const values = [{ pointer: "/rules", value: `Ask with ${value}.` }];
      const put = client.resources.setVariables({
        resource: "environment/desk-files",
        values,
        message: "Ask",
      });
      await expect(put).rejects.toMatchObject({
        message: "The content holds a key that is in use in this process.",
      });
    }
    await expect(
      client.sessions.start({
        agent: "solver",
        dataset: "marbles",
        model: { ...MARBLE_MODEL, baseUrl: `${server.baseUrl}/sk-${"a1B2".repeat(8)}` },
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining("key in its path") });
  });
});
