import { afterAll, expect, it, vi } from "vitest";
import { openMarbleDesk, startMarbles } from "#test/support/marble-workspace.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { desk, server, close } = await openMarbleDesk();
afterAll(close);

it("[A10] a session whose journal says only which head an iteration began at counts its own commits", async () => {
  const { client, store } = desk;
  const whole = await waitForEnd(client, await startMarbles(desk, server));
  expect(whole.commits).toBe(2);
  await client.history.rollback({ commit: (await client.history.log({})).at(-1)!.id });
  const { session } = await startMarbles(desk, server);
  await client.sessions.pause({ session });
  while (store.sessions.noted(session, "1/decide") === undefined) {
    await waitForEnd(client, await client.sessions.step({ session }));
  }
  // As older programs noted it.
  store.durable(() => store.sessions.note(session, "2/act/base", store.headBranch.commit()));
  const end = await waitForEnd(client, await client.sessions.resume({ session }));
  expect(end.decisionsSha256).toBe(whole.decisionsSha256);
  // Which runs were looked at tells with which seeds they were made, and seeds follow from what was accepted.
  const lookedAt = (of: string): unknown => store.sessions.noted(of, "2/act/minibatch");
  expect(lookedAt(session)).toEqual(lookedAt(whole.session));
});
