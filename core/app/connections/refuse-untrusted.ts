import { AppError } from "#core/base/app-error.ts";
import { listAddresses } from "#core/app/providers/addresses.ts";
import { originAt, type Endpoint } from "./endpoint.ts";

/** Whether a person lets that key go to that origin. */
export type MayReach = (key: string, origin: string) => boolean;

/** Names of all keys that requests to the endpoint would carry: its own, and those that stand in for headers. */
export function keysSentTo({ keys, headers }: Pick<Endpoint, "keys" | "headers">): readonly string[] {
  const inHeaders = Object.values(headers).flatMap((value) => (typeof value === "string" ? [] : [value.key]));
  return [...new Set([...keys, ...inHeaders])];
}

/**
 * Where its keys go, as trust is written down: the origin, and with it the proxy of its own that would read them, as one
 * does of what is not encrypted. Null of what is no address.
 */
export function placeOf({ baseUrl, proxy }: Pick<Endpoint, "baseUrl" | "proxy">): string | null {
  const origin = originAt(baseUrl);
  if (origin === null || proxy === null || proxy === "none" || !origin.startsWith("http:")) return origin;
  return `${origin} by ${originAt(proxy) ?? proxy}`;
}

/** Whether the key may be sent to the place: a preset's own at its own address, and what a person granted [M16]. */
export function isTrusted(key: string, place: string, mayReach: MayReach): boolean {
  const isOwn = listAddresses().some(
    ({ keyVariable, baseUrl }) => keyVariable === key && baseUrl !== null && originAt(baseUrl) === place,
  );
  return isOwn || mayReach(key, place);
}

/**
 * The endpoint with the keys that may be sent there. Throws connection-untrusted, naming them, where a workspace names keys
 * for it that its person never let go there: it may come from anybody [M16].
 */
export function refuseUntrusted(endpoint: Endpoint, mayReach: MayReach): Endpoint {
  const place = placeOf(endpoint);
  if (place === null) return endpoint;
  const isFree = (key: string): boolean => isTrusted(key, place, mayReach);
  const sent =
    endpoint.keysFrom === "preset" && !endpoint.keys.every(isFree) ? { ...endpoint, keys: [] } : endpoint;
  const refused = keysSentTo(sent).filter((key) => !isFree(key));
  if (refused.length === 0) return sent;
  throw new AppError(
    "connection-untrusted",
    `${endpoint.name} would send ${refused.join(", ")} to ${place}, and nobody on this machine has allowed that.`,
    endpoint.keysFrom === "choice"
      ? {
          hint: "If it is your endpoint, say yourself which key goes there.",
          way: "name-key",
        }
      : {
          hint: `If it is your endpoint, allow ${endpoint.name} to.`,
          way: "trust-connection",
        },
  );
}
