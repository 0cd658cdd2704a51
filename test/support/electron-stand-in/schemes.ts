import type { CustomScheme } from "electron";
import { note, requireBeforeReady, requireReady } from "./machine.ts";
import { strict } from "./strict.ts";

type Handler = (request: Request) => Response | Promise<Response>;

const privileged = new Map<string, CustomScheme>();
const handlers = new Map<string, Handler>();
let isRegistered = false;

/** Chromium knows no custom scheme from outside, so each host of one is an https site of this name. */
const SUFFIX = ".electron-stand-in.test";

export function toPageUrl(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  const scheme = protocol.slice(0, -1);
  return privileged.has(scheme) ? `https://${host}.${scheme}${SUFFIX}${pathname}${search}${hash}` : url;
}

/** The address as the program knows it. */
export function fromPageUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, pathname, search, hash } = new URL(url);
  if (!hostname.endsWith(SUFFIX)) return url;
  const [host, scheme] = hostname.slice(0, -SUFFIX.length).split(/\.(?=[^.]*$)/);
  return `${scheme}://${host}${pathname}${search}${hash}`;
}

export function originOf(url: string): string {
  const known = fromPageUrl(url);
  return /^[a-z]+:\/\/[^/?#]+/.exec(known)?.[0] ?? "null";
}

/** Answers a page's request by the program's own handler; null when the address is of no custom scheme. */
export async function answerPage(request: Request): Promise<Response | null> {
  const url = fromPageUrl(request.url);
  if (url === request.url) return null;
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) throw new Error(`Nothing handles ${url} yet.`);
  const { method, headers } = request;
  return await handler(new Request(url, { method, headers }));
}

export const protocol = strict("protocol", {
  registerSchemesAsPrivileged: (schemes: readonly CustomScheme[]): void => {
    requireBeforeReady("protocol.registerSchemesAsPrivileged");
    if (isRegistered) throw new Error("protocol.registerSchemesAsPrivileged counts only once.");
    isRegistered = true;
    for (const scheme of schemes) {
      const { standard, secure, supportFetchAPI, bypassCSP = false } = scheme.privileges ?? {};
      if (standard !== true || secure !== true || supportFetchAPI !== true || bypassCSP) {
        throw new Error(`The scheme ${scheme.scheme} would not be a secure origin under its policy.`);
      }
      privileged.set(scheme.scheme, scheme);
    }
  },
  handle: (scheme: string, handler: Handler): void => {
    requireReady("protocol.handle");
    if (!privileged.has(scheme)) throw new Error(`The scheme ${scheme} was not registered.`);
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already.`);
    handlers.set(scheme, handler);
    note("protocol.handle", scheme);
  },
});

export function isHandled(url: string): boolean {
  return handlers.has(new URL(url).protocol.slice(0, -1));
}
