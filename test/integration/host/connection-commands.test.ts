import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConnectionDocument, TryDocument } from "#core/contract/connections.ts";
import { runCli } from "#test/support/cli-process.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

const KEY = "team-key-of-nobody-else-0123456789";
const { folder, remove } = makeFolder();
let workspace: string;
let server: OpenAiServer;

beforeAll(async () => {
  workspace = await makeOrderDesk(folder);
  server = await startOpenAiServer({
    key: KEY,
    models: ["b-1", "a-2"],
    reply: ({ body }) => ({ text: String(body.messages.at(-1)?.content).includes("2+3") ? "5" : "ready" }),
  });
  process.env["STUDIO_TEST_TEAM_KEY"] = KEY;
});
afterAll(async () => {
  Reflect.deleteProperty(process.env, "STUDIO_TEST_TEAM_KEY");
  await server.close();
  remove();
});

const cli = async (...args: readonly string[]) => runCliHere([...args, "--workspace", workspace]);
async function ask<T>(...args: readonly string[]): Promise<{ readonly code: number; readonly document: T }> {
  const { code, stdout } = await cli(...args, "--json");
  return { code, document: JSON.parse(stdout) as T };
}

it("[M16] a connection is added with its key by name, tried, listed and removed, and the key stands nowhere", async () => {
  const added = await ask<ConnectionDocument>(
    ...["connection", "add", "team", "--base-url", `${server.baseUrl}/chat/completions`],
    ...["--key-env", "STUDIO_TEST_TEAM_KEY", "--header", "X-Org: 7", "--omit", "seed,top_p"],
    ...[
      "--rename",
      "max_tokens=max_completion_tokens",
      "--set-member",
      "user=me",
      "--set-member",
      'a={"b":1}',
    ],
    ...["--patience", "silence=300", "--patience", "attempts=2", "--calls-at-once", "3", "--proxy", "none"],
    ...["--fallback", "openai/gpt-5-mini", "--structured", "words", "--roles", "alternating"],
  );
  expect(added).toMatchObject({
    code: 0,
    document: {
      name: "team",
      baseUrl: server.baseUrl,
      keys: [{ name: "STUDIO_TEST_TEAM_KEY", origin: "environment", isTrusted: true }],
      headers: [{ name: "X-Org", value: "7" }],
      request: {
        omit: ["seed", "top_p"],
        rename: { max_tokens: "max_completion_tokens" },
        set: { user: "me", a: { b: 1 } },
        structured: "words",
        roles: "alternating",
      },
      patience: { silenceSeconds: 300, attempts: 2, waitSeconds: 120 },
      callsAtOnce: 3,
      proxy: "none",
      fallback: ["openai/gpt-5-mini"],
      problem: null,
    },
  });
  const changed = await ask<ConnectionDocument>("connection", "add", "team", "--calls-at-once", "4");
  expect(changed.document).toMatchObject({ callsAtOnce: 4, request: { structured: "words" }, proxy: "none" });

  const listed = await cli("connection", "list");
  expect(listed.stdout).toMatch(
    /\* +team +http:\/\/127\.0\.0\.1:\d+\/v1 +STUDIO_TEST_TEAM_KEY \(in the environment\)/,
  );
  expect((await cli("connection", "models", "team")).stdout).toBe("team/a-2\nteam/b-1\n");
  const tried = await ask<TryDocument>("connection", "try", "team/a-2", "--prompt", "What is 2+3?");
  expect(tried).toMatchObject({ code: 0, document: { ok: true, answer: "5", model: "team/a-2" } });
  expect(server.requests.at(-1)?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, "x-org": "7" });
  expect(readFileSync(join(workspace, "workspace.yaml"), "utf8")).not.toContain(KEY);

  const run = await ask("run", "What is 2+3?", "--agent", "solver", "--model", "team/a-2");
  expect(run).toMatchObject({ code: 0, document: { output: "5", success: true } });
  expect(await ask("connection", "remove", "team")).toEqual({ code: 0, document: { removed: "team" } });
  const gone = await ask("run", "What is 2+3?", "--agent", "solver", "--model", "team/a-2");
  expect(gone).toMatchObject({ code: 1, document: { error: { code: "model-unknown" } } });
});

