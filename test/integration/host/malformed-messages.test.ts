import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { AppContext } from "#core/app/context.ts";
import { systemClock } from "#core/app/system.ts";
import { acceptSockets } from "#core/host/web/accept-sockets.ts";
import { createAdmission } from "#core/host/web/admission.ts";
import { writeSecret } from "#core/host/web/trust.ts";

const server = createServer();
const said: unknown[] = [];
let port = 0;
let cookie = "";
let stop = (): void => undefined;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
  const admission = createAdmission(systemClock);
  cookie = writeSecret(admission.redeem(admission.issueToken()) ?? "", port).split(";", 1)[0] ?? "";
  // No message reaches the contract, so nothing but this is asked of the context.
  const context = { reportBug: (what: unknown) => said.push(what) } as unknown as AppContext;
  const sockets = acceptSockets({ port, admission, context });
  server.on("upgrade", sockets.upgrade);
  stop = sockets.close;
});
afterAll(() => {
  stop();
  server.close();
});
beforeEach(() => {
  said.length = 0;
});

const rows: ReadonlyArray<readonly [what: string, message: string | Buffer, code: number]> = [
  ["no JSON", "hello", 1007],
  ["JSON of another kind", "[1]", 1007],
  ["null", "null", 1007],
  ["a request without a call", '{"i":"1","p":{}}', 1007],
  ["a request to no address", '{"i":"1","p":{"u":"nowhere"}}', 1007],
  ["bytes", Buffer.from([0, 1, 255]), 1003],
];
it.each(rows)("a window that sends %s is cut off with one line", async (_what, message, code) => {
  const headers = { cookie, origin: `http://127.0.0.1:${port}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers });
  await once(socket, "open");
  socket.send(message);
  const [closedWith] = (await once(socket, "close")) as [number];
  expect(closedWith).toBe(code);
  expect(said).toEqual([expect.stringMatching(/^A window sent .*\.$/)]);
});
