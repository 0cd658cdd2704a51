import { createORPCClient, type ClientLink } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { GONE_CODE } from "#core/contract/gone-code.ts";
import { READS_BYTES } from "#core/contract/sent-bytes.ts";
import type { ConnectionState, Transport } from "./transport.ts";

type Link = ClientLink<Record<never, never>>;

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;

export type WebSocketOptions = {
  readonly openSocket: () => WebSocket;
  /** Asked before each new try: false when the host no longer accepts this window. Throws while it is away. */
  readonly isAdmitted: () => Promise<boolean>;
  /** The host has refused this window already: there is nothing to open. */
  readonly isRefused: boolean;
};

/** Keeps one socket open to the web host, opens another when it falls, and gives up only when refused. */
export function createWebSocketTransport({ openSocket, isAdmitted, isRefused }: WebSocketOptions): Transport {
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = "connecting";
  let isClosed = false;
  let socket: WebSocket | null = null;
  let link = deferred<Link>();
  let retryMs = FIRST_RETRY_MS;
  const become = (next: ConnectionState): void => {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener(next);
  };

  const open = (): void => {
    const opening = openSocket();
    socket = opening;
    // Bytes as they are: a blob would be asked of another process once more.
    opening.binaryType = "arraybuffer";
    opening.addEventListener("open", () => {
      retryMs = FIRST_RETRY_MS;
      link.resolve(new RPCLink({ websocket: opening, ...READS_BYTES }));
      become("open");
    });
    opening.addEventListener("close", ({ code }) => {
      if (isClosed) return;
      if (state === "open") link = deferred();
      if (code === GONE_CODE) {
        link.reject(new Error("The workspace of this window was deleted."));
        become("gone");
        return;
      }
      become("lost");
      setTimeout(() => void retry(), retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    });
  };
  const retry = async (): Promise<void> => {
    if (isClosed) return;
    try {
      if (await isAdmitted()) return open();
      link.reject(new Error("This window is no longer admitted by its host."));
      become("refused");
    } catch {
      setTimeout(() => void retry(), retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
  };

  if (isRefused) become("refused");
  else open();
  const lasting: Link = {
    call: async (path, input, options) => await (await link.promise).call(path, input, options),
  };
  return {
    client: createORPCClient(lasting),
    state: () => state,
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      isClosed = true;
      socket?.close();
    },
  };
}

type Deferred<T> = {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
};

function deferred<T>(): Deferred<T> {
  const made = Promise.withResolvers<T>();
  // Nobody may be waiting when it is refused; that is no unhandled failure.
  made.promise.catch(() => undefined);
  return made;
}
