import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { AppContext } from "#core/app/context.ts";
import { router } from "#core/app/router.ts";
import { toServed } from "#core/app/served.ts";
import { systemClock } from "#core/app/system.ts";
import { serveSocket, type SocketServer } from "#core/host/connection/serve-socket.ts";
import { acceptSockets } from "#core/host/web/accept-sockets.ts";
import { createAdmission } from "#core/host/web/admission.ts";
import { writeCookie } from "#core/host/web/trust.ts";

const server = createServer();
const folder = mkdtempSync(join(tmpdir(), "autogenesis-messages-"));
let local: SocketServer;
const said: unknown[] = [];
let port = 0;
let headers: Readonly<Record<string, string>> = {};
let protocols: readonly string[] = [];
let stop = (): void => undefined;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
  const admission = createAdmission(systemClock);
  const { cookie, key } = admission.redeem(admission.issueToken()) ?? { cookie: "", key: "" };
  headers = { cookie: writeCookie(cookie, port), origin: `http://127.0.0.1:${port}` };
  protocols = ["autogenesis", `key.${key}`];
  // No message reaches the contract, so nothing but this is asked of the context.
  const context = { reportBug: (what: unknown) => said.push(what) } as unknown as AppContext;
  const served = toServed(router, context);
  const sockets = acceptSockets({ port, admission, served, onAdmitted: () => undefined });
  server.on("upgrade", sockets.upgrade);
  stop = sockets.close;
  local = await serveSocket(folder, served);
});
afterAll(async () => {
  stop();
  await local.close();
  rmSync(folder, { recursive: true });
  server.close();
});
beforeEach(() => {
  said.length = 0;
});

const multipart = (name: string, type: string): string =>
  JSON.stringify({ i: "1", p: { u: "/workspace/info", b: {}, h: { [name]: type } } });

const rows: ReadonlyArray<readonly [what: string, message: string | Buffer, code: number]> = [
  ["no JSON", "hello", 1007],
  ["JSON of another kind", "[1]", 1007],
  ["null", "null", 1007],
  ["a request without a call", '{"i":"1","p":{}}', 1007],
  ["a request to no address", '{"i":"1","p":{"u":"nowhere"}}', 1007],
  ["a form without its parts", multipart("content-type", "multipart/form-data; boundary=x"), 1007],
  ["a form under a name in capitals", multipart("Content-Type", "multipart/form-data"), 1007],
  ["a query string that is none", multipart("content-type", "application/x-www-form-urlencoded"), 1007],
  ["a file that is none", multipart("content-disposition", 'attachment; filename="%zz"'), 1007],
  ["a header that is no text", '{"i":"1","p":{"u":"/a","h":{"content-type":5}}}', 1007],
  ["a method that is a list", '{"i":"1","p":{"u":"/a","m":["GET"]}}', 1007],
  ["bytes", Buffer.from([0, 1, 255]), 1003],
];
const printed = vi.spyOn(console, "error");

describe.each(["window", "command line"] as const)("[W3] a %s", (sender) => {
  it.each(rows)("that sends %s is cut off with one line", async (_what, message, code) => {
    const socket = sender === "window" ? dialWindow() : dialLocal();
    await once(socket, "open");
    socket.send(message);
    const [closedWith] = (await once(socket, "close")) as [number];
    expect(closedWith).toBe(code);
    expect(said).toEqual([expect.stringMatching(new RegExp(`^A ${sender} sent .*\\.$`))]);
    expect(printed).not.toHaveBeenCalled();
  });
});

function dialWindow(): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${port}/rpc`, [...protocols], { headers });
}

function dialLocal(): WebSocket {
  return new WebSocket("ws://localhost/", { createConnection: () => connect({ path: local.address ?? "" }) });
}
