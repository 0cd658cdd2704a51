import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { assertDefined } from "#core/base/assert.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";

// The entry of a thread that makes rollouts. What it imports is loaded once compiled code can be found.

const { compileCache, processes } = workerData as WorkerStart;
if (compileCache !== null) enableCompileCache(compileCache);

const port = assertDefined(parentPort ?? undefined, "the thread that asks");
const send = (message: FromWorker): void => port.postMessage(message);

const [{ serveRollouts }, { borrowProcesses }, { createNodeProcessHost }, { countTokens }] =
  await Promise.all([
    import("./serve-rollouts.ts"),
    import("#core/sandbox/lent-processes.ts"),
    import("#core/sandbox/node-process-host.ts"),
    import("#core/models/count-tokens.ts"),
  ]);

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
