/** How a page is admitted by the web host: the token of the address, once, for a cookie that scripts cannot read. */

export type Admission = "admitted" | "refused";

/**
 * Trades the address's `#t=TOKEN` for the cookie and takes it out of the address; without one, asks whether the cookie
 * of an earlier visit still counts (a reload).
 */
export async function enterWebHost(): Promise<Admission> {
  const token = new URLSearchParams(location.hash.slice(1)).get("t");
  if (token === null) return (await isAdmitted()) ? "admitted" : "refused";
  history.replaceState(null, "", location.pathname + location.search);
  const reply = await request("POST", JSON.stringify({ token }));
  // A used token in a bookmarked address is no reason to lock out a window that has its cookie.
  return reply.ok || (await isAdmitted()) ? "admitted" : "refused";
}

/** Whether the host still knows this window. Throws while the host cannot be reached. */
export async function isAdmitted(): Promise<boolean> {
  return (await request("GET")).ok;
}

export function socketUrl(): string {
  return `ws://${location.host}/rpc`;
}

async function request(method: "GET" | "POST", body?: string): Promise<Response> {
  const headers = { "content-type": "application/json" };
  // eslint-disable-next-line no-restricted-globals -- This is the transport: admission comes before there is a socket.
  return await fetch("/session", { method, ...(body === undefined ? {} : { body, headers }) });
}
