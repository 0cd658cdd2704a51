import { connect as connectSocket } from "node:net";
import { createORPCClient, ORPCError } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { WebSocket } from "ws";
import { AppError } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { READS_BYTES } from "#core/contract/sent-bytes.ts";

export type Connection = {
  readonly client: WorkspaceClient;
  /** What a call threw, as an error of ours where the other process ended before it answered. */
  readonly explain: (thrown: unknown) => unknown;
  readonly close: () => Promise<void>;
};

/** A holder that does not even answer the opening of a connection is stopped or stuck. */
const HANDSHAKE_TIMEOUT_MS = 2000;

/** Calls the contract in the process that holds the workspace; null when nobody answers at that address. */
export async function dialSocket(address: string): Promise<Connection | null> {
  // Not ws+unix: that form cannot express a path with a space or a colon.
  const socket = new WebSocket("ws://localhost/", {
    createConnection: () => connectSocket({ path: address, timeout: HANDSHAKE_TIMEOUT_MS }),
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  });
  let isLost = false;
  socket.on("error", () => socket.terminate());
  socket.once("close", () => {
    isLost = true;
  });
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once("open", () => resolve(true));
    socket.once("close", () => resolve(false));
  });
  if (!isOpen) return null;
  // ws implements the browser's WebSocket; only its event types are declared differently.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket, ...READS_BYTES });
  return {
    client: createORPCClient(link),
    explain: (thrown) => (isLost && !(thrown instanceof ORPCError) ? lost(thrown) : thrown),
    close: async () => {
      socket.close();
      await Promise.resolve();
    },
  };
}

function lost(cause: unknown): AppError {
  return new AppError("connection-lost", "The process that holds the workspace ended before it answered.", {
    hint: "See with `log` whether it was done; if not, try again.",
    retryable: true,
    cause,
  });
}
