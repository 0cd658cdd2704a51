import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { looks } from "#core/evaluation/sealed-split.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { MARBLE_MODEL, outputName } from "#test/support/marble-model.ts";
import {
  makeMarbleTemplate,
  serveMarbles,
  startMarbles,
  type MarbleTemplate,
} from "#test/support/marble-workspace.ts";
import type { Fault, OpenAiServer, ServerRequest } from "#test/support/openai-server.ts";
import { waitForEnd, type TestWorkspace } from "#test/support/test-workspace.ts";

// Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let template: MarbleTemplate;
let desk: TestWorkspace;
let server: OpenAiServer;
let isRefused: (request: ServerRequest) => string | null;
/** Whether a refusal repeats what it was asked. */
let quotes: boolean;

beforeAll(async () => {
  template = await makeMarbleTemplate();
});
afterAll(() => template.remove());
beforeEach(async () => {
  desk = template.openCopy();
  isRefused = () => null;
  quotes = false;
  server = await serveMarbles({
    faults: (request) => {
      const member = isRefused(request);
      if (member === null) return null;
      return refusal(member, quotes ? ` You asked: ${request.body.messages.at(-1)?.content}` : "");
    },
  });
});
afterEach(async () => {
  await desk.close();
  await server.close();
});

const refusal = (member: string, quote: string): Fault => ({
  type: "status",
  status: 400,
  error: { message: `Unsupported parameter: '${member}' is not supported here.${quote}`, param: member },
});
/** The first of these members that the request has. */
const refuses =
  (...members: readonly string[]) =>
  ({ body }: ServerRequest): string | null =>
    members.find((member) => member in body) ?? null;

const QUESTION = "Case 3: how many white marbles are 2 and 5? Say the number alone.";
const onMarbles = () => ({ agent: "solver", model: { ...MARBLE_MODEL, baseUrl: server.baseUrl } });
const learned = () => desk.store.adaptations.list().map(({ rule }) => rule);
const agentRequests = () => server.requests.filter((request) => outputName(request) === null);

describe("[M24] one run", () => {
  it("begins again without what was refused; closure and trace say what was sent, and the lesson holds", async () => {
    isRefused = refuses("temperature", "seed");
    const done = await desk.client.runs.run({ ...onMarbles(), task: QUESTION });
    expect(done).toMatchObject({ success: true, output: "7" });
    expect(desk.store.adaptations.list()).toEqual([
      expect.objectContaining({
        endpoint: server.baseUrl,
        model: MARBLE_MODEL.name,
        rule: { omit: ["temperature"] },
        said: "Unsupported parameter: 'temperature' is not supported here.",
      }),
      expect.objectContaining({ rule: { omit: ["seed"] } }),
    ]);
    const { store } = desk;
    const run = store.runs.find(done.run);
    expect(store.runs.closure(run?.closure ?? "")).toMatchObject({
      model: { request: { omit: ["seed", "temperature"] } },
    });
    const chat = store.traces.spans(done.trace)?.find(({ name }) => name.startsWith("chat"));
    expect(chat?.attributes).not.toHaveProperty(GEN_AI.requestTemperature);
    expect(chat?.attributes).not.toHaveProperty(GEN_AI.requestSeed);
    expect(chat?.attributes[AUTOGENESIS.requestRules]).toBe('{"omit":["seed","temperature"]}');

    const before = server.requests.length;
    const again = await desk.client.runs.run({ ...onMarbles(), task: QUESTION });
    expect(again.spend.calls).toBe(server.requests.length - before);
    expect(again.success).toBe(true);
  });

  it("is asked for its answer in one piece where none comes in pieces", async () => {
    isRefused = refuses("stream");
    const done = await desk.client.runs.run({ ...onMarbles(), task: QUESTION });
    expect(done).toMatchObject({ success: true, output: "7" });
    expect(learned()).toEqual([{ omit: ["stream"] }]);
    expect(server.requests.at(-1)?.body).not.toHaveProperty("stream_options");
  });

  it("is refused in the endpoint's words once nothing is left that it could be asked without", async () => {
    isRefused = ({ body }) =>
      ["temperature", "seed", "max_tokens", "stream_options"].find((member) => member in body) ?? "the moon";
    const { success, error } = await desk.client.runs.run({ ...onMarbles(), task: QUESTION });
    expect({ success, code: error?.code }).toEqual({ success: false, code: "model-refused" });
    expect(error?.message).toContain("It said: “Unsupported parameter: 'the moon' is not supported here.”");
    expect(server.requests).toHaveLength(5);
    expect(learned()).toHaveLength(4);
  });

  it("that a person's connection speaks of learns nothing against it", async () => {
    isRefused = refuses("temperature");
    const connection = { baseUrl: server.baseUrl, request: { set: { temperature: 0.5 } } };
    await desk.client.connections.save({ name: "own", connection });
    const model = { provider: "own", name: MARBLE_MODEL.name };
    const { error } = await desk.client.runs.run({ agent: "solver", model, task: QUESTION });
    expect(error?.message).toContain("the setting “temperature”");
    expect([learned(), server.requests.length]).toEqual([[], 1]);
    expect(server.requests[0]?.body["temperature"]).toBe(0.5);
  });
});

