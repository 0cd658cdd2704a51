import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { formatSession } from "#core/host/cli/format/session.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { MARBLE_MODEL } from "#test/support/marble-model.ts";
import {
  makeMarbleTemplate,
  serveMarbles,
  startMarbles,
  type MarbleTemplate,
} from "#test/support/marble-workspace.ts";
import type { Fault, OpenAiServer } from "#test/support/openai-server.ts";
import { waitForEnd, type TestWorkspace } from "#test/support/test-workspace.ts";

// Calls over HTTP, each twice on the disk, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const QUESTION = "Case 3: how many white marbles are 2 and 5? Say the number alone.";
const NO_CREDIT: Fault = { type: "status", status: 402, error: { message: "no credit" } };
const { name: MODEL } = MARBLE_MODEL;

let template: MarbleTemplate;
let desk: TestWorkspace;
let first: OpenAiServer;
let second: OpenAiServer;
let firstFault: Fault | null;

beforeAll(async () => {
  template = await makeMarbleTemplate();
});
afterAll(() => template.remove());
beforeEach(async () => {
  desk = template.openCopy();
  firstFault = null;
  first = await serveMarbles({ faults: () => firstFault });
  second = await serveMarbles({});
  appendFileSync(
    join(desk.folder, "workspace.yaml"),
    `
connections:
  one: { baseUrl: "${first.baseUrl}", fallback: ["two/${MODEL}"] }
  two: { baseUrl: "${second.baseUrl}" }
routes:
  either: { order: cheapest, models: ["one/${MODEL}", "two/${MODEL}"] }
prices:
  one/${MODEL}: { input: 5, output: 5 }
  two/${MODEL}: { input: 1, output: 1 }
`,
  );
  await desk.client.settings.read();
});
afterEach(async () => {
  await desk.close();
  await first.close();
  await second.close();
});

const asked = (): readonly number[] => [first.requests.length, second.requests.length];

describe("[M25] a connection that falls back", () => {
  it("is asked alone while it answers, and says so", async () => {
    const done = await desk.client.runs.run({
      agent: "solver",
      model: { provider: "one", name: MODEL },
      task: QUESTION,
    });
    expect([done.output, done.answeredBy]).toEqual(["7", { [`one/${MODEL}`]: first.requests.length }]);
    expect(second.requests).toEqual([]);
  });

  it("is answered for by the next model where it gives none; span, run and evaluation say which", async () => {
    firstFault = NO_CREDIT;
    const model = { provider: "one", name: MODEL };
    const done = await desk.client.runs.run({ agent: "solver", model, task: QUESTION });
    expect([done.output, done.answeredBy]).toEqual(["7", { [`two/${MODEL}`]: second.requests.length }]);
    const chat = desk.store.traces.spans(done.trace)?.find(({ name }) => name.startsWith("chat"));
    expect(chat?.attributes[AUTOGENESIS.answeredBy]).toBe(`two/${MODEL}`);
    expect(chat?.attributes[AUTOGENESIS.passedOver]).toEqual([`one/${MODEL}: model-account-refused`]);
    const { traces } = desk.client;
    expect((await traces.show({ trace: done.trace })).answeredBy).toEqual(done.answeredBy);
    const found = await traces.find({ model: `two/${MODEL}` });
    expect(found.rows.map(({ trace, answeredBy }) => [trace, answeredBy])).toEqual([
      [done.trace, done.answeredBy],
    ]);
    expect((await traces.find({ model: "two/nothing" })).total).toBe(0);
    expect((await traces.choices()).models).toContain(`two/${MODEL}`);
    const evaluated = await desk.client.runs.evaluate({
      agent: "solver",
      model,
      dataset: "marbles",
      limit: 4,
    });
    expect(Object.keys(evaluated.answeredBy ?? {})).toEqual([`two/${MODEL}`]);
    expect(evaluated.errors).toBe(0);
  });
});

