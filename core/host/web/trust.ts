import type { IncomingHttpHeaders } from "node:http";

/** Which requests come from our own page. All of it is decided by headers that a page of another site cannot set. */

const COOKIE_PREFIX = "autogenesis_";

/** A site that has its name point at 127.0.0.1 sends its own name as Host. */
export function hasOwnHost(headers: IncomingHttpHeaders, port: number): boolean {
  return headers.host === `127.0.0.1:${port}`;
}

/** Browsers send Origin with every POST and every WebSocket; without it the caller is no page of ours. */
export function hasOwnOrigin(headers: IncomingHttpHeaders, port: number): boolean {
  return headers.origin === `http://127.0.0.1:${port}`;
}

/**
 * Cookies of 127.0.0.1 go to every port, so the name carries ours. A browser may send several of one name, in an order
 * that is not ours to rely on.
 */
export function readSecrets(headers: IncomingHttpHeaders, port: number): readonly string[] {
  const name = `${COOKIE_PREFIX}${port}=`;
  const pairs = (headers.cookie ?? "").split(/;\s*/).filter((cookie) => cookie.startsWith(name));
  return pairs.map((pair) => pair.slice(name.length));
}

/** Scripts cannot read it, and no other site's page can have it sent along. It lives as long as the browser does. */
export function writeSecret(secret: string, port: number): string {
  return `${COOKIE_PREFIX}${port}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
}
