import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { WebSocket } from "ws";
import { assertDefined } from "#core/base/assert.ts";
import { READS_BYTES } from "#core/contract/sent-bytes.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";

export type EnteredHost = { readonly client: WorkspaceClient; readonly close: () => void };

/** Enters a web host by its address as a window does: the token for cookie and key, and both for the socket. */
export async function enterHost(url: string): Promise<EnteredHost> {
  const { origin, host, hash } = new URL(url);
  const reply = await fetch(`${origin}/session`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ token: new URLSearchParams(hash.slice(1)).get("t") }),
  });
  const { key } = (await reply.json()) as { readonly key: string };
  const cookie = assertDefined(reply.headers.get("set-cookie")?.split(";")[0], "the cookie of an admission");
  const socket = new WebSocket(`ws://${host}/rpc`, ["autogenesis", `key.${key}`], {
    origin,
    headers: { cookie },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve()).once("error", reject);
  });
  // ws implements the browser's WebSocket; only its event types are declared differently.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket, ...READS_BYTES });
  return { client: createORPCClient(link), close: () => socket.terminate() };
}
