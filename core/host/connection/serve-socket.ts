import { chmodSync, lstatSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RPCHandler } from "@orpc/server/ws";
import { WebSocketServer } from "ws";
import { AppError } from "#core/base/app-error.ts";
import { sha256 } from "#core/base/hash.ts";
import { router } from "#core/app/router.ts";
import type { AppContext } from "#core/app/context.ts";
import { cutUnresponsive } from "./cut-unresponsive.ts";
import { withSoundMessages } from "./sound-messages.ts";

/** Linux allows 107 bytes for a socket's path, macOS 103. */
const LONGEST_SOCKET_PATH = 100;

export type SocketServer = {
  readonly address: string;
  /** Waits until nobody is connected any more: whoever was let in is answered. Then closes. */
  readonly drain: () => Promise<void>;
  /** Cuts whoever is connected. */
  readonly close: () => Promise<void>;
};

/**
 * Serves the contract to other processes of the same user on a socket only that user may open: in the workspace, or
 * in the system's temporary folder where the workspace's path is too long for one; a named pipe on Windows.
 */
export async function serveSocket(folder: string, context: AppContext): Promise<SocketServer> {
  const address = socketAddress(folder);
  const server = createServer();
  const guests = countGuests(server);
  const sockets = acceptClients(server, context);
  await listen(server, address);
  const close = async (): Promise<void> => {
    // First the name, so that nobody finds a socket on which nobody answers.
    if (isFile) rmSync(address, { force: true });
    sockets.cut();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return {
    address,
    drain: async () => {
      await guests.gone();
      await close();
    },
    close,
  };
}

const isFile = process.platform !== "win32";

function acceptClients(server: Server, context: AppContext): { readonly cut: () => void } {
  const sockets = new WebSocketServer({ server });
  const handler = new RPCHandler<AppContext>(router);
  sockets.on("connection", (socket) => {
    socket.on("error", () => socket.terminate());
    void handler.upgrade(withSoundMessages(socket, "command line", context.reportBug), { context });
  });
  const stopCutting = cutUnresponsive(sockets);
  return {
    cut: () => {
      stopCutting();
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

/** Everybody who is connected, also those whose handshake is still on its way. */
function countGuests(server: Server): { readonly gone: () => Promise<void> } {
  let present = 0;
  let onLeft = (): void => undefined;
  server.on("connection", (stream) => {
    present += 1;
    stream.once("close", () => {
      present -= 1;
      onLeft();
    });
  });
  return {
    gone: async () => {
      while (present > 0) {
        await new Promise<void>((resolve) => {
          onLeft = resolve;
        });
      }
    },
  };
}

async function listen(server: Server, address: string): Promise<void> {
  if (isFile) clearPlace(address);
  const umask = isFile ? process.umask(0o177) : 0;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(address, resolve);
    });
    if (isFile) chmodSync(address, 0o600);
  } finally {
    if (isFile) process.umask(umask);
  }
}

/** Takes away what a holder that died left there; a file that somebody else put there is not ours to delete. */
function clearPlace(address: string): void {
  const found = lstatSync(address, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket() && !found.isSymbolicLink())
    throw new AppError("path-refused", `${address} is no socket: this program makes its own in that place.`, {
      hint: "Move it away, then try again.",
    });
  rmSync(address);
}

function socketAddress(folder: string): string {
  const key = sha256(folder).slice(0, 16);
  if (!isFile) return `\\\\.\\pipe\\autogenesis-${key}`;
  const inside = join(folder, "workspace.sock");
  return Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH
    ? inside
    : join(tmpdir(), `autogenesis-${key}.sock`);
}
