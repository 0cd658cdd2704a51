import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { toErrorReport } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { createChannel } from "./channel.ts";
import type { FromRuntime, RuntimeThread, ToRuntime } from "./messages.ts";

// The entry of the thread that runs a workspace. What it imports is loaded once compiled code can be found, and while
// whoever started it still makes up its mind about the workspace.

const { compileCache } = workerData as RuntimeThread;
if (compileCache !== null) enableCompileCache(compileCache);

const port = assertDefined(parentPort, "the thread that started this one");
const { runWorkspace } = await import("./run-workspace.ts");
const channel = createChannel<ToRuntime, FromRuntime>(port);
channel.onMessage((message) => {
  if (message.type !== "open") return;
  try {
    runWorkspace(message.start, channel, () => port.close());
  } catch (error) {
    channel.send({ type: "refused", report: toErrorReport(error) });
    port.close();
  }
});
