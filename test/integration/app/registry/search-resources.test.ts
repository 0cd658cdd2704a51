import { createRouterClient } from "@orpc/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import { verifyStore } from "#core/store/verify.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What texts are about here: numbers, folders, memories; each word of a meaning turns a text that way. */
const MEANINGS = [
  /arithmetic|calculator|reckon|compute/gi,
  /folder|files?|papers|shelf/gi,
  /remembers?|notes?|recollect/gi,
];
const embed = (text: string): number[] => [
  ...MEANINGS.map((words) => (text.match(words) ?? []).length),
  // No text is about nothing.
  0.01,
];

const KEY = "team-key-of-nobody-else-0123456789";
const desks = makeFolder();
let own: ReturnType<typeof makeFolder>;
let desk: TestWorkspace;
let server: OpenAiServer;
/** A status, where the endpoint has nothing else to say; or what it says of every text. */
let away: number | number[] | null;
let seed: string;

beforeEach(async () => {
  seed ??= await makeOrderDesk(desks.folder);
  own = makeFolder();
  away = null;
  server = await startOpenAiServer({ reply: [], key: KEY, embed: (text) => away ?? embed(text) });
  desk = openTestWorkspace(copyWorkspace(seed, own.folder), undefined, {
    secrets: { find: (name) => (name === "TEAM_KEY" ? KEY : null), mayReach: () => true },
  });
  const connection = { baseUrl: server.baseUrl, keys: ["TEAM_KEY"] };
  await desk.client.connections.save({ name: "team", connection });
});
afterEach(async () => {
  await desk.close();
  await server.close();
  own.remove();
});

const useEmbeddings = async (model: string | null = "team/e-1") =>
  desk.client.settings.save({ embeddings: model });
const ask = async (query: string, by: "meaning" | "words" = "meaning") =>
  desk.client.resources.retrieve({ query, by, limit: 3 });
const names = ({ found }: Awaited<ReturnType<typeof ask>>) =>
  found.map(({ kind, name }) => `${kind}/${name}`);
const textsSent = () => server.embedded.flat();

