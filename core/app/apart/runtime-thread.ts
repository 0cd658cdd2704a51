import { parentPort, workerData } from "node:worker_threads";
import { RPCHandler } from "@orpc/server/message-port";
import { toErrorReport } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { AppContext } from "#core/app/context.ts";
import { router } from "#core/app/router.ts";
import { openUnderLock } from "#core/app/workspace/workspace.ts";
import { noteValidationSeen } from "#core/proposals/informed.ts";
import { createPortProcessHost } from "#core/sandbox/port-process-host.ts";
import { createChannel } from "./channel.ts";
import type { FromRuntime, RuntimeStart, Seen, ToRuntime } from "./messages.ts";
import { toSendable } from "./sendable.ts";
import { createLiveTeller } from "./tell-live.ts";

// The thread that runs a workspace: the one connection that writes, sessions, and whatever else may take its time.

const port = assertDefined(parentPort, "the thread that started this one");
const channel = createChannel<ToRuntime, FromRuntime>(port);
const { folder, host, keys, processes, survivesFaults } = workerData as RuntimeStart;
const { send } = channel;

const tellFault = (error: unknown): void => send({ type: "fault", error: toSendable(error) });
if (survivesFaults) process.on("uncaughtException", tellFault).on("unhandledRejection", tellFault);

try {
  run(new Map(keys));
} catch (error) {
  send({ type: "refused", report: toErrorReport(error) });
  port.close();
}

function run(known: Map<string, string>): void {
  const teller = createLiveTeller(send, () => context);
  const workspace = openUnderLock({
    folder,
    host,
    secrets: { find: (variable) => known.get(variable) ?? null },
    reportBug: (error) => send({ type: "bug", error: toSendable(error) }),
    ...(processes === null
      ? {}
      : { processHost: createPortProcessHost(processes.port, processes.confinement) }),
    relay: teller,
  });
  const context = workspace.contextFor(workspace.person);
  const handler = new RPCHandler<AppContext>(router, {
    interceptors: [
      async (call) => {
        try {
          return await call.next();
        } finally {
          teller.tellNow();
        }
      },
    ],
  });
  handler.upgrade(channel.contract, { context });
  channel.onMessage((message) => {
    switch (message.type) {
      case "key":
        if (message.key === null) known.delete(message.variable);
        else known.set(message.variable, message.key);
        // Found once, it is hidden wherever it comes back.
        context.secrets.find(message.variable);
        return;
      case "settings":
        context.settings.refresh();
        return;
      case "seen":
        send({ type: "seen", number: message.number, refused: keepSeen(context, message.seen) });
        return;
      case "close":
        void workspace
          .close()
          .then(
            () => null,
            (error: unknown) => toErrorReport(error),
          )
          .then((refused) => {
            teller.close();
            send({ type: "closed", refused });
            port.close();
          });
    }
  });
  send({ type: "opened" });
}

function keepSeen(context: AppContext, seen: readonly Seen[]) {
  try {
    for (const { dataset, what } of seen) noteValidationSeen(context, dataset, what);
    return null;
  } catch (error) {
    return toErrorReport(context.store.explain(error));
  }
}