describe("[M24] an evaluation", () => {
  it("of several calls that are refused alike learns once, and comes to what it would have", async () => {
    isRefused = refuses("seed");
    const done = await desk.client.runs.evaluate({ ...onMarbles(), dataset: "marbles", limit: 8 });
    expect(done).toMatchObject({ n: 8, errors: 0, cached: 0 });
    expect(learned()).toEqual([{ omit: ["seed"] }]);
    expect(done.spend.calls).toBe(server.requests.length);
    const before = server.requests.length;
    const again = await desk.client.runs.evaluate({ ...onMarbles(), dataset: "marbles", limit: 8 });
    expect([again.cached, again.closure, server.requests.length]).toEqual([8, done.closure, before]);
  });

  it("of sealed items takes one look, however often it begins again, and repeats nothing of what was said", async () => {
    isRefused = refuses("seed", "temperature");
    await desk.client.runs.evaluate({ ...onMarbles(), dataset: "marbles", split: "test", limit: 4 });
    expect(looks(desk.store, "marbles")).toBe(1);
    isRefused = () => "the moon";
    const refused = desk.client.runs.evaluate({
      ...onMarbles(),
      dataset: "marbles",
      split: "test",
      limit: 4,
      fresh: true,
    });
    await expect(refused).rejects.toMatchObject({
      data: { code: "model-refused" },
      message: expect.not.stringContaining("moon") as string,
    });
  });

  it.each([1, 3])("[A5] keeps nothing that was said of sealed items, in %i threads", async (workers) => {
    // Every other one is refused for good.
    quotes = true;
    const isOdd = ({ body }: ServerRequest) => /Case \d*[13579]:/.test(body.messages.at(-1)?.content ?? "");
    isRefused = (request) => ("seed" in request.body ? "seed" : isOdd(request) ? "the moon" : null);
    const done = await desk.client.runs.evaluate({
      ...onMarbles(),
      dataset: "marbles",
      split: "test",
      limit: 12,
      workers,
    });
    expect(done.errors).toBeGreaterThan(0);
    expect(JSON.stringify(done)).not.toMatch(/It said|Case \d/);
    expect(desk.store.adaptations.list()).toMatchObject([{ rule: { omit: ["seed"] }, said: "" }]);
  });

  it("is held to one bill, however often it begins again", async () => {
    isRefused = ({ body, call }) => (call > 3 && "seed" in body ? "seed" : null);
    const attempt = desk.client.runs.evaluate({
      ...onMarbles(),
      dataset: "marbles",
      limit: 20,
      caps: { maxCalls: 10 },
    });
    await expect(attempt).rejects.toMatchObject({ data: { code: "budget-exhausted" } });
    expect(server.requests.length).toBeLessThanOrEqual(10);
  });
});

