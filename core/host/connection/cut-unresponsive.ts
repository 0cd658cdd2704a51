import type { WebSocket, WebSocketServer } from "ws";

/** A client that does not answer for so long is stopped, and must not keep a holder from ending. */
export const HEARTBEAT_MS = 20_000;

/** A client that has so much waiting reads slower than we write: it is cut, comes again, and reads snapshots anew. */
export const MOST_WAITING_BYTES = 64 * 1024 * 1024;

/** From now on cuts clients of this server that stopped answering or that read too slowly. Returns its own undo. */
export function cutUnresponsive(server: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>();
  server.on("connection", (socket) => {
    socket.on("pong", () => silent.delete(socket));
  });
  const beat = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket) || socket.bufferedAmount > MOST_WAITING_BYTES) socket.terminate();
      else {
        silent.add(socket);
        socket.ping();
      }
    }
  }, HEARTBEAT_MS);
  beat.unref();
  return () => clearInterval(beat);
}
