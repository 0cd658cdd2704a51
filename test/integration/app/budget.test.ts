import { createRouterClient } from "@orpc/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import { openSealedSplit, SEALED_LOOKS } from "#core/evaluation/sealed-split.ts";
import { callsOf } from "#test/support/called.ts";
import { MARBLE_MODEL, outputName } from "#test/support/marble-model.ts";
import { addMarbles, serveMarbles, startMarbles } from "#test/support/marble-workspace.ts";
import type { Fault, OpenAiServer } from "#test/support/openai-server.ts";
import { withRaw } from "#test/support/raw-database.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  waitForEnd,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let desk: TestWorkspace;
let server: OpenAiServer;
let fault: Fault | null;

beforeEach(async () => {
  const { folder, remove } = makeFolder();
  desk = openTestWorkspace(await makeOrderDesk(folder));
  await addMarbles(desk);
  fault = null;
  server = await serveMarbles({ faults: () => fault });
  return async () => {
    await desk.close();
    await server.close();
    remove();
  };
});
afterEach(() => {
  vi.restoreAllMocks();
});

const onMarbles = (baseUrl = server.baseUrl) => ({
  agent: "solver",
  dataset: "marbles",
  model: { ...MARBLE_MODEL, baseUrl },
});
/** The same server by an address that is not this machine's own: nobody knows what it costs. */
const far = (): string => server.baseUrl.replace("127.0.0.1", "0.0.0.0");
/** Calls to one endpoint at the same time. */
const PLACES = 8;
const refused = (code: string) => ({ data: { code } });
const task = "Case 3: how many white marbles are 2 and 5? Say the number alone.";

describe("[B12] the workspace's caps", () => {
  beforeEach(() => {
    const { settings } = desk.workspace.contextFor(desk.workspace.person);
    settings.save([{ path: ["caps", "maxCalls"], value: 3 }]);
  });

  it("hold in an evaluation", async () => {
    const attempt = desk.client.runs.evaluate({ ...onMarbles(), limit: 8 });
    await expect(attempt).rejects.toMatchObject(refused("budget-exhausted"));
    expect(server.requests).toHaveLength(3);
  });

  it("hold in one of the stand-in", async () => {
    const attempt = desk.client.runs.evaluate({ agent: "order-clerk", dataset: "order-desk", limit: 8 });
    await expect(attempt).rejects.toMatchObject(refused("budget-exhausted"));
  });

  it("hold in a run, unless it is given others", async () => {
    const { dataset: _, ...input } = { ...onMarbles(), task };
    const { spend } = await desk.client.runs.run({ ...input, caps: { maxCalls: null, maxTokens: 50_000 } });
    expect(spend.calls).toBe(2);
    await expect(desk.client.runs.run({ ...input, caps: { maxCalls: 1 } })).rejects.toMatchObject(
      refused("budget-exhausted"),
    );
    expect(server.requests).toHaveLength(3);
  });

  it("[B16, B17] that ended a session say how it goes on, and it does under a higher one alone", async () => {
    const { client } = desk;
    const end = await waitForEnd(client, await startMarbles(desk, server, { caps: { maxCalls: 20 } }));
    expect([end.stopped?.by, end.wayOn]).toEqual([
      "cap",
      expect.stringMatching(/^Raise the cap and resume: 20 of 20 calls are used\./),
    ]);
    const again = { session: end.session };
    for (const caps of [undefined, { maxCalls: 20 }, { maxCalls: 7 }, { maxTokens: 1 }]) {
      const attempt = client.sessions.resume(caps === undefined ? again : { ...again, caps });
      await expect(attempt).rejects.toMatchObject({ data: { code: "budget-exhausted", way: "raise-cap" } });
    }
    expect((await client.sessions.show(again)).caps).toEqual({ maxCalls: 20 });
    const resumed = await client.sessions.resume({ ...again, caps: { maxCalls: 30 } });
    expect([resumed.wayOn, (await waitForEnd(client, resumed)).spend.calls > 20]).toEqual([null, true]);
  });

  it("hold in a session with sixteen at once, to the call", async () => {
    const input = { caps: { maxCalls: 20 }, set: { concurrency: 16, minibatch: 40 } };
    const end = await waitForEnd(desk.client, await startMarbles(desk, server, input));
    expect(end.stopped?.by).toBe("cap");
    expect([server.requests.length, callsOf(end)]).toEqual([20, 20]);
  });
});

