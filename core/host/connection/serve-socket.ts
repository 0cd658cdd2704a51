import { chmodSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RPCHandler } from "@orpc/server/ws";
import { WebSocketServer } from "ws";
import { sha256 } from "#core/base/hash.ts";
import { router } from "#core/app/router.ts";
import type { AppContext } from "#core/app/context.ts";

/** Linux allows 107 bytes for a socket's path, macOS 103. */
const LONGEST_SOCKET_PATH = 100;

export type SocketServer = { readonly address: string; readonly close: () => Promise<void> };

/**
 * Serves the contract to other processes of the same user on a socket only that user may open: in the workspace, or
 * in the system's temporary folder where the workspace's path is too long for one; a named pipe on Windows.
 */
export async function serveSocket(folder: string, context: AppContext): Promise<SocketServer> {
  const address = socketAddress(folder);
  const isFile = process.platform !== "win32";
  if (isFile) rmSync(address, { force: true });
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const handler = new RPCHandler<AppContext>(router);
  sockets.on("connection", (socket) => {
    socket.on("error", () => socket.terminate());
    void handler.upgrade(socket, { context });
  });
  const umask = isFile ? process.umask(0o177) : 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
  if (isFile) {
    process.umask(umask);
    chmodSync(address, 0o600);
  }
  return {
    address,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      if (isFile) rmSync(address, { force: true });
    },
  };
}

function socketAddress(folder: string): string {
  const key = sha256(folder).slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\autogenesis-${key}`;
  const inside = join(folder, "workspace.sock");
  return Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH
    ? inside
    : join(tmpdir(), `autogenesis-${key}.sock`);
}
