import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { viewAtCommit } from "#core/resources/view.ts";
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
  const base = store.refs.head();
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
  commitView(store, after, { ...by, base, message, operation: { kind: "edit", label: message } });
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

  it("a model that may cost something is not called until somebody says so", async () => {
    const client = desk.clientOf("person");
    const { total } = await client.traces.find({});
    useEndpoint(desk, "http://127.0.0.1:9/v1");
    expect(await client.home.practice({})).toEqual({
      state: "ask",
      agent: "agent/order-clerk",
      model: "any",
      runs: 10,
    });
    expect((await client.traces.find({})).total).toBe(total);
    await client.history.undo();
  });

  it("a workspace that began empty says what is missing", async () => {
    expect(await empty.clientOf("person").home.practice({})).toEqual({ state: "empty", missing: "agent" });
  });
});