it("[B7] in a session every request carries its limit, those of the operators included", async () => {
  await waitForEnd(desk.client, await startMarbles(desk, server, { iterations: 1 }));
  const limits = server.requests.map((request) => [outputName(request) !== null, request.body["max_tokens"]]);
  expect(new Set(limits.map((limit) => JSON.stringify(limit)))).toEqual(
    new Set(["[false,2000]", "[true,8192]"]),
  );
});

it("[B8] a session that ends early pays for what was sent: as many calls as the endpoint saw", async () => {
  const set = { concurrency: 16, minibatch: 40 };
  const end = await waitForEnd(desk.client, await startMarbles(desk, server, { iterations: 1, set }));
  expect(callsOf(end)).toBeGreaterThanOrEqual(server.requests.length);
  // What was called off at once may not have got as far as being read, though it was on its way.
  expect(callsOf(end)).toBeLessThanOrEqual(server.begun() + PLACES);
});

describe("[B6] a model whose price nobody has said", () => {
  it("is called by nothing, and leaves no session, until a person says that it may", async () => {
    const { client } = desk;
    const { dataset: _, ...one } = { ...onMarbles(far()), task };
    const code = refused("price-unknown");
    await expect(client.runs.run(one)).rejects.toMatchObject(code);
    await expect(client.runs.evaluate({ ...onMarbles(far()), limit: 2 })).rejects.toMatchObject(code);
    await expect(startMarbles(desk, { baseUrl: far() })).rejects.toMatchObject(code);
    expect([server.requests.length, await client.sessions.list()]).toEqual([0, []]);

    const allowed = await client.runs.evaluate({ ...onMarbles(far()), limit: 2, unknownPrice: "allow" });
    expect(allowed).toMatchObject({ n: 2, isOwnMachine: false, spend: { usd: null, usdKnown: false } });
  });

  it("is not let pass by others than people, nor under a cap on money", async () => {
    const client = createRouterClient(router, {
      context: desk.workspace.contextFor({ kind: "client", name: "x" }),
    });
    // Some of the held-out items are for people alone; all of them may be asked for.
    const whole = { ...onMarbles(far()), unknownPrice: "allow" } as const;
    await expect(client.runs.evaluate(whole)).rejects.toMatchObject(refused("price-unknown"));
    const input = { ...whole, limit: 2 };
    for (const said of [{ unknownPrice: "allow" }, { set: { unknownPrice: "allow" } }] as const) {
      const { dataset, agent, model } = input;
      const start = client.sessions.start({ dataset, agent, model, ...said });
      await expect(start).rejects.toMatchObject(refused("price-unknown"));
    }
    const capped = desk.client.runs.evaluate({ ...input, caps: { maxUsd: 1 } });
    await expect(capped).rejects.toMatchObject(refused("price-unknown"));
    expect(server.requests).toHaveLength(0);
  });

  it("runs in a session that a person let, and is told apart from this machine", async () => {
    const start = { iterations: 1, unknownPrice: "allow" } as const;
    const end = await waitForEnd(desk.client, await startMarbles(desk, { baseUrl: far() }, start));
    expect(end).toMatchObject({ stopped: { by: "iterations" }, isOwnMachine: false, spend: { usd: null } });
  });

  it("on this machine costs nothing, and it is said why", async () => {
    const found = await desk.client.runs.evaluate({ ...onMarbles(), limit: 2 });
    expect(found).toMatchObject({ isOwnMachine: true, spend: { usd: 0, usdKnown: true } });
  });
});

