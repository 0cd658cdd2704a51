import { RPCHandler } from "@orpc/server/message-port";
import { toErrorReport } from "#core/base/app-error.ts";
import type { AppContext } from "#core/app/context.ts";
import { router } from "#core/app/router.ts";
import { openUnderLock } from "#core/app/workspace/workspace.ts";
import { SENDS_BYTES } from "#core/contract/sent-bytes.ts";
import { noteValidationSeen } from "#core/proposals/informed.ts";
import { borrowProcesses } from "#core/sandbox/lent-processes.ts";
import type { Channel } from "./channel.ts";
import type { FromRuntime, RuntimeStart, Seen, ToRuntime } from "./messages.ts";
import { toSendable } from "./sendable.ts";
import { createLiveTeller } from "./tell-live.ts";

type RuntimeChannel = Channel<ToRuntime, FromRuntime>;

/**
 * Runs a workspace for the thread at the other end: the one connection that writes, sessions, and whatever else may take
 * its time. Throws what opening the workspace throws; `end` is called when it was asked to close, and has.
 */
export function runWorkspace(start: RuntimeStart, channel: RuntimeChannel, end: () => void): void {
  const { folder, host, lent, survivesFaults } = start;
  const { send } = channel;
  const keys = new Map(start.keys);
  const tellFault = (error: unknown): void => send({ type: "fault", error: toSendable(error) });
  if (survivesFaults) process.on("uncaughtException", tellFault).on("unhandledRejection", tellFault);
  const teller = createLiveTeller(send, () => context);
  const borrower = borrowProcesses((message) => send({ type: "process", message }));
  const workspace = openUnderLock({
    folder,
    host,
    secrets: { find: (variable) => keys.get(variable) ?? null },
    reportBug: (error) => send({ type: "bug", error: toSendable(error) }),
    ...(lent === null ? {} : { processHost: { ...borrower.starter, confinement: () => lent } }),
    relay: teller,
  });
  const context = workspace.contextFor(workspace.person);
  const handler = new RPCHandler<AppContext>(router, {
    ...SENDS_BYTES,
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
      case "open":
        // Once was enough.
        return;
      case "process":
        return borrower.receive(message.message);
      case "key":
        if (message.key === null) keys.delete(message.variable);
        else keys.set(message.variable, message.key);
        // Found once, it is hidden wherever it comes back.
        context.secrets.find(message.variable);
        return;
      case "settings":
        context.settings.refresh();
        return;
      case "seen":
        return send({ type: "seen", number: message.number, refused: keepSeen(context, message.seen) });
      case "confinement":
        return send({ type: "confinement", confinement: context.runtime.confinement() });
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
            end();
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
