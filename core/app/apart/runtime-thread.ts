import { parentPort } from "node:worker_threads";
import { toErrorReport } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { createChannel } from "./channel.ts";
import { holdWorkspace } from "./hold-workspace.ts";
import type { FromRuntime, ToRuntime } from "./messages.ts";

// The entry of the thread that runs a workspace, loaded while whoever started it still makes up its mind about which.

const port = assertDefined(parentPort, "the thread that started this one");
const channel = createChannel<ToRuntime, FromRuntime>(port);
channel.onMessage((message) => {
  if (message.type !== "open") return;
  try {
    holdWorkspace(message.start, channel, () => port.close());
  } catch (error) {
    channel.send({ type: "refused", report: toErrorReport(error) });
    port.close();
  }
});
