import { askForKey, keepKey, readKey, shareKey } from "./window-key.ts";

/**
 * How a page is admitted by the web host: the token of the address, once, for a cookie that scripts cannot read and a key
 * that no other port is sent. Only both together count.
 */

export type Admission = "admitted" | "refused";

/**
 * Trades the address's `#t=TOKEN` for cookie and key and takes it out of the address; without one, asks whether those of an
 * earlier visit still count (a reload, or a link opened in a new tab).
 */
export async function enterWebHost(): Promise<Admission> {
  const token = new URLSearchParams(location.hash.slice(1)).get("t");
  if (token !== null) {
    history.replaceState(null, "", location.pathname + location.search);
    const reply = await askHost({
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (reply.ok) keepKey(((await reply.json()) as { readonly key: string }).key);
  }
  if (readKey() === null) {
    const given = await askForKey();
    if (given !== null) keepKey(given);
  }
  shareKey();
  // A used token in a bookmarked address is no reason to lock out a window that was admitted before.
  return (await isAdmitted()) ? "admitted" : "refused";
}

/** Whether the host still knows this window. Throws while the host cannot be reached. */
export async function isAdmitted(): Promise<boolean> {
  const key = readKey();
  return key !== null && (await askHost({ headers: { authorization: `Bearer ${key}` } })).ok;
}

/** A socket to the host. A page can set no headers on one; what it may offer is protocols. */
export function openSocket(): WebSocket {
  return new WebSocket(`ws://${location.host}/rpc`, ["autogenesis", `key.${readKey() ?? ""}`]);
}

async function askHost(options: RequestInit): Promise<Response> {
  // eslint-disable-next-line no-restricted-globals -- This is the transport: admission comes before there is a socket.
  return await fetch("/session", options);
}