describe("[B13] an evaluation", () => {
  it("that no model answers has no score: it fails after its first few items", async () => {
    fault = { type: "status", status: 200, body: "{}" };
    const attempt = desk.client.runs.evaluate(onMarbles());
    await expect(attempt).rejects.toThrow(/^4 items in a row failed on the way to the model/);
    expect(server.requests.length).toBeLessThan(16);
    const few = desk.client.runs.evaluate({ ...onMarbles(), limit: 2 });
    await expect(few).rejects.toThrow(/^2 items in a row/);
  });

  it("says what came from the cache, and runs it anew where that is asked for", async () => {
    const input = { ...onMarbles(), limit: 4 };
    const first = await desk.client.runs.evaluate(input);
    const before = server.requests.length;
    const cached = await desk.client.runs.evaluate(input);
    expect([first.cached, cached.cached, cached.spend.calls]).toEqual([0, 4, 0]);
    const fresh = await desk.client.runs.evaluate({ ...input, fresh: true });
    expect([fresh.cached, fresh.spend.calls]).toEqual([0, before]);
    expect(server.requests.length).toBe(2 * before);
    expect((await desk.client.runs.evaluate(input)).cached).toBe(4);
  });

  it("says whether its accuracy is enough", async () => {
    const input = { ...onMarbles(), limit: 6 };
    const { accuracy } = await desk.client.runs.evaluate(input);
    const at = async (minAccuracy: number) =>
      (await desk.client.runs.evaluate({ ...input, minAccuracy })).isEnough;
    expect([await at(accuracy), await at(Math.min(1, accuracy + 0.01))]).toEqual([true, accuracy === 1]);
  });
});

describe("[B14] a session that cannot come to its end is not begun", () => {
  it("as no look at the sealed split is left for its report", async () => {
    const by = desk.workspace.person;
    for (let look = 0; look < SEALED_LOOKS; look += 1) {
      openSealedSplit(desk.store, { dataset: "marbles", by, reason: "a look", at: 0 });
    }
    const attempt = startMarbles(desk, server, { report: "test" });
    await expect(attempt).rejects.toMatchObject(refused("split-sealed"));
    expect([await desk.client.sessions.list(), server.requests.length]).toEqual([[], 0]);
  });

  it("as there is nothing to learn from or to measure by", async () => {
    const line = JSON.stringify({ id: "a", question: "q", answer: "1" });
    await desk.client.data.import({ name: "tiny", source: { text: line }, format: "jsonl", split: "train" });
    const attempt = startMarbles(desk, server, { dataset: "tiny" });
    await expect(attempt).rejects.toMatchObject(refused("dataset-invalid"));
  });

  it("as the model is not there, or its key is missing", async () => {
    vi.stubEnv("OPENAI_API_KEY", "");
    const models = [
      [{ provider: "simulated", name: "nosuch-1" }, "model-unknown"],
      [{ provider: "openai", name: "gpt-5-mini" }, "model-key-missing"],
    ] as const;
    for (const [model, code] of models) {
      const attempt = startMarbles(desk, server, { model });
      await expect(attempt).rejects.toMatchObject(refused(code));
    }
    vi.unstubAllEnvs();
    expect(await desk.client.sessions.list()).toEqual([]);
  });
});

it("[B9] rows that an older version believed, however absurd, are shown as far as numbers go", async () => {
  const { client } = desk;
  const { session } = await waitForEnd(client, await startMarbles(desk, server, { iterations: 1 }));
  const absurd = 2 ** 53 - 1;
  withRaw(desk.workspace.paths.database, (db) => {
    const spend = { calls: 3, inputTokens: 2 * absurd, outputTokens: 1.5, usd: 1e300 };
    db.prepare("UPDATE session SET spend = ?").run(JSON.stringify(spend));
    db.prepare("UPDATE run SET input_tokens = ?, output_tokens = ?").run(absurd, absurd);
  });
  const shown = await client.sessions.show({ session });
  expect(shown.spend).toMatchObject({ inputTokens: absurd, outputTokens: 2 });
  expect((await client.home.spent()).spend.inputTokens).toBe(absurd);
  const { rows } = await client.traces.find({});
  const row = rows.find(({ run }) => run !== null);
  expect(row?.tokens).toBe(absurd);
  expect((await client.traces.timeline({ trace: row?.trace ?? "" })).tokens).toBe(absurd);
});
