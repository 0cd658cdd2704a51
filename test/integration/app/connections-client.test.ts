import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assertDefined } from "#core/base/assert.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { openNewWorkspace, type OpenedWorkspace } from "./open-workspace.ts";

const KEY = "sk-a-key-that-nobody-may-keep-0123456789";
const TEAM_KEY = "team-key-of-nobody-else-0123456789";

let opened: OpenedWorkspace;
let server: OpenAiServer;
const yaml = () => join(opened.folder, "workspace.yaml");
const text = () => readFileSync(yaml(), "utf8");
const client = () => opened.clientOf("person");
const named = async (name: string) =>
  assertDefined(
    (await client().connections.list()).find((each) => each.name === name),
    name,
  );

beforeAll(async () => {
  opened = await openNewWorkspace(
    { from: "order-desk", houseSeed: 1 },
    { GEMINI_API_KEY: "from outside", TEAM_KEY },
  );
});
afterAll(async () => opened.close());
beforeEach(async () => {
  server = await startOpenAiServer({ reply: [{ text: "ready", model: "m-2" }] });
});
afterEach(async () => server.close());

describe("connections, asked through the contract", () => {
  it("are the presets where the workspace names none, each with where its key comes from", async () => {
    const all = await client().connections.list();
    expect(all[0]).toMatchObject({ name: "simulated", isStandIn: true, baseUrl: null, problem: null });
    const origins = Object.fromEntries(all.map(({ name, keys }) => [name, keys]));
    expect(origins).toMatchObject({
      openai: [{ name: "OPENAI_API_KEY", origin: "none", isTrusted: true }],
      gemini: [{ name: "GEMINI_API_KEY", origin: "environment", isTrusted: true }],
      ollama: [],
    });
    const presets = await client().connections.presets();
    expect(presets.map(({ name }) => name)).not.toContain("simulated");
  });

  it("[M17] are saved with the comments around them, audited, and their keys may go to their address", async () => {
    writeFileSync(
      yaml(),
      `${text()}\nconnections:\n  # of the lab\n  lab:\n    baseUrl: http://127.0.0.1:9 # old box\n`,
    );
    const connection = {
      baseUrl: server.baseUrl,
      keys: ["TEAM_KEY"],
      headers: { "X-Team": "7", "X-Pass": { key: "TEAM_KEY" } },
      callsAtOnce: 2,
      patience: { silenceSeconds: 300 },
    };
    const saved = await client().connections.save({ name: "team", connection });
    expect(saved[1]).toMatchObject({
      name: "team",
      declared: connection,
      keys: [{ name: "TEAM_KEY", origin: "environment", isTrusted: true }],
      headers: [
        { name: "X-Team", value: "7", key: null },
        { name: "X-Pass", value: null, key: { name: "TEAM_KEY", isTrusted: true } },
      ],
      patience: { silenceSeconds: 300, attempts: 5 },
      problem: null,
    });
    await client().connections.save({
      name: "lab",
      connection: { baseUrl: "http://127.0.0.1:9", callsAtOnce: 1 },
    });
    expect(text()).toContain("# of the lab");
    expect(text()).toContain("# old box");
    const { store } = opened.workspace.contextFor(opened.workspace.person);
    const changes = [...store.audit.entries()].flatMap(({ type, body }) =>
      type === "policy" ? [body["changes"]] : [],
    );
    expect(changes).toEqual([
      [{ setting: "connections.team", value: connection }],
      [{ setting: "trust.team", value: { place: server.origin, keys: ["TEAM_KEY"], isTrusted: true } }],
      [{ setting: "connections.lab.callsAtOnce", value: 1 }],
    ]);
    const gone = await client().connections.save({ name: "lab", connection: null });
    expect(gone.some(({ name }) => name === "lab")).toBe(false);
    expect(text()).not.toContain("lab:");
    await client().connections.save({ name: "team", connection: null });
    expect(text()).not.toContain("connections:");
  });

  it("[M16] that came with the workspace send no key before a person lets them, and no longer when that is taken back", async () => {
    const before = text();
    writeFileSync(
      yaml(),
      `${before}\nconnections:\n  theirs: { baseUrl: "${server.baseUrl}", keys: [OPENAI_API_KEY] }\n`,
    );
    expect(await named("theirs")).toMatchObject({
      problem: { code: "connection-untrusted" },
      keys: [{ name: "OPENAI_API_KEY", isTrusted: false }],
    });
    const trying = client().connections.try({ model: "theirs/m" });
    await expect(trying).rejects.toMatchObject({ data: { code: "connection-untrusted" } });
    await expect(client().connections.models({ connection: "theirs" })).rejects.toMatchObject({
      data: { code: "connection-untrusted" },
    });
    expect(server.requests).toEqual([]);
    await client().connections.trust({ name: "theirs" });
    expect(await named("theirs")).toMatchObject({ problem: null, keys: [{ isTrusted: true }] });
    await client().connections.trust({ name: "theirs", isTrusted: false });
    expect(await named("theirs")).toMatchObject({ problem: { code: "connection-untrusted" } });
    writeFileSync(yaml(), before);
  });

  it("[M16] that came with the workspace let no key go by being saved with something else", async () => {
    const before = text();
    const theirs = { baseUrl: server.baseUrl, keys: ["OPENAI_API_KEY"] };
    writeFileSync(
      yaml(),
      `${before}\nconnections:\n  theirs: { baseUrl: "${server.baseUrl}", keys: [OPENAI_API_KEY] }\n`,
    );
    await client().settings.read();
    const isTrusted = async () => (await named("theirs"))?.keys.map((key) => key.isTrusted);
    await client().connections.save({ name: "theirs", connection: { ...theirs, callsAtOnce: 2 } });
    expect(await isTrusted()).toEqual([false]);
    const keys = ["OPENAI_API_KEY", "TEAM_KEY"];
    await client().connections.save({ name: "theirs", connection: { ...theirs, keys } });
    expect(await isTrusted()).toEqual([false, true]);
    // Whoever saves was shown all of them.
    await client().connections.save({ name: "theirs", connection: { ...theirs, keys }, grant: true });
    expect(await isTrusted()).toEqual([true, true]);
    await client().connections.trust({ name: "theirs", isTrusted: false });
    writeFileSync(yaml(), before);
  });

  it("[M17] lets no preset's key go to an address for which nobody named it", async () => {
    const { baseUrl } = server;
    await client().connections.setKey({ name: "OPENAI_API_KEY", key: KEY });
    const saved = await client().connections.save({ name: "openai", connection: { baseUrl } });
    expect(saved.find(({ name }) => name === "openai")?.keys).toEqual([
      { name: "OPENAI_API_KEY", origin: "typed", isTrusted: false },
    ]);
    await client().connections.try({ model: "openai/m" });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    // A preset that has no address of its own: whoever says one means its key.
    const anywhere = await client().connections.save({ name: "litellm", connection: { baseUrl } });
    expect(anywhere.find(({ name }) => name === "litellm")?.keys).toMatchObject([{ isTrusted: true }]);
    await client().connections.save({ name: "litellm", connection: null });
    // By its name: a person was shown which key that is.
    await client().connections.trust({ name: "openai" });
    await client().connections.try({ model: "openai/m" });
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    await client().connections.trust({ name: "openai", isTrusted: false });
    await client().connections.save({ name: "openai", connection: null });
    await client().connections.setKey({ name: "OPENAI_API_KEY", key: null });
  });

  it("try makes one real call, says what came of it, and what is wrong instead of throwing it", async () => {
    await client().connections.save({
      name: "team",
      connection: { baseUrl: `${server.baseUrl}/chat/completions`, keys: ["TEAM_KEY"] },
    });
    const told = await client().connections.try({ model: "team/m", prompt: "Say ready." });
    expect(told).toMatchObject({ ok: true, model: "team/m", answer: "ready", omitted: [] });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ headers: { authorization: `Bearer ${TEAM_KEY}` } });
    expect(await named("team")).toMatchObject({ said: [expect.stringContaining("/chat/completions")] });

    const call = { name: "done", argumentsText: '{"output":"ready"}' };
    const keyed = await startOpenAiServer({ key: TEAM_KEY, reply: [{ toolCalls: [call] }] });
    await client().connections.save({
      name: "pool",
      connection: { baseUrl: keyed.baseUrl, keys: ["GEMINI_API_KEY", "TEAM_KEY"] },
    });
    const second = await client().connections.try({ model: "pool/m" });
    expect(second).toMatchObject({ ok: true, answer: 'done({"output":"ready"})' });
    expect(second.keysPassedOver).toEqual([
      expect.stringMatching(/^GEMINI_API_KEY: .*characters no key has/),
    ]);
    await client().connections.save({ name: "pool", connection: null });
    await keyed.close();

    const dead = await startOpenAiServer({ reply: [] });
    await dead.close();
    await client().connections.save({ name: "dead", connection: { baseUrl: dead.baseUrl } });
    expect(await client().connections.try({ model: "dead/m" })).toMatchObject({
      ok: false,
      answer: null,
      costUsd: 0,
      error: { code: "model-unavailable" },
    });
    expect(await client().connections.try({ model: "simulated/desk-1" })).toMatchObject({
      ok: true,
      costUsd: 0,
    });
    await client().connections.save({ name: "dead", connection: null });
    await client().connections.save({ name: "team", connection: null });
  });

  const REFUSED: ReadonlyArray<readonly [title: string, name: string, connection: object, words: RegExp]> = [
    ["the stand-in's name", "simulated", { baseUrl: "http://127.0.0.1:1/v1" }, /answers in this program/],
    ["no address", "mine", {}, /needs an address/],
    ["an address that is none", "mine", { baseUrl: "ftp://a.example" }, /no http or https/],
    ["a password in its address", "mine", { baseUrl: "http://u:p@a.example/v1" }, /password/],
    [
      "a password for its proxy",
      "mine",
      { baseUrl: "http://a.example/v1", proxy: "http://u:p@b.example" },
      /password/,
    ],
    [
      "a preset that there is not",
      "mine",
      { preset: "opena", baseUrl: "http://a.example/v1" },
      /no preset "opena"/,
    ],
    [
      "a key in a header",
      "mine",
      { baseUrl: "http://a.example/v1", headers: { "X-Api-Key": "abc" } },
      /keys stand in no file/,
    ],
    [
      "a header of the protocol's",
      "mine",
      { baseUrl: "http://a.example/v1", headers: { Host: "b" } },
      /protocol itself/,
    ],
    [
      "a line break in a header",
      "mine",
      { baseUrl: "http://a.example/v1", headers: { "X-A": "a\r\nb: c" } },
      /no header can carry/,
    ],
    [
      "a key in its query",
      "mine",
      { baseUrl: "http://a.example/v1", query: { key: KEY } },
      /keys stand in no file/,
    ],
  ];
  it.each(REFUSED)(
    "with %s are refused, and the file stays as it was",
    async (_title, name, connection, words) => {
      const before = text();
      await expect(client().connections.save({ name, connection })).rejects.toMatchObject({
        message: expect.stringMatching(words),
      });
      expect(text()).toBe(before);
    },
  );

  it("say what their models cost where somebody said it, and nothing of others", async () => {
    const listing = await startOpenAiServer({ reply: [{ text: "" }], models: ["a", "org/b"] });
    await client().connections.save({ name: "listing", connection: { baseUrl: listing.baseUrl } });
    const here = { input: 0, output: 0 };
    expect(await client().connections.models({ connection: "listing" })).toEqual({
      connection: "listing",
      models: ["a", "org/b"],
      prices: { a: here, "org/b": here },
    });
    await listing.close();
  });

  it("tell of the routes that the file names", async () => {
    const models = ["openai/gpt-5-mini", "ollama/qwen3"];
    writeFileSync(
      yaml(),
      `${text()}\nroutes:\n  cheap: { order: cheapest, models: [${models.join(", ")}] }\n`,
    );
    expect(await client().connections.routes()).toEqual([{ name: "cheap", order: "cheapest", models }]);
  });

  it("[M22] forget what refusals taught of one model, when a person says so", async () => {
    const { baseUrl } = server;
    await client().connections.save({ name: "refusing", connection: { baseUrl } });
    const { store } = opened.workspace.contextFor(opened.workspace.person);
    const lesson = {
      rule: { omit: ["seed"] },
      said: "Unsupported parameter: 'seed' is not supported.",
      at: 1,
    };
    store.durable(() => store.adaptations.note({ endpoint: baseUrl, model: "m", ...lesson }));
    expect((await named("refusing")).learned).toMatchObject([
      { model: "m", rules: { omit: ["seed"] }, said: expect.stringContaining("'seed' is not supported") },
    ]);
    await expect(opened.clientOf("optimizer").connections.forget({ name: "refusing" })).rejects.toThrow();
    await client().connections.forget({ name: "refusing", model: "another" });
    expect((await named("refusing")).learned).toHaveLength(1);
    await client().connections.forget({ name: "refusing", model: "m" });
    expect((await named("refusing")).learned).toEqual([]);
  });

  it("nobody but a person changes them, their keys, or where those may go, nor makes a call", async () => {
    const { connections } = opened.clientOf("optimizer");
    const refused = { data: { code: "path-refused" } };
    const connection = { baseUrl: server.baseUrl };
    await expect(connections.save({ name: "team", connection })).rejects.toMatchObject(refused);
    await expect(connections.trust({ name: "openai" })).rejects.toMatchObject(refused);
    await expect(connections.setKey({ name: "OPENAI_API_KEY", key: KEY })).rejects.toMatchObject(refused);
    await expect(connections.try({ model: "simulated/desk-1" })).rejects.toMatchObject(refused);
    const model = { provider: "openai", name: "m", baseUrl: server.baseUrl, keys: ["TEAM_KEY"] };
    await opened.clientOf("optimizer").runs.run({ task: "x", agent: "solver", model });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("a key that is typed in is used and never comes back, nor is it in any file", async () => {
    const told = await client().connections.setKey({ name: "OPENAI_API_KEY", key: KEY });
    expect(told.find(({ name }) => name === "openai")?.keys).toMatchObject([{ origin: "typed" }]);
    const { secrets } = opened.workspace.contextFor(opened.workspace.person);
    expect(secrets.find("OPENAI_API_KEY")).toBe(KEY);
    expect(JSON.stringify([told, await client().settings.read()])).not.toContain(KEY);
    for (const file of readdirSync(opened.folder, { recursive: true, encoding: "utf8" })) {
      if (/\.(sqlite|yaml|json|sqlite-wal)$/.test(file))
        expect(readFileSync(join(opened.folder, file)).includes(KEY)).toBe(false);
    }
    await client().connections.setKey({ name: "OPENAI_API_KEY", key: null });
    expect(secrets.find("OPENAI_API_KEY")).toBeNull();
  });
});
