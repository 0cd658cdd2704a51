import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { MeasuredDocument } from "#core/contract/home.ts";
import { MARBLE_MODEL } from "#test/support/marble-model.ts";
import { openMarbleDesk, startMarbles, type MarbleDesk } from "#test/support/marble-workspace.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const PROMPT = { resource: "prompt/solver", pointer: "/messages/0/sections/0/text" } as const;

let marbles: MarbleDesk;
let client: WorkspaceClient;

/** One session whose accepted change waits for a person. */
beforeAll(async () => {
  marbles = await openMarbleDesk();
  client = marbles.desk.client;
  await waitForEnd(client, await startMarbles(marbles.desk, marbles.server, { approve: "ask" }));
});
afterAll(async () => {
  await marbles.close();
});

async function evaluate(limit?: number) {
  const model = { ...MARBLE_MODEL, baseUrl: marbles.server.baseUrl };
  const asked = { agent: "solver", dataset: "marbles", split: "validation", model } as const;
  return await client.runs.evaluate({ ...asked, ...(limit === undefined ? {} : { limit }) });
}

async function findScore(commit: string): Promise<MeasuredDocument | undefined> {
  const measured = await client.home.measured();
  return measured.find(({ agent, commits }) => agent === "agent/solver" && commits.includes(commit));
}

async function edit({
  resource,
  pointer,
}: typeof PROMPT | { resource: "prompt/order-clerk"; pointer: string }) {
  const values = [{ pointer, value: `Edited: ${resource}.` }];
  await client.resources.setVariables({ resource, values, message: `Edit ${resource}` });
  return marbles.desk.store.headBranch.commit();
}

describe("[L12] the score of a commit", () => {
  it("is the measurement on the most items, whatever came after, in the series and in the session's curve", async () => {
    const start = marbles.desk.store.headBranch.commit();
    const assessed = assertDefined(await findScore(start), "the score by the assessment");
    const whole = await evaluate();
    await evaluate(2);
    expect(whole.n).toBeGreaterThanOrEqual(assessed.estimate.n);
    const score = await findScore(start);
    expect(score?.estimate).toMatchObject({ n: whole.n, accuracy: whole.accuracy, interval: whole.interval });
    const { curve } = await client.sessions.show({ session: "1" });
    expect(curve).toEqual([{ iteration: 0, commit: start, items: score?.items, estimate: score?.estimate }]);
  });

  it("is that of the agent with what it uses: the same after an edit of another and after a rollback", async () => {
    const start = marbles.desk.store.headBranch.commit();
    const score = assertDefined(await findScore(start), "the score");
    const elsewhere = await edit({
      resource: "prompt/order-clerk",
      pointer: "/messages/0/sections/0/text",
    });
    expect(await findScore(elsewhere)).toMatchObject({ system: score.system, estimate: score.estimate });
    const changed = await edit(PROMPT);
    expect(await findScore(changed)).toBeUndefined();
    await client.history.rollback({ commit: elsewhere });
    const back = marbles.desk.store.headBranch.commit();
    expect((await findScore(back))?.commits).toEqual([start, elsewhere, back]);
  });

  it("is not the number that won: an approved change has none, which the session says, until it is measured", async () => {
    await client.proposals.approve({ id: "1" });
    const head = marbles.desk.store.headBranch.commit();
    const before = await client.sessions.show({ session: "1" });
    expect([before.unmeasured, before.curve.length]).toEqual([head, 1]);
    const { accuracy, n } = await evaluate();
    const after = await client.sessions.show({ session: "1" });
    expect(after.unmeasured).toBeNull();
    expect(after.curve.at(-1)).toMatchObject({ commit: head, estimate: { accuracy, n } });
  });
});

describe("[B15] what a workspace spent", () => {
  it("counts every run, by whomever it was asked for: also an evaluation outside of sessions", async () => {
    const before = await client.home.spent();
    const model = { ...MARBLE_MODEL, baseUrl: marbles.server.baseUrl };
    const asked = {
      agent: "solver",
      dataset: "marbles",
      split: "train",
      model,
      limit: 3,
      fresh: true,
    } as const;
    const { spend } = await client.runs.evaluate(asked);
    const after = await client.home.spent();
    expect(spend.calls).toBeGreaterThan(0);
    expect(after.spend.calls - before.spend.calls).toBe(spend.calls);
    expect([after.sessions, after.runsByHand - before.runsByHand]).toEqual([before.sessions, 3]);
  });
});
