import { statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { RPCHandler } from "@orpc/server/ws";
import { WebSocketServer } from "ws";
import type { Served } from "#core/app/served.ts";
import { SENDS_BYTES } from "#core/contract/sent-bytes.ts";
import { cutUnresponsive } from "./cut-unresponsive.ts";
import { socketPlaces, type SocketPlace } from "./socket-places.ts";
import { withSoundMessages } from "./sound-messages.ts";

export type SocketServer = {
  /** Null where none could be made: others then cannot reach the workspace while it is held. */
  readonly address: string | null;
  /** How many are connected. */
  readonly count: () => number;
  /** Waits until nobody is connected any more: whoever was let in is answered. Then closes. */
  readonly drain: () => Promise<void>;
  /** Cuts whoever is connected. */
  readonly close: () => Promise<void>;
};

/**
 * Serves the contract to other processes of the same user on a socket only that user may open, at the first of its places
 * where one can be made. Some file systems and machines know no sockets; the workspace is usable all the same, and why it is
 * alone is told in one line [S8, M3].
 */
export async function serveSocket(folder: string, served: Served): Promise<SocketServer> {
  const faults: string[] = [];
  for (const place of socketPlaces(folder)) {
    try {
      return await serveAt(place, served);
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  served.context.reportBug(
    `No other program can reach this workspace while it is open here: ${faults.join("; ")}.`,
  );
  const nothing = async (): Promise<void> => Promise.resolve();
  return { address: null, count: () => 0, drain: nothing, close: nothing };
}

async function serveAt(place: SocketPlace, served: Served): Promise<SocketServer> {
  const address = place.prepare();
  const server = createServer();
  const guests = countGuests(server);
  const sockets = acceptClients(server, served);
  const close = async (): Promise<void> => {
    // First the name, so that nobody finds a socket on which nobody answers.
    clear(place, address);
    sockets.cut();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  try {
    await listen(server, address);
  } catch (error) {
    await close();
    throw error;
  }
  // An accept that fails, as when files run out, is a fault of the moment; without a listener it would end the process.
  server.on("error", served.context.reportBug);
  return {
    address,
    count: guests.count,
    drain: async () => {
      await guests.gone();
      await close();
    },
    close,
  };
}

/** A name that cannot be taken away, as when the disk has gone, keeps nobody from closing: the next one clears it. */
function clear(place: SocketPlace, address: string): void {
  try {
    place.clear(address);
  } catch {
    // Left to the next.
  }
}

function acceptClients(server: Server, { router, context }: Served): { readonly cut: () => void } {
  // Not given the server: it would raise the server's errors a second time, where nobody listens.
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, stream, head) => {
    stream.on("error", () => stream.destroy());
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit("connection", socket, request));
  });
  const handler = new RPCHandler(router, SENDS_BYTES);
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
function countGuests(server: Server): { readonly count: () => number; readonly gone: () => Promise<void> } {
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
    count: () => present,
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
  const isFile = process.platform !== "win32";
  // The socket is born with its mode: there is no moment in which another user could open it.
  const umask = isFile ? process.umask(0o177) : 0;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(address, resolve);
    });
    if (isFile && (statSync(address).mode & 0o077) !== 0)
      throw new Error(`${address} is open to other users`);
  } finally {
    if (isFile) process.umask(umask);
  }
}
