import { createORPCClient, type ClientLink } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { READS_BYTES } from "#core/contract/sent-bytes.ts";
import { PORT_MESSAGE } from "#core/contract/port-message.ts";
import type { ConnectionState, Transport } from "./transport.ts";

type Link = ClientLink<Record<never, never>>;

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;

/**
 * The desktop's transport: one end of a message channel goes to the main process by way of the preload script. A port
 * that the main process closes is replaced by another; it is the same program, so nobody is ever refused.
 */
export function createMessagePortTransport(): Transport {
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = "connecting";
  let isClosed = false;
  let current: MessagePort | null = null;
  let link = Promise.withResolvers<Link>();
  let retryMs = FIRST_RETRY_MS;
  const become = (next: ConnectionState): void => {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener(next);
  };
  const lasting: Link = {
    call: async (path, input, options) => await (await link.promise).call(path, input, options),
  };
  const client: WorkspaceClient = createORPCClient(lasting);

  const open = (): void => {
    if (isClosed) return;
    const { port1, port2 } = new MessageChannel();
    current = port1;
    port1.addEventListener("close", () => {
      if (isClosed) return;
      link = Promise.withResolvers();
      become("lost");
      setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    });
    link.resolve(new RPCLink({ port: port1, ...READS_BYTES }));
    port1.start();
    window.postMessage(PORT_MESSAGE, location.origin, [port2]);
    // Nothing else tells that the other side has taken the port.
    client.workspace.info().then(
      () => {
        retryMs = FIRST_RETRY_MS;
        become("open");
      },
      () => undefined, // The port's end is told by its own event.
    );
  };

  open();
  return {
    client,
    state: () => state,
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      isClosed = true;
      current?.close();
    },
  };
}
