import { expect, it } from "vitest";
import { createSentRollouts } from "#core/app/rollouts/sent-rollouts.ts";
import { sleep } from "#core/app/system.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { done } from "#test/support/agent-bench.ts";
import { PRIVATE_REQUEST, providerFor } from "#test/support/openai-client.ts";
import { startOpenAiServer } from "#test/support/openai-server.ts";
import { jobOn } from "#test/support/rollout-jobs.ts";
import { shareDesk } from "#test/support/shared-desk.ts";

const shared = shareDesk();

/** It notices a while later that nobody waits any more, as one does that has something to close. */
function noticingLate(provider: ModelProvider): ModelProvider {
  return {
    ...provider,
    stream: (request, signal, meter) => {
      const late = new AbortController();
      signal.addEventListener("abort", () => void sleep(20).then(() => late.abort()));
      return provider.stream(request, late.signal, meter);
    },
  };
}

it("[B5, B8] a call that was open when its thread died is on the bill once, before it is asked for again", async () => {
  const server = await startOpenAiServer({ reply: [done("42")], faults: { 1: { type: "hang" } } });
  const job = jobOn(shared.desk, 1, { provider: noticingLate(providerFor(server)) });
  const asked = { path: `${job.request.id}/1`, request: PRIVATE_REQUEST };
  const told: string[] = [];
  const askOf = (): { readonly lost: Promise<unknown>; readonly loseAll: () => void } => {
    const rollouts = createSentRollouts((message) => {
      if (message.type === "call") told.push(message.news);
    });
    const lost = rollouts.send(job).ended.catch((error: unknown) => error);
    rollouts.receive({ type: "ask", rollout: 1, call: 1, asked });
    return { lost, loseAll: () => rollouts.loseAll("it was killed") };
  };
  const first = askOf();
  await server.waitForRequests(1);
  first.loseAll();
  expect(await first.lost).toMatchObject({ code: "worker-lost" });
  const second = askOf();
  await expect.poll(() => told).toContain("answered");
  expect([server.requests.length, job.ledger.spent().calls]).toEqual([2, 2]);
  second.loseAll();
  await second.lost;
  await server.close();
});
