import type { IncomingHttpHeaders } from "node:http";
import type { Shown } from "./admission.ts";

/**
 * Which requests come from our own page. All of it is decided by headers that a page of another site cannot set [W1].
 */

const COOKIE_PREFIX = "autogenesis_";

/** A site that has its name point at 127.0.0.1 sends its own name as Host. */
export function hasOwnHost(headers: IncomingHttpHeaders, port: number): boolean {
  return headers.host === `127.0.0.1:${port}`;
}

/** Browsers send Origin with every POST and every WebSocket; without it the caller is no page of ours. */
export function hasOwnOrigin(headers: IncomingHttpHeaders, port: number): boolean {
  return headers.origin === `http://127.0.0.1:${port}`;
}

/** The socket's one protocol. A page cannot set headers on a socket, so the key is offered as a second one beside it. */
export const SOCKET_PROTOCOL = "autogenesis";
const KEY_PROTOCOL = "key.";

/** What a request on the socket shows: a browser's page can give a key here and nowhere else. */
export function readSocketPass(headers: IncomingHttpHeaders, port: number): Shown {
  const offered = (headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
  const key = offered.find((protocol) => protocol.startsWith(KEY_PROTOCOL));
  return { cookies: readCookies(headers, port), key: key?.slice(KEY_PROTOCOL.length) ?? null };
}

/** What any other request shows: its key stands behind `Authorization: Bearer`. */
export function readPass(headers: IncomingHttpHeaders, port: number): Shown {
  return { cookies: readCookies(headers, port), key: readBearer(headers) };
}

/** What stands behind `Authorization: Bearer`; null where nothing does. */
export function readBearer(headers: IncomingHttpHeaders): string | null {
  return /^Bearer ([\w-]+)$/.exec(headers.authorization ?? "")?.[1] ?? null;
}

/**
 * Cookies of 127.0.0.1 go to every port, whatever listens there: the name carries ours so that hosts do not take each
 * other's away, and the cookie alone opens nothing. A browser may send several of one name, in an order that is not ours to
 * rely on.
 */
function readCookies(headers: IncomingHttpHeaders, port: number): readonly string[] {
  const name = `${COOKIE_PREFIX}${port}=`;
  const pairs = (headers.cookie ?? "").split(/;\s*/).filter((cookie) => cookie.startsWith(name));
  return pairs.map((pair) => pair.slice(name.length));
}

/** Scripts cannot read it, and no other site's page can have it sent along. It lives as long as the browser does. */
export function writeCookie(cookie: string, port: number): string {
  return `${COOKIE_PREFIX}${port}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
}
