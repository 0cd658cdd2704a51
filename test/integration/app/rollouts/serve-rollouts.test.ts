import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { FromWorker } from "#core/app/rollouts/messages.ts";
import { serveRollouts } from "#core/app/rollouts/serve-rollouts.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { jobOn } from "#test/support/rollout-jobs.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
let desk: TestWorkspace;
beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
});
afterAll(async () => {
  vi.useRealTimers();
  await desk.close();
  remove();
});

const LIVE_EVERY_MS = 100;

it("[R28] those who watch are told at one pace, however often nothing goes on in between", async () => {
  const { agent, ...request } = jobOn(desk, 1).request;
  const sent: FromWorker[] = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const timers = vi.spyOn(globalThis, "setTimeout");
  const server = serveRollouts({ send: (message) => sent.push(message), starter: createNodeProcessHost() });
  server.receive({ type: "system", system: agent });
  for (const rollout of [1, 2, 3]) {
    server.receive({
      type: "perform",
      rollout,
      request: { ...request, closure: agent.closureId },
      model: { answers: "here", replica: { standIn: {}, price: null } },
    });
    while (!sent.some((message) => message.type === "done" && message.rollout === rollout))
      await setImmediate();
  }
  expect(timers.mock.calls.filter(([, ms]) => ms === LIVE_EVERY_MS)).toHaveLength(1);
  server.close();
});
