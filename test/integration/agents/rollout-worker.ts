import { parentPort } from "node:worker_threads";
import { performRollout } from "#core/agents/perform-rollout.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { RolloutRequest } from "#core/domain/rollout.ts";
import { openRolloutLine } from "#test/support/rollout-line.ts";

/** Makes the rollouts that it is sent, one after the other, and sends back their results. */
const port = assertDefined(parentPort, "the thread that asks");

port.on("message", (message: RolloutRequest) => {
  void answer(message);
});

async function answer(request: RolloutRequest): Promise<void> {
  const line = openRolloutLine(request);
  port.postMessage(await performRollout(line, request, new AbortController().signal));
  await line.close();
}
