import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSessionConfig } from "#core/app/sessions/session-config.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { startOpenAiServer, type Fault } from "#test/support/openai-server.ts";
import { openNewWorkspace, type OpenedWorkspace } from "./open-workspace.ts";

let desk: OpenedWorkspace;
let empty: OpenedWorkspace;

beforeAll(async () => {
  desk = await openNewWorkspace({ from: "order-desk", houseSeed: 1 });
  empty = await openNewWorkspace({ from: "empty" });
});
afterAll(async () => {
  await desk.close();
  await empty.close();
});

/** Puts the agent onto a model behind an address, as an edit of a person does. */
function useEndpoint({ workspace }: OpenedWorkspace, baseUrl: string): void {
  const { store, clock, countTokens } = workspace.contextFor(workspace.person);
  const base = store.headBranch.commit();
  const view = viewAtCommit(store, base);
  const { content } = view.get("agent/order-clerk").resource;
  const edit = {
    type: "update",
    resource: "agent/order-clerk",
    content: { ...content, model: { provider: "openai", name: "any", baseUrl } },
  } as const;
  const by = { author: workspace.person, at: clock.now() };
  const after = applyEdits(view, [edit], { store, author: "person", at: by.at, countTokens });
  const message = "Use a real model";
  commitView(store, after, {
    ...by,
    branch: MAIN_BRANCH,
    base,
    message,
    operation: { kind: "edit", label: message },
  });
}

describe("the practice card's material", () => {
  it("is a real train item with a real run of head's agent, field by field as the scorer sees it", async () => {
    const client = desk.clientOf("person");
    const practice = await client.home.practice({});
    if (practice.state !== "ready") throw new Error(`it is ${practice.state}`);
    const { example, right, of, isSimulated, ahead } = practice;
    expect({ of, isSimulated, usd: ahead.usd }).toEqual({ of: 10, isSimulated: true, usd: 0 });
    expect(right).toBeLessThan(of);
    expect(example.isRight).toBe(false);

    const train = await client.data.items({ dataset: "order-desk", split: "train", limit: 1000 });
    const item = train.items.find(({ id }) => id === example.item);
    expect(item).toMatchObject({ input: example.message, expected: example.expected });
    const scored = await client.data.tryScorer({
      scorer: { type: "json-fields" },
      output: example.output,
      expected: example.expected,
    });
    expect(Object.fromEntries(example.fields.map(({ name, isRight }) => [name, isRight ? 1 : 0]))).toEqual(
      scored.parts,
    );
    expect((await client.traces.timeline({ trace: example.trace })).run).toBe(example.run);
  });

  it("asked again it is the same, out of the cache", async () => {
    const client = desk.clientOf("person");
    const first = await client.home.practice({});
    const { total } = await client.traces.find({});
    expect(await client.home.practice({})).toEqual(first);
    expect((await client.traces.find({})).total).toBe(total);
  });

  it("how far off the first proposal is follows the optimizer's settings, in whatever form the file has them", async () => {
    const client = desk.clientOf("person");
    const runsAhead = async (): Promise<number> => {
      const practice = await client.home.practice({});
      return practice.state === "ready" ? practice.ahead.runs : 0;
    };
    const usual = await runsAhead();
    const optimizer = { type: "reflection", settings: { minibatch: 10 } } as const;
    await client.settings.save({ optimizer });
    expect(await runsAhead()).toBe(usual - 30);
    await client.settings.save({ optimizer: { ...optimizer, settings: { minibatch: null } } });
    const { settings } = desk.workspace.contextFor(desk.workspace.person);
    settings.save([{ path: ["session", "minibatch"], value: 15 }]);
    expect(await runsAhead()).toBe(usual - 25);
    settings.save([{ path: ["session", "minibatch"], value: null }]);
    expect(await runsAhead()).toBe(usual);
  });

  it("a model that may cost something is not called until somebody says so", async () => {
    const client = desk.clientOf("person");
    const { total } = await client.traces.find({});
    useEndpoint(desk, "http://127.0.0.1:9/v1");
    expect(await client.home.practice({})).toEqual({
      state: "ask",
      agent: "agent/order-clerk",
      model: "openai/any",
      runs: 10,
      isPriceKnown: true,
    });
    expect((await client.traces.find({})).total).toBe(total);
    await client.history.undo();
  });

  it("[B6] others than people do not let a price pass that nobody knows", async () => {
    // Not this machine's own address, though nothing but this machine answers there.
    useEndpoint(desk, "http://0.0.0.0:9/v1");
    const attempt = desk.clientOf("client").home.practice({ mayCall: true });
    await expect(attempt).rejects.toMatchObject({ data: { code: "price-unknown" } });
    await desk.clientOf("person").history.undo();
  });

  it("[B13] of a model that does not answer there is no score; once it does, it is asked again", async () => {
    const client = desk.clientOf("person");
    let fault: Fault | null = { type: "status", status: 200, body: "{}" };
    const server = await startOpenAiServer({ reply: () => ({ text: "{}" }), faults: () => fault });
    useEndpoint(desk, server.baseUrl);
    const unheard = client.home.practice({ mayCall: true });
    await expect(unheard).rejects.toMatchObject({ data: { code: "model-malformed" } });
    fault = null;
    expect(await client.home.practice({ mayCall: true })).toMatchObject({ state: "ready", of: 10, right: 0 });
    await client.history.undo();
    await server.close();
  });

  it("a workspace that began empty says what is missing", async () => {
    expect(await empty.clientOf("person").home.practice({})).toEqual({ state: "empty", missing: "agent" });
  });
});

describe("what all sessions came to", () => {
  /** A session of long ago, as the store keeps it. */
  function keepSession(usd: number | null): void {
    const { store, clock } = empty.workspace.contextFor(empty.workspace.person);
    const asked = { agent: "agent/any", dataset: "any", optimizer: "reflection", iterations: 1, seed: 1 };
    const config = buildSessionConfig({
      scorer: null,
      workspace: {},
      asked: { ...asked, approve: "ask", report: "none", caps: {}, model: null },
      overrides: {},
    });
    store.durable(() =>
      store.sessions.add({
        id: store.sessions.nextId(),
        config,
        state: "stopped",
        stopped: { by: "iterations", detail: "" },
        iteration: 1,
        operator: null,
        branch: MAIN_BRANCH,
        startCommit: store.headBranch.commit(),
        startedAt: clock.now(),
        updatedAt: clock.now(),
        elapsedMs: 1000,
        spend: { calls: 10, inputTokens: 300, outputTokens: 100, usd },
      }),
    );
  }

  it("counts every one of them, however many; a single unknown cost makes the sum unknown, never smaller", async () => {
    const client = empty.clientOf("person");
    for (let count = 0; count < 40; count += 1) keepSession(0.25);
    const known = { calls: 400, inputTokens: 12_000, outputTokens: 4000, usd: 10, usdKnown: true };
    expect(await client.home.spent()).toEqual({ sessions: 40, runsByHand: 0, spend: known });
    keepSession(null);
    const unknown = { calls: 410, inputTokens: 12_300, outputTokens: 4100, usd: null, usdKnown: false };
    expect(await client.home.spent()).toEqual({ sessions: 41, runsByHand: 0, spend: unknown });
    expect(await client.home.measured()).toEqual([]);
  });
});
