import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Connections of nobody in particular: a browser keeps six, and the descriptors of this process are few. */
export const MOST_GUESTS = 64;

/** How long a connection may stand there without a sign, and how long it may take over one request. */
const LONGEST_IDLE_MS = 15_000;
const LONGEST_REQUEST_MS = 30_000;

/**
 * From now on bounds what connections cost that have not been let in: so many at once, and none that only stands there.
 * Where there are too many the one that has been idle longest goes, and where all are busy the oldest: whoever holds them
 * all keeps nobody out. The answer takes a connection that was let in out of the count [W2].
 */
export function limitGuests(server: Server): (stream: Duplex) => void {
  /** Oldest first, with whether something is being answered on it. */
  const guests = new Map<Duplex, boolean>();
  server.timeout = LONGEST_IDLE_MS;
  server.headersTimeout = LONGEST_IDLE_MS;
  server.requestTimeout = LONGEST_REQUEST_MS;
  server.on("connection", (stream) => {
    guests.set(stream, false);
    stream.once("close", () => guests.delete(stream));
    if (guests.size <= MOST_GUESTS) return;
    const streams = [...guests.keys()];
    const leaving =
      streams.find((guest) => guests.get(guest) === false && guest !== stream) ?? streams[0] ?? stream;
    guests.delete(leaving);
    leaving.destroy();
  });
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (guests.has(socket)) guests.set(socket, true);
    response.once("close", () => {
      // Behind the others again: it was idle for the shortest time.
      if (guests.delete(socket) && !socket.destroyed) guests.set(socket, false);
    });
  });
  return (stream) => void guests.delete(stream);
}
