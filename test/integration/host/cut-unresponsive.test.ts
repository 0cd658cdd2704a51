import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { cutUnresponsive, HEARTBEAT_MS, MOST_WAITING_BYTES } from "#core/host/connection/cut-unresponsive.ts";

let server: Server;
let sockets: WebSocketServer;
let stop: () => void;
let client: WebSocket;
let served: WebSocket;

beforeEach(async () => {
  // Only the heartbeat's clock is ours: the sockets are real.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  sockets = new WebSocketServer({ server, perMessageDeflate: false });
  stop = cutUnresponsive(sockets);
  const connected = once(sockets, "connection");
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  client.on("error", () => undefined);
  [served] = (await connected) as [WebSocket];
  await once(client, "open");
});
afterEach(() => {
  stop();
  client.terminate();
  sockets.close();
  server.close();
  vi.useRealTimers();
});

it("a client that reads too slowly is cut at the next beat, whatever it answers", async () => {
  client.pause();
  const part = Buffer.alloc(16 * 1024 * 1024);
  while (served.bufferedAmount <= MOST_WAITING_BYTES) served.send(part);
  vi.advanceTimersByTime(HEARTBEAT_MS);
  await once(served, "close");
});

it("a client that does not answer is cut at the second beat, one that does is kept", async () => {
  vi.advanceTimersByTime(HEARTBEAT_MS);
  await once(served, "pong");
  vi.advanceTimersByTime(HEARTBEAT_MS);
  expect(served.readyState).toBe(WebSocket.OPEN);
  await once(served, "pong");
  client.pause();
  vi.advanceTimersByTime(2 * HEARTBEAT_MS);
  await once(served, "close");
});
