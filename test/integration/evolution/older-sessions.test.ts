import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import type { SessionConfig } from "#core/domain/session.ts";
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

/** The configuration as it was written when reflection was the only optimizer. */
function asBefore({ optimizer, ...others }: SessionConfig): JsonObject {
  const { type, ...settings } = optimizer;
  return { ...others, ...settings, optimizer: type } as unknown as JsonObject;
}

it("[S18] a session that began under the old form goes on under the same settings, and decides the same", async () => {
  const { desk, server } = marbles;
  const { client, store } = desk;
  const whole = await waitForEnd(client, await startMarbles(desk, server));
  await client.history.rollback({ commit: (await client.history.log({})).at(-1)!.id });

  const { session } = await startMarbles(desk, server);
  await client.sessions.pause({ session });
  const paused = store.sessions.find(session)!;
  store.durable(() =>
    store.sessions.save({ ...paused, config: asBefore(paused.config) as unknown as SessionConfig }),
  );
  expect(store.sessions.find(session)).toEqual(paused);

  const end = await waitForEnd(client, await client.sessions.resume({ session }));
  expect(end.decisionsSha256).toBe(whole.decisionsSha256);
  expect(end.commits).toBe(2);
});
