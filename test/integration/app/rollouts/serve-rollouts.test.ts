import { setImmediate } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import type { FromWorker } from "#core/app/rollouts/messages.ts";
import { serveRollouts } from "#core/app/rollouts/serve-rollouts.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { jobOn } from "#test/support/rollout-jobs.ts";
import { shareDesk } from "#test/support/shared-desk.ts";

const shared = shareDesk();
afterEach(() => void vi.useRealTimers());

const LIVE_EVERY_MS = 100;

it("[R28] those who watch are told at one pace, however often nothing goes on in between", async () => {
  const { agent, ...request } = jobOn(shared.desk, 1).request;
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
