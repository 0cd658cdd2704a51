import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startOpenAiServer } from "#test/support/openai-server.ts";
import { answerAsMarbles, blockOf, outputName } from "#test/support/marble-model.ts";
import { openMarbleDesk, startMarbles, type MarbleDesk } from "#test/support/marble-workspace.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let marbles: MarbleDesk;
beforeAll(async () => {
  marbles = await openMarbleDesk();
});
afterAll(async () => marbles.close());

describe("[P12] what a person says with a refusal", () => {
  it("reaches the proposer, and one change at a time binds it from then on", async () => {
    const { desk, server } = marbles;
    const { client } = desk;
    const input = { approve: "ask", iterations: 3, set: { hypotheses: 2 } } as const;
    const first = await waitForEnd(client, await startMarbles(desk, server, input));
    expect((await client.proposals.show({ id: "1" })).hypotheses).toHaveLength(2);
    await client.proposals.sendBack({ id: "1", reason: "Only the first please.", chips: ["one-change"] });
    await waitForEnd(client, await client.sessions.resume({ session: first.session }));
    const asked = server.requests.filter((request) => outputName(request) === "hypotheses");
    const last = asked.at(-1)!;
    expect(JSON.parse(blockOf(last, "rejected"))).toMatchObject([
      { reason: "one change at a time: Only the first please." },
    ]);
    expect(blockOf(last, "count")).toBe("1");
  });
});

describe("[P14] a person's own edit, proposed instead of committed", () => {
  it("is a draft of the newest session of its agent, and head stays until it is measured and approved", async () => {
    const { desk } = marbles;
    const { client, store } = desk;
    const before = store.headBranch.commit();
    const shown = await client.resources.show({ resource: "prompt/solver" });
    const rules = String(shown.variables.find(({ pointer }) => pointer.endsWith("/0/text"))?.value);
    const values = [{ pointer: "/messages/0/sections/0/text", value: `${rules}\nCount red marbles.` }];
    const edit = { resource: "prompt/solver", values, summary: "Count the red ones" } as const;
    const made = await client.proposals.propose({ ...edit, base: shown.version });
    expect(made).toMatchObject({ status: "draft", session: "1", author: { kind: "person" }, verdict: null });
    expect(store.headBranch.commit()).toBe(before);
    const stale = client.proposals.propose({ ...edit, base: "0".repeat(64) });
    await expect(stale).rejects.toMatchObject({ data: { code: "head-moved" } });
    const same = client.proposals.propose({ ...edit, values: [{ ...values[0]!, value: rules }] });
    await expect(same).rejects.toMatchObject({ data: { code: "nothing-to-commit" } });
    const assessed = await client.proposals.assess({ id: made.id });
    expect(assessed.status).toBe("waiting");
    expect(assessed.assessment?.n).toBeGreaterThan(0);
  });

  it("[P13] nearly the same as one that is open is said of the next before anything is spent on it", async () => {
    const { client } = marbles.desk;
    const shown = await client.resources.show({ resource: "prompt/solver" });
    const rules = String(shown.variables.find(({ pointer }) => pointer.endsWith("/0/text"))?.value);
    const values = [{ pointer: "/messages/0/sections/0/text", value: `${rules}\ncount red marbles!` }];
    const { id } = await client.proposals.propose({ resource: "prompt/solver", values, summary: "Again" });
    const { nearly, assessment } = await client.proposals.show({ id });
    expect(assessment).toBeNull();
    expect(nearly).toMatchObject({ status: "waiting", similarity: 1 });
  });

  it("[A15] where no session is of its agent, one is opened that only measures, by what its scorer can tell", async () => {
    const { client, store } = marbles.desk;
    await client.settings.save({ dataset: "marbles", caps: {}, session: {} });
    const { variables } = await client.resources.show({ resource: "prompt/order-clerk" });
    const { pointer, value } = variables.find((variable) => variable.learnable)!;
    const { session } = await client.proposals.propose({
      resource: "prompt/order-clerk",
      values: [{ pointer, value: `${String(value)}\nBe kind.` }],
      summary: "Kindness",
    });
    expect(await client.sessions.show({ session: session! })).toMatchObject({
      state: "stopped",
      agent: "agent/order-clerk",
      iteration: 0,
    });
    const config = store.sessions.find(session!)?.config;
    expect([config?.dataset, config?.gate.metric]).toEqual(["marbles", "correct"]);
  });
});

describe("an improver whose value the registry refuses", () => {
  it("is told why and asked once more, and what fits then is the candidate", async () => {
    const { desk } = marbles;
    const forgetful = await startOpenAiServer({
      chunkCharacters: 200,
      reply: (request) => {
        const reply = answerAsMarbles(request);
        const isFirst =
          outputName(request) === "edit" && !blockOf(request, "variable").includes("lastValueRefused");
        return isFirst
          ? { text: JSON.stringify({ value: "Use {{nothing}}.", summary: "No such slot." }) }
          : reply;
      },
    });
    try {
      const started = await startMarbles(desk, forgetful, { approve: "ask", iterations: 1 });
      const end = await waitForEnd(desk.client, started);
      expect(end.proposals.made).toBe(1);
      const edits = forgetful.requests.filter((request) => outputName(request) === "edit");
      expect(edits).toHaveLength(2);
      expect(blockOf(edits[1]!, "variable")).toContain("nothing");
    } finally {
      await forgetful.close();
    }
  });

  it("is not asked a third time: the iteration has no candidate, and says what did not fit", async () => {
    const { desk } = marbles;
    const stubborn = await startOpenAiServer({
      chunkCharacters: 200,
      reply: (request) =>
        outputName(request) === "edit"
          ? { text: JSON.stringify({ value: "Use {{nothing}}.", summary: "No such slot." }) }
          : answerAsMarbles(request),
    });
    try {
      const started = await startMarbles(desk, stubborn, { approve: "ask", iterations: 1 });
      const end = await waitForEnd(desk.client, started);
      expect(end).toMatchObject({ stopped: { by: "iterations" }, proposals: { made: 0 } });
      expect(stubborn.requests.filter((request) => outputName(request) === "edit")).toHaveLength(2);
      const events = desk.store.events.after(0, end.session, 1000);
      expect(events.find(({ type }) => type === "no-candidate")?.body).toMatchObject({
        reason: expect.stringMatching(/does not fit: .*nothing/),
      });
    } finally {
      await stubborn.close();
    }
  });
});

describe("[P13] a session that skips what is nearly the same", () => {
  it("files no proposal for it and measures nothing, and says which one it was like", async () => {
    const { desk, server } = marbles;
    const { client, store } = desk;
    for (const { id } of await client.proposals.list({ status: "waiting" })) {
      await client.proposals.reject({ id, reason: "Not this.", chips: [] });
    }
    const before = (await client.proposals.list({})).length;
    // Whatever touches the same text is like it at a tenth of the words.
    const set = { nearDuplicates: { threshold: 0.1, action: "skip" } };
    const end = await waitForEnd(
      client,
      await startMarbles(desk, server, { approve: "ask", iterations: 1, set }),
    );
    expect(end.proposals.made).toBe(0);
    expect(await client.proposals.list({})).toHaveLength(before);
    const events = store.events.after(0, end.session, 1000);
    expect(JSON.stringify(events)).toMatch(
      /It is nearly the same as proposal \d+, which is (rejected|sent back)/,
    );
    expect(events.filter(({ type }) => type === "assessment-finished")).toEqual([]);
  });
});
