import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { outputName } from "#test/support/marble-model.ts";
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
    /^10 runs in a row failed on the way to the model: .* not with a stream/,
  );
  expect(stopped.stopped?.detail).toMatch(/resume/);

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
    expect(end.stopped?.detail).toMatch(
      /^None of the \d+ train items is right, and the optimizer sees no cause/,
    );
  } finally {
    await silent.close();
  }
});
