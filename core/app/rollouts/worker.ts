import { parentPort, workerData } from "node:worker_threads";
import { assertDefined } from "#core/base/assert.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { borrowProcesses } from "#core/sandbox/lent-processes.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";
import { serveRollouts } from "./serve-rollouts.ts";

// The entry of a thread that makes rollouts.

const { processes } = workerData as WorkerStart;

const port = assertDefined(parentPort ?? undefined, "the thread that asks");
const send = (message: FromWorker): void => port.postMessage(message);

const borrower = borrowProcesses((message) => send({ type: "process", message }));
const starter = processes === "own" ? createNodeProcessHost() : borrower.starter;
const { receive, close } = serveRollouts({ send, starter });
port.on("message", (message: ToWorker) => {
  if (message.type === "process") return borrower.receive(message.message);
  if (message.type !== "close") return receive(message);
  close();
  // What it said last is on its way: the thread ends with the turn.
  port.close();
});
countTokens("The tables take longer than the rest: no rollout should have to wait for them.");
send({ type: "ready" });
