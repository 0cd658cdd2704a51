import { RPCHandler } from "@orpc/server/message-port";
import { toErrorReport } from "#core/base/app-error.ts";
import type { AppContext } from "#core/app/context.ts";
import { router } from "#core/app/router.ts";
import { assemble } from "#core/app/workspace/assemble.ts";
import { SENDS_BYTES } from "#core/contract/sent-bytes.ts";
import { noteValidationSeen } from "#core/proposals/informed.ts";
import { borrowProcesses } from "#core/sandbox/lent-processes.ts";
import type { HeldWorkspace, RuntimeChannel } from "./held-workspace.ts";
import type { Seen } from "./messages.ts";
import { toSendable } from "./sendable.ts";
import { createLiveTeller } from "./tell-live.ts";

/**
 * Runs a workspace for the thread at the other end: sessions, and whatever else may take its time, around what
 * `holdWorkspace` has opened. `end` is called when it was asked to close, and has.
 */
export function runWorkspace(held: HeldWorkspace, channel: RuntimeChannel, end: () => void): void {
  const { paths, kept, keys, start } = held;
  const { send } = channel;
  const teller = createLiveTeller(send, () => context);
  const borrower = borrowProcesses((message) => send({ type: "process", message }));
  const { lent } = start;
  const workspace = assemble(paths, kept, {
    folder: start.folder,
    host: start.host,
    secrets: kept.secrets,
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
  channel.release();
}

function keepSeen(context: AppContext, seen: readonly Seen[]) {
  try {
    for (const { dataset, what } of seen) noteValidationSeen(context, dataset, what);
    return null;
  } catch (error) {
    return toErrorReport(context.store.explain(error));
  }
}
