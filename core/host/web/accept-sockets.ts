import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { RPCHandler } from "@orpc/server/ws";
import { WebSocketServer } from "ws";
import { GONE_CODE } from "#core/contract/gone-code.ts";
import { SENDS_BYTES } from "#core/contract/sent-bytes.ts";
import { cutUnresponsive } from "#core/host/connection/cut-unresponsive.ts";
import type { Served } from "#core/app/served.ts";
import { withSoundMessages } from "#core/host/connection/sound-messages.ts";
import type { Admission } from "./admission.ts";
import { hasOwnHost, hasOwnOrigin, readSocketPass, SOCKET_PROTOCOL } from "./trust.ts";

const LONGEST_MESSAGE_BYTES = 64 * 1024 * 1024;

type SocketParts = {
  readonly port: number;
  readonly admission: Admission;
  readonly served: Served;
  /** Told of each connection that was let in. */
  readonly onAdmitted: (stream: Duplex) => void;
};

export type Sockets = {
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
  /** How many windows are connected. */
  readonly count: () => number;
  /** Hangs up for good: the window need not try again. */
  readonly sayGone: () => void;
  readonly close: () => void;
};

/** Opens `/rpc` to windows of this origin that have cookie and key, and speaks the contract on it. */
export function acceptSockets({ port, admission, served, onAdmitted }: SocketParts): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LONGEST_MESSAGE_BYTES,
    // Never the key: what is chosen goes back in the answer.
    handleProtocols: () => SOCKET_PROTOCOL,
  });
  const { router, context } = served;
  const handler = new RPCHandler(router, SENDS_BYTES);
  const stopCutting = cutUnresponsive(server);
  server.on("connection", (socket) => {
    socket.on("error", () => socket.terminate());
    void handler.upgrade(withSoundMessages(socket, "window", context.reportBug), { context });
  });
  return {
    upgrade: (request, stream, head) => {
      // A stream that breaks while it is refused is no error of ours.
      stream.on("error", () => stream.destroy());
      const refusal = findRefusal(request, { port, admission });
      if (refusal !== null)
        stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      else
        server.handleUpgrade(request, stream, head, (socket) => {
          onAdmitted(stream);
          server.emit("connection", socket, request);
        });
    },
    count: () => server.clients.size,
    sayGone: () => {
      for (const socket of server.clients) socket.close(GONE_CODE);
    },
    close: () => {
      stopCutting();
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

function findRefusal(
  request: IncomingMessage,
  { port, admission }: Pick<SocketParts, "port" | "admission">,
): string | null {
  if (request.url !== "/rpc") return "404 Not Found";
  if (!hasOwnHost(request.headers, port) || !hasOwnOrigin(request.headers, port)) return "403 Forbidden";
  return admission.isKnown(readSocketPass(request.headers, port)) ? null : "401 Unauthorized";
}
