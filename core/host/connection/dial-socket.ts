import { connect as connectSocket } from "node:net";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { WebSocket } from "ws";
import type { WorkspaceClient } from "#core/contract/contract.ts";

export type Connection = { readonly client: WorkspaceClient; readonly close: () => Promise<void> };

/** A holder that does not even answer the opening of a connection is stopped or stuck. */
const HANDSHAKE_TIMEOUT_MS = 2000;

/** Calls the contract in the process that holds the workspace; null when nobody answers at that address. */
export async function dialSocket(address: string): Promise<Connection | null> {
  // Not ws+unix: that form cannot express a path with a space or a colon.
  const socket = new WebSocket("ws://localhost/", {
    createConnection: () => connectSocket(address),
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  });
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once("open", () => resolve(true));
    socket.once("error", () => resolve(false));
  });
  if (!isOpen) return null;
  // ws implements the browser's WebSocket; only its event types are declared differently.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return {
    client: createORPCClient(link),
    close: async () => {
      socket.close();
      await Promise.resolve();
    },
  };
}
