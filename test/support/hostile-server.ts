import { createServer, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createGzip } from "node:zlib";

/** An endpoint on loopback that sends without measure, and counts what it got rid of before the client left. */
export type HostileServer = {
  readonly baseUrl: string;
  /** Bytes that the sockets took, those in the kernel's buffers included. */
  readonly bytesSent: () => number;
  readonly requests: () => number;
  readonly close: () => Promise<void>;
};

/** Writes the answer's body as long as anybody listens; `write` waits until there is room, and answers whether there is. */
export type Flood = (
  write: (bytes: string | Buffer) => Promise<boolean>,
  response: ServerResponse,
) => Promise<void>;

export async function startHostile(
  flood: Flood,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Promise<HostileServer> {
  let requests = 0;
  let bytes = 0;
  const server = createServer((incoming, response) => {
    requests += 1;
    incoming.resume();
    const isGone = (): boolean => response.destroyed || (response.socket?.destroyed ?? true);
    response.writeHead(status, { "content-type": "text/event-stream", ...headers });
    response.flushHeaders();
    const write = async (piece: string | Buffer): Promise<boolean> => {
      if (isGone()) return false;
      bytes += Buffer.byteLength(piece);
      if (!response.write(piece)) {
        const closed = new AbortController();
        const onClose = (): void => closed.abort();
        response.once("close", onClose);
        await once(response, "drain", { signal: closed.signal }).catch(() => undefined);
        response.off("close", onClose);
      }
      return !isGone();
    };
    void flood(write, response).then(() => response.end());
  });
  return listen(server, { bytesSent: () => bytes, requests: () => requests });
}

async function listen(
  server: Server,
  counts: Pick<HostileServer, "bytesSent" | "requests">,
): Promise<HostileServer> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    ...counts,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** One chunk of an answer, as an event. */
export function chunk(delta: object, finishReason: string | null = null): string {
  const choice = { index: 0, delta, finish_reason: finishReason };
  return `data: ${JSON.stringify({ id: "h", model: "m", choices: [choice] })}\n\n`;
}

/** Sends one good chunk after another, with so many milliseconds between them. */
export async function startDrip(everyMs: number): Promise<HostileServer> {
  return startHostile(async (write) => {
    for (let goesOn = true; goesOn;) {
      goesOn = await write(chunk({ content: "a " }));
      await new Promise((resolve) => {
        setTimeout(resolve, everyMs);
      });
    }
  });
}

/** As many zeros, compressed a thousandfold. */
export async function zeros(sizeBytes: number): Promise<Buffer> {
  const gzip = createGzip();
  const pieces: Buffer[] = [];
  gzip.on("data", (piece: Buffer) => pieces.push(piece));
  const block = Buffer.alloc(1024 * 1024, "0");
  for (let sent = 0; sent < sizeBytes; sent += block.length) {
    if (!gzip.write(block)) await once(gzip, "drain");
  }
  gzip.end();
  await once(gzip, "end");
  return Buffer.concat(pieces);
}
