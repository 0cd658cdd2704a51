import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { spendOfSession } from "#core/domain/session.ts";
import { makeMarbleTemplate, serveMarbles, startMarbles } from "#test/support/marble-workspace.ts";
import { answerAsMarbles } from "#test/support/marble-model.ts";
import { startOpenAiServer } from "#test/support/openai-server.ts";
import { waitForEnd, type TestWorkspace } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let made: Awaited<ReturnType<typeof makeMarbleTemplate>>;
beforeAll(async () => {
  made = await makeMarbleTemplate();
});
afterAll(() => made.remove());

/** What must not hang on the clock: what was decided, and what is counted. */
function stableOf({ decisionsSha256, proposals, spend: { beyond: _beyond, ...counted } }: SessionDocument) {
  return { decisionsSha256, proposals, counted };
}

type Ways = readonly { readonly workers: number; readonly concurrency: number }[];

const WAYS: Ways = [
  { workers: 1, concurrency: 1 },
  { workers: 2, concurrency: 1 },
  { workers: 1, concurrency: 4 },
  { workers: 2, concurrency: 4 },
  { workers: 3, concurrency: 16 },
];

/** What is counted was paid for: the bill holds it all, and what was called off besides. */
function expectCountedPaid(desk: TestWorkspace, { session }: SessionDocument): void {
  const kept = desk.store.sessions.find(session);
  const { spend, paid } = spendOfSession(kept!);
  expect(paid.calls).toBeGreaterThanOrEqual(spend.calls);
  expect(paid.inputTokens).toBeGreaterThanOrEqual(spend.inputTokens);
}

describe("[R23] [R24] the same seed decides the same and counts the same", () => {
  it("with a model in this program, in any number of threads and places", async () => {
    const ended = [];
    for (const { workers, concurrency } of WAYS) {
      const desk = made.openCopy();
      const started = await desk.client.sessions.start({
        agent: "order-clerk",
        dataset: "order-desk",
        iterations: 1,
        seed: 5,
        approve: "gate",
        workers,
        set: { concurrency, "optimizer.minibatch": 20 },
      });
      const end = await waitForEnd(desk.client, started);
      expect(end.stopped?.by).toBe("iterations");
      expectCountedPaid(desk, end);
      ended.push(stableOf(end));
      await desk.close();
    }
    expect(ended[0]?.counted.calls).toBeGreaterThan(100);
    for (const each of ended) expect(each).toEqual(ended[0]);
  });

  it("with one behind an address that is slow now and then", async () => {
    const ended = [];
    // One for all: its address is part of the system, and so of what is decided by.
    const server = await startOpenAiServer({
      chunkCharacters: 200,
      reply: async (request) => {
        if (request.call % 11 === 0) await sleep(60);
        return answerAsMarbles(request, {});
      },
    });
    let billed = 0;
    for (const { workers, concurrency } of [WAYS[0]!, WAYS[3]!, WAYS[4]!]) {
      const desk = made.openCopy();
      const started = await startMarbles(desk, server, { iterations: 1, workers, set: { concurrency } });
      const end = await waitForEnd(desk.client, started);
      const { paid } = spendOfSession(desk.store.sessions.find(end.session)!);
      billed += paid.calls;
      expect((await desk.client.home.spent()).spend.calls).toBe(paid.calls);
      ended.push(stableOf(end));
      await desk.close();
    }
    await server.close();
    // Also what nobody took, and what was called off on its way: that may reach the server when the next one has begun.
    expect(billed).toBeGreaterThanOrEqual(server.requests.length);
    for (const each of ended) expect(each).toEqual(ended[0]);
  });
});

it("[R24] a session that is paused in an assessment and goes on counts nothing twice", async () => {
  const desk = made.openCopy();
  const server = await serveMarbles();
  const whole = await waitForEnd(desk.client, await startMarbles(desk, server, { iterations: 1 }));
  await desk.close();
  const other = made.openCopy();
  const started = await startMarbles(other, server, { iterations: 1, workers: 2, set: { concurrency: 8 } });
  const before = server.requests.length;
  await server.waitForRequests(before + 60);
  await other.client.sessions.pause({ session: started.session });
  const resumed = await other.client.sessions.resume({ session: started.session });
  const end = await waitForEnd(other.client, resumed);
  expect(stableOf(end)).toEqual(stableOf(whole));
  await other.close();
  await server.close();
});

it("[R30] a session that is resumed makes its runs in as many threads as is said this time, and keeps its own number", async () => {
  const ended: unknown[] = [];
  let begun = 0;
  const count = (): void => void (begun += 1);
  process.on("worker", count);
  for (const workers of [undefined, 3]) {
    const desk = made.openCopy();
    const asked = { agent: "order-clerk", dataset: "order-desk", iterations: 1, seed: 5 } as const;
    const set = { concurrency: 8, "optimizer.minibatch": 20 };
    const { session } = await desk.client.sessions.start({ ...asked, approve: "gate", workers: 1, set });
    await desk.client.sessions.pause({ session });
    begun = 0;
    const terms = workers === undefined ? {} : { workers };
    ended.push(
      stableOf(await waitForEnd(desk.client, await desk.client.sessions.resume({ session, ...terms }))),
    );
    expect([begun, desk.store.sessions.find(session)?.config.workers]).toEqual([(workers ?? 1) - 1, 1]);
    await desk.close();
  }
  process.off("worker", count);
  expect(ended[1]).toEqual(ended[0]);
});

it("workers stand in workspace.yaml and in settings, and are refused where there can be none", async () => {
  const { client, close } = made.openCopy();
  await client.settings.save({ session: { workers: 1 } });
  const { session, written } = await client.settings.read();
  expect([session.workers, written.includes("workers")]).toEqual([1, true]);
  await expect(client.sessions.start({ workers: 0 })).rejects.toThrow();
  await expect(client.sessions.start({ set: { workers: 65 }, dataset: "marbles" })).rejects.toMatchObject({
    data: { code: "config-invalid" },
  });
  await close();
});
