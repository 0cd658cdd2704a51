import { AppError } from "#core/base/app-error.ts";
import type { RequestDress } from "#core/domain/request-dress.ts";
import { BEARER, type Endpoint } from "./endpoint.ts";

type Fetch = typeof globalThis.fetch;
type Find = (key: string) => string | null;

/** What of it stands in closures; undefined where nothing is sent beside the usual request. */
export function dressOf({
  query,
  keys,
  keyHeader,
  headers,
  wantsParameters,
}: Pick<Endpoint, "query" | "keys" | "keyHeader" | "headers" | "wantsParameters">): RequestDress | undefined {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const dress = {
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(named.length === 0 ? {} : { headers: Object.fromEntries(named) }),
    ...(keys.length === 0 || keyHeader === BEARER ? {} : { keyHeader }),
    ...(wantsParameters ? { wantsParameters } : {}),
  };
  return Object.keys(dress).length === 0 ? undefined : dress;
}

/**
 * Requests as this endpoint wants them: its query, its headers, and the key in the header it looks for it in. What is sent
 * carries the key as a bearer token until here.
 */
export function dressRequests(
  { query, keyHeader, headers: extra }: Pick<Endpoint, "query" | "keyHeader" | "headers">,
  find: Find,
  fetch: Fetch,
): Fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    const bearer = headers.get(BEARER);
    if (keyHeader !== BEARER && bearer !== null) {
      headers.delete(BEARER);
      headers.set(keyHeader, bearer.replace(/^Bearer /, ""));
    }
    for (const [name, value] of Object.entries(extra)) headers.set(name, readHeader(value, find));
    return await fetch(withQuery(input, query), { ...init, headers });
  };
}

/** Throws model-key-missing, naming it, where the key for a header is not there or no header can carry it. */
export function refuseMissingHeaders(
  { name, headers }: Pick<Endpoint, "name" | "headers">,
  find: Find,
): void {
  for (const [header, value] of Object.entries(headers)) {
    if (typeof value === "string") continue;
    const found = find(value.key)?.trim() ?? "";
    if (/^[\x20-\x7e]+$/.test(found)) continue;
    const why = found === "" ? "there is none" : "it has characters that no header can carry";
    throw new AppError(
      "model-key-missing",
      `${name} wants ${value.key} in its header ${header}, and ${why}.`,
      {
        hint: `Add ${value.key} in Settings, or set it in the environment.`,
      },
    );
  }
}

function readHeader(value: Endpoint["headers"][string], find: Find): string {
  return typeof value === "string" ? value : (find(value.key)?.trim() ?? "");
}

function withQuery(input: Parameters<Fetch>[0], query: Endpoint["query"]): Parameters<Fetch>[0] {
  const parts = Object.entries(query);
  if (parts.length === 0 || input instanceof Request) return input;
  const url = new URL(input);
  for (const [name, value] of parts) url.searchParams.set(name, value);
  return url;
}
