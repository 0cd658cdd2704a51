import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { looks } from "#core/evaluation/sealed-split.ts";
import { outputName, RULES } from "#test/support/marble-model.ts";
import {
  openMarbleDesk,
  serveMarbles,
  startMarbles,
  type MarbleDesk,
} from "#test/support/marble-workspace.ts";
import {
  startOpenAiServer,
  type Fault,
  type OpenAiServer,
  type ServerRequest,
} from "#test/support/openai-server.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

// Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** A success without a stream: a failure on the way to the model that no second attempt mends. */
const NO_STREAM: Fault = { type: "status", status: 200, body: "{}" };

let made: MarbleDesk;
let server: OpenAiServer;
let isFailing: (request: ServerRequest) => boolean;

beforeEach(async () => {
  made = await openMarbleDesk();
  server = await serveMarbles({ faults: (request) => (isFailing(request) ? NO_STREAM : null) });
  return async () => {
    await made.close();
    await server.close();
  };
});
afterEach(() => {
  isFailing = () => false;
});

it("a model that is out of reach stops the session with the reason; back again, it asks for what failed", async () => {
  const { client } = made.desk;
  isFailing = (request) => outputName(request) === null;
  const stopped = await waitForEnd(client, await startMarbles(made.desk, server, { iterations: 1 }));
  expect(stopped).toMatchObject({ state: "stopped", stopped: { by: "error" }, operator: "act" });
  expect(stopped.stopped?.detail).toMatch(
    /^10 items in a row failed on the way to the model: .* no chat completion/,
  );
  expect(stopped.stopped?.detail).toMatch(/asked for again/);

  isFailing = () => false;
  const end = await waitForEnd(client, await client.sessions.resume({ session: stopped.session }));
  expect(end).toMatchObject({ state: "stopped", stopped: { by: "iterations" }, commits: 1 });
});

it("one that goes away in an assessment is no evidence against a candidate", async () => {
  const { client, store } = made.desk;
  let answers = 0;
  isFailing = (request) => outputName(request) === null && (answers += 1) > 30;
  const stopped = await waitForEnd(client, await startMarbles(made.desk, server, { iterations: 1 }));
  expect(stopped).toMatchObject({ state: "stopped", stopped: { by: "error" }, operator: "assess" });
  expect(store.proposals.assessment("1")).toBeNull();

  isFailing = () => false;
  const end = await waitForEnd(client, await client.sessions.resume({ session: stopped.session }));
  expect(end).toMatchObject({ state: "stopped", stopped: { by: "iterations" }, commits: 1 });
});

it("an assessment by hand that failed so can be made again, and leaves nothing in the way of the next", async () => {
  const { client, store } = made.desk;
  const started = await startMarbles(made.desk, server, { iterations: 1, approve: "ask" });
  await waitForEnd(client, started);
  const values = [{ ...RULES, value: "Count all marbles, whatever their colour." }];
  const { id } = await client.proposals.derive({ id: "1", values, summary: "Count all" });
  isFailing = (request) => outputName(request) === null;
  await expect(client.proposals.assess({ id })).rejects.toThrow(/on the way to the model/);
  expect(store.proposals.find(id)?.status).toBe("draft");

  isFailing = () => false;
  await client.proposals.assess({ id });
  const assessed = store.proposals.assessedItems(store.proposals.assessment(id)!.id);
  const runs = assessed.flatMap(({ baselineRun, candidateRun }) => [baselineRun, candidateRun]);
  expect(runs.length).toBeGreaterThan(0);
  expect(runs.map((run) => store.runs.find(run)?.error)).toEqual(runs.map(() => null));
});

it("[A5] a report whose model is out of reach says nothing that the endpoint said of sealed items", async () => {
  const { client, store } = made.desk;
  const quoting = await serveMarbles({
    faults: ({ body }) =>
      looks(store, "marbles") === 0
        ? null
        : { type: "status", status: 501, error: { message: `You asked: ${body.messages.at(-1)?.content}` } },
  });
  try {
    const started = await startMarbles(made.desk, quoting, { iterations: 1, report: "test" });
    const stopped = await waitForEnd(client, started);
    expect(stopped).toMatchObject({ stopped: { by: "error" }, operator: "report" });
    const events = store.events.after(0, stopped.session, 10_000);
    expect(events.map(({ type }) => type)).toContain("model-unreached");
    expect(JSON.stringify([stopped, events])).not.toMatch(/You asked|It said/);
  } finally {
    await quoting.close();
  }
});

it("a report that is interrupted goes on with the look that was counted", async () => {
  const { client, store } = made.desk;
  let isReporting = false;
  isFailing = (request) => isReporting && outputName(request) === null;
  const stopWatching = setInterval(() => (isReporting ||= looks(store, "marbles") > 0), 1);
  try {
    const started = await startMarbles(made.desk, server, { iterations: 1, report: "test" });
    const stopped = await waitForEnd(client, started);
    expect(stopped).toMatchObject({ stopped: { by: "error" }, operator: "report" });
  } finally {
    clearInterval(stopWatching);
  }
  isFailing = () => false;
  const end = await waitForEnd(client, await client.sessions.resume({ session: "1" }));
  expect(end).toMatchObject({ state: "stopped", stopped: { by: "iterations" } });
  expect(looks(store, "marbles")).toBe(1);
});

it("single failures on the way are wrong answers, and the session goes on", async () => {
  const { client } = made.desk;
  let answers = 0;
  isFailing = (request) => outputName(request) === null && (answers += 1) % 5 === 0;
  const end = await waitForEnd(client, await startMarbles(made.desk, server, { iterations: 1 }));
  expect(end).toMatchObject({ state: "stopped", stopped: { by: "iterations" } });
});

it("an optimizer that sees no cause where nothing is right is not taken for a success", async () => {
  const silent = await startOpenAiServer({
    chunkCharacters: 200,
    reply: (request) => ({ text: outputName(request) === null ? "none" : '{"hypotheses":[]}' }),
  });
  try {
    const end = await waitForEnd(made.desk.client, await startMarbles(made.desk, silent, { iterations: 1 }));
    expect(end.stopped?.by).toBe("stall");
    expect(end.stopped?.detail).toMatch(
      /^None of the \d+ train items is right, and the optimizer sees no cause/,
    );
  } finally {
    await silent.close();
  }
});