it("[M25] a session tells which models answered the calls of its runs", async () => {
  firstFault = NO_CREDIT;
  const model = { provider: "one", name: MODEL };
  const begun = await startMarbles(desk, first, { model, iterations: 1 });
  const session = await waitForEnd(desk.client, begun);
  const measured = await desk.client.sessions.runs({ session: session.session });
  expect(Object.keys(measured.answeredBy ?? {})).toEqual([`two/${MODEL}`]);
  expect(measured.answeredBy?.[`two/${MODEL}`]).toBeGreaterThanOrEqual(measured.runs);
  expect(formatSession(session, measured)).toContain(`calls of its runs answered by two/${MODEL} `);
});

describe("[M26] a route", () => {
  it("is asked by price for each call, and is part of the closure with every model it may be answered by", async () => {
    const model = { provider: "route", name: "either" };
    const done = await desk.client.runs.run({ agent: "solver", model, task: QUESTION });
    expect([done.output, asked()]).toEqual(["7", [0, second.requests.length]]);
    const closure = desk.store.runs.closure(desk.store.runs.find(done.run)?.closure ?? "");
    expect(closure?.model).toMatchObject({
      provider: "route",
      name: "either",
      route: {
        order: "cheapest",
        models: [
          { provider: "one", name: MODEL, endpoint: first.baseUrl },
          { provider: "two", name: MODEL, endpoint: second.baseUrl },
        ],
      },
    });
    const alone = await desk.client.runs.run({
      agent: "solver",
      model: { provider: "two", name: MODEL },
      task: QUESTION,
    });
    expect(alone.answeredBy).toBeUndefined();
    expect(desk.store.runs.closure(desk.store.runs.find(alone.run)?.closure ?? "")?.model).not.toHaveProperty(
      "route",
    );
  });

  it("begins again where one of its models is refused a member, and leaves it out for that one alone", async () => {
    const refused: Fault = {
      type: "status",
      status: 400,
      error: { message: "Unsupported parameter: 'seed' is not supported here.", param: "seed" },
    };
    await second.close();
    second = await serveMarbles({ faults: ({ body }) => ("seed" in body ? refused : null) });
    const connection = { baseUrl: second.baseUrl };
    await desk.client.connections.save({ name: "two", connection });
    const model = { provider: "route", name: "either" };
    const done = await desk.client.runs.run({ agent: "solver", model, task: QUESTION });
    const closure = desk.store.runs.closure(desk.store.runs.find(done.run)?.closure ?? "");
    expect(closure?.model.route?.models.map(({ request }) => request)).toEqual([
      undefined,
      { omit: ["seed"] },
    ]);
  });

  it("that nobody named is refused before anything is asked", async () => {
    const model = { provider: "route", name: "nowhere" };
    const refusal = desk.client.runs.run({ agent: "solver", model, task: QUESTION });
    await expect(refusal).rejects.toMatchObject({ data: { code: "model-unknown" } });
    expect(asked()).toEqual([0, 0]);
  });
});

describe("[M27] what goes with each request beside it", () => {
  const evaluate = async (connection: object, model = { provider: "dressed", name: MODEL }) => {
    await desk.client.connections.save({
      name: "dressed",
      connection: { baseUrl: second.baseUrl, ...connection },
    });
    const asked = { agent: "solver", model, dataset: "marbles", limit: 2 };
    const { closure, cached } = await desk.client.runs.evaluate(asked);
    return { cached, model: desk.store.runs.closure(closure)?.model };
  };

  it.each([
    ["header", { headers: { "X-Variant": "one" } }, { headers: { "X-Variant": "two" } }],
    ["query", { query: { deployment: "one" } }, { query: { deployment: "two" } }],
    ["preset", {}, { preset: "llama-cpp" }],
  ])("is part of the closure: another %s is answered anew", async (_what, one, two) => {
    expect((await evaluate(one)).cached).toBe(0);
    expect((await evaluate(one)).cached).toBe(2);
    const changed = await evaluate(two);
    expect(changed.cached).toBe(0);
    expect(changed.model).toHaveProperty("dress");
  });

  it("is left out where there is nothing, and said of each model of a route", async () => {
    expect((await evaluate({})).model).not.toHaveProperty("dress");
    const dressed = { headers: { "X-Variant": "one" }, fallback: [`two/${MODEL}`] };
    const { model } = await evaluate(dressed);
    const dress = { headers: { "x-variant": "one" } };
    expect(model?.route?.models.map((each) => each.dress)).toEqual([dress, undefined]);
  });
});