it("a connection that does not work is no success, and its document says why", async () => {
  await ask("connection", "add", "unkeyed", "--base-url", server.baseUrl);
  const tried = await ask<TryDocument>("connection", "try", "unkeyed/m");
  expect(tried).toMatchObject({ code: 1, document: { ok: false, error: { code: "model-key-missing" } } });
  await ask("connection", "remove", "unkeyed");
});

it("[M22] what refusals taught is taken back by the connection's name, of all models or of one", async () => {
  await ask("connection", "add", "taught", "--base-url", server.baseUrl);
  const { code, document } = await ask<ConnectionDocument>("connection", "forget", "taught", "--model", "m");
  expect([code, document.name, document.learned]).toEqual([0, "taught", []]);
  expect((await ask("connection", "forget", "taught")).code).toBe(0);
  await ask("connection", "remove", "taught");
  expect((await ask("connection", "forget", "taught")).code).toBe(1);
});

it.each([
  [["connection", "add", "mine"], "config-invalid", 2],
  [["connection", "add", "Mine", "--base-url", "http://a.example"], "input-invalid", 2],
  [["connection", "add", "mine", "--base-url", "http://a.example", "--key-env", "sk-123"], "usage", 2],
  [["connection", "add", "mine", "--base-url", "http://a.example", "--header", "nothing"], "usage", 2],
  [["connection", "add", "mine", "--base-url", "http://a.example", "--patience", "long=3"], "usage", 2],
  [["connection", "try", "mine"], "usage", 2],
  [["connection", "remove", "mine"], "not-found", 1],
  [["connection", "trust", "mine"], "model-unknown", 1],
  [["run", "x", "--model", "openai/m", "--key-env", "A_KEY"], "usage", 2],
])("%j is refused as %s", async (args, code, exit) => {
  expect(await ask(...args)).toMatchObject({ code: exit, document: { error: { code } } });
});

it("[M16] a key named beside an address goes there, in a session also after it was paused, and nowhere without that word", async () => {
  const env = { STUDIO_TEST_TEAM_KEY: KEY, AUTOGENESIS_CONFIG: join(folder, "own") };
  const model = ["--model", "openai/m", "--base-url", server.baseUrl];
  const common = ["--agent", "solver", "--json", "--workspace", workspace];
  const unkeyed = await runCli(["run", "What is 2+3?", ...model, ...common], env);
  expect(JSON.parse(unkeyed.stdout)).toMatchObject({ error: { code: "model-key-missing" } });
  const keyed = await runCli(
    ["run", "What is 2+3?", ...model, "--key-env", "STUDIO_TEST_TEAM_KEY", ...common],
    env,
  );
  expect(JSON.parse(keyed.stdout)).toMatchObject({ output: "5" });

  const started = await runCli(
    [
      ...["session", "start", ...model, "--key-env", "STUDIO_TEST_TEAM_KEY", "--iterations", "1"],
      ...["--max-calls", "3", ...common],
    ],
    env,
  );
  const { session, stopped } = JSON.parse(started.stdout) as { session: string; stopped: { by: string } };
  expect(stopped.by).toBe("cap");
  const before = server.requests.length;
  const resume = ["session", "resume", session, "--max-calls", "6", "--json", "--workspace", workspace];
  await runCli(resume, env);
  expect(server.requests.length).toBeGreaterThan(before);
  expect(
    server.requests.slice(before).every(({ headers }) => headers.authorization === `Bearer ${KEY}`),
  ).toBe(true);

  rmSync(join(folder, "own"), { recursive: true });
  const elsewhere = await runCli(resume, env);
  expect(JSON.parse(elsewhere.stdout)).toMatchObject({ error: { code: "connection-untrusted" } });
});