describe("[M24] a session", () => {
  const play = async (input: Parameters<typeof startMarbles>[2] = {}) => {
    const started = await startMarbles(desk, server, { iterations: 1, ...input });
    return waitForEnd(desk.client, started);
  };

  it("whose optimizer is refused goes on from its journal: what the agent did is not asked again", async () => {
    const undisturbed = await play();
    await desk.close();
    desk = template.openCopy();
    const before = server.requests.length;
    // Of the optimizer's own alone.
    isRefused = (request) => (outputName(request) === null ? null : refuses("temperature")(request));
    const end = await play();
    expect(end).toMatchObject({ stopped: { by: "iterations" }, commits: undisturbed.commits });
    expect(undisturbed.commits).toBe(1);
    const asked = server.requests.slice(before).map(outputName);
    const refused = asked.indexOf("hypotheses");
    expect(asked.slice(refused, refused + 2)).toEqual(["hypotheses", "hypotheses"]);
    expect(server.requests[before + refused + 1]?.body).not.toHaveProperty("temperature");
    expect(learned()).toEqual([{ omit: ["temperature"] }]);
    expect(desk.store.proposals.list().map(({ status }) => status)).not.toContain("assessing");
  });

  it.each([1, 3])(
    "that is refused in the middle of an assessment makes it anew, in %i threads, and decides the same",
    async (workers) => {
      const undisturbed = await play();
      await desk.close();
      desk = template.openCopy();
      const before = agentRequests().length;
      isRefused = (request) =>
        agentRequests().length - before > 40 && outputName(request) === null
          ? refuses("seed")(request)
          : null;
      const end = await play({ workers });
      expect(end).toMatchObject({ stopped: { by: "iterations" }, commits: undisturbed.commits });
      expect(learned()).toEqual([{ omit: ["seed"] }]);
      const [proposal] = desk.store.proposals.list();
      const assessed = desk.store.proposals.assessedItems(
        desk.store.proposals.assessment(proposal?.id ?? "")?.id ?? "",
      );
      const closures = new Set(
        assessed.flatMap(({ baselineRun, candidateRun }) =>
          [baselineRun, candidateRun].map((run) => {
            const closure = desk.store.runs.closure(desk.store.runs.find(run)?.closure ?? "");
            return JSON.stringify((closure as { model: { request?: unknown } }).model.request);
          }),
        ),
      );
      expect([...closures]).toEqual(['{"omit":["seed"]}']);
    },
  );

  it("assesses a proposal by hand all the same", async () => {
    await play({ approve: "ask" });
    const values = [
      {
        resource: "prompt/solver" as const,
        pointer: "/messages/0/sections/0/text",
        value: "Count all marbles.",
      },
    ];
    const { id } = await desk.client.proposals.derive({ id: "1", values, summary: "Count all" });
    isRefused = refuses("seed");
    await desk.client.proposals.assess({ id });
    expect(desk.store.proposals.assessment(id)).not.toBeNull();
    expect(learned()).toEqual([{ omit: ["seed"] }]);
  });
});

describe("[M24] a call to try a connection", () => {
  it("says what it was left without", async () => {
    isRefused = refuses("seed");
    await desk.client.connections.save({ name: "own", connection: { baseUrl: server.baseUrl } });
    const tried = await desk.client.connections.try({ model: `own/${MARBLE_MODEL.name}`, prompt: QUESTION });
    expect(tried.error).toBeUndefined();
    expect(tried).toMatchObject({ ok: true, omitted: ["seed"] });
    const listed = await desk.client.connections.list();
    expect(listed.find(({ name }) => name === "own")?.learned).toMatchObject([
      { model: MARBLE_MODEL.name, rules: { omit: ["seed"] } },
    ]);
    const forgotten = await desk.client.connections.forget({ name: "own", model: MARBLE_MODEL.name });
    expect(forgotten.find(({ name }) => name === "own")?.learned).toEqual([]);
    isRefused = () => null;
    await desk.client.connections.try({ model: `own/${MARBLE_MODEL.name}`, prompt: QUESTION });
    expect(server.requests.at(-1)?.body).toHaveProperty("seed");
  });
});