describe("[R37] the registry is searched by meaning", () => {
  it("finds what shares no word with the question, and says by which model", async () => {
    await useEmbeddings();
    const found = await desk.client.resources.retrieve({ query: "reckon", limit: 100 });
    expect([found.by, found.model, found.why]).toEqual(["meaning", "team/e-1", null]);
    const scoreOf = (name: string) => found.found.find((each) => each.name === name)?.score ?? 0;
    expect([scoreOf("calculator") > 0.9, scoreOf("desk-files") < 0.1]).toEqual([true, true]);
    expect(names(await ask("papers on a shelf"))[0]).toBe("environment/desk-files");
    expect(found.found.map(({ score }) => score)).toEqual(
      found.found.map(({ score }) => score ?? 0).toSorted((a, b) => b - a),
    );
    expect(names(await ask("reckon", "words"))).toEqual([]);
  });

  it("pays for each version and each question once, also after a restart", async () => {
    await useEmbeddings();
    const first = await ask("reckon");
    const resources = (await desk.client.resources.list({})).length;
    expect(textsSent()).toHaveLength(1 + resources);
    const again = await ask("reckon");
    expect([textsSent().length, again.spend.calls, again.found]).toEqual([1 + resources, 0, first.found]);
    await ask("recollect");
    expect(textsSent()).toHaveLength(2 + resources);
    // Another version is another text; all others are known.
    await desk.client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: "Compute nothing here." }],
      message: "Rules",
    });
    await ask("recollect");
    expect(textsSent().slice(2 + resources)).toEqual([expect.stringContaining("Compute nothing here.")]);
    await desk.close();
    desk = openTestWorkspace(desk.folder, undefined, { secrets: { find: () => null } });
    expect((await ask("reckon")).by).toBe("meaning");
    expect(textsSent()).toHaveLength(3 + resources);
    expect(verifyStore(desk.store).ok).toBe(true);
  });

  it("has what it paid on the books, by the price that is set", async () => {
    await useEmbeddings();
    const before = await desk.client.home.spent();
    const { spend } = await ask("reckon");
    const after = await desk.client.home.spent();
    expect(spend.inputTokens).toBeGreaterThan(100);
    expect([spend.calls, spend.usd]).toEqual([1, 0]);
    expect(after.spend.inputTokens - before.spend.inputTokens).toBe(spend.inputTokens);
    expect(after.spend.calls - before.spend.calls).toBe(1);
  });

  it("stays under the caps of the workspace, and says which one kept it from asking", async () => {
    await useEmbeddings();
    await desk.client.settings.save({ caps: { maxTokens: 20 } });
    const found = await ask("arithmetic");
    expect([found.by, names(found)[0], textsSent()]).toEqual(["words", "tool/calculator", []]);
    expect(found.why?.message).toMatch(/cap on tokens/);
  });

  it.each([
    ["answers with a fault of its own", 503, /answered 503/],
    ["has no such model", 404, /answered 404/],
  ])("goes by words where the endpoint %s, and says so", async (_what, status, why) => {
    await useEmbeddings();
    away = status;
    const found = await ask("arithmetic expression");
    expect([found.by, found.model, names(found)[0]]).toEqual(["words", null, "tool/calculator"]);
    expect(found.why?.message).toMatch(why);
    // It is asked again the next time.
    away = null;
    expect((await ask("arithmetic expression")).by).toBe("meaning");
  });

  it("has an answer on the books that is no vector, and none that the endpoint refused", async () => {
    await useEmbeddings();
    const booked = () => desk.store.events.ofWorkspace("embedded").length;
    away = 404;
    expect((await ask("arithmetic")).spend.calls).toBe(0);
    expect(booked()).toBe(0);
    away = [];
    const odd = await ask("arithmetic");
    expect([odd.by, odd.spend.calls]).toEqual(["words", 1]);
    expect(odd.why?.message).toMatch(/did not answer with one vector/);
    expect(booked()).toBe(1);
  });

  it("goes by words where the endpoint is gone, the key is refused, or none is set, without a key in what is said", async () => {
    expect((await ask("arithmetic")).why?.message).toBe("No model of embeddings is set.");
    await useEmbeddings();
    await desk.client.connections.save({
      name: "team",
      connection: { baseUrl: server.baseUrl, keys: ["NO_SUCH_KEY"] },
    });
    const refused = await ask("arithmetic");
    expect(refused.why?.message).toMatch(/wants a key/);
    await server.close();
    const gone = await ask("arithmetic");
    expect([gone.by, names(gone)[0]]).toEqual(["words", "tool/calculator"]);
    expect(gone.why?.message).toMatch(/could not be reached/);
    expect(JSON.stringify([refused, gone])).not.toContain(KEY);
    await useEmbeddings("simulated/desk-1");
    expect((await ask("arithmetic")).why?.message).toMatch(/stand-in/);
    server = await startOpenAiServer({ reply: [] });
  });

  it.each(["optimizer", "agent", "client"] as const)("has no model called for: %s", async (kind) => {
    await useEmbeddings();
    const context = desk.workspace.contextFor({ kind, name: `a ${kind}` });
    const other = createRouterClient(router, { context });
    const found = await other.resources.retrieve({ query: "arithmetic" });
    expect([found.by, found.found[0]?.name, textsSent()]).toEqual(["words", "calculator", []]);
    await expect(other.settings.save({ embeddings: "team/e-1" })).rejects.toMatchObject({
      data: { code: "path-refused" },
    });
  });
});

describe("[R37] the registry is searched by words", () => {
  it("in names and descriptions first, then in what resources hold", async () => {
    await desk.client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: "A heliotrope is a flower." }],
      message: "Rules",
    });
    expect(names(await ask("heliotropes flower", "words"))).toEqual(["environment/desk-files"]);
    expect(names(await ask("heliotrope tree", "words"))).toEqual([]);
    const order = names(await desk.client.resources.retrieve({ query: "house", limit: 100, by: "words" }));
    expect(order).toContain("prompt/order-clerk");
    expect(names(await ask("… —", "words"))).toEqual([]);
  });
});
