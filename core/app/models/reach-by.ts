import type { Dispatcher, RequestInit as OwnInit } from "undici";
import { isOwnMachine } from "#core/models/own-machine.ts";
import { proxyEnvironment, reachOut, trustSystem } from "./reach-out.ts";

type Fetch = typeof globalThis.fetch;

export type Road = {
  /** Scheme, host and port of who is asked. */
  readonly origin: string;
  /** A proxy of its own; `none`: directly, whatever the environment names; null: as the environment says. */
  readonly proxy: string | null;
  /** The longest silence that is borne. */
  readonly silenceMs: number;
};

/** Node's own fetch gives up by itself after so long without a byte, and cannot be told otherwise. */
const NODE_GIVES_UP_MS = 300_000;

/**
 * The `fetch` that leads to an endpoint: through the proxy that its connection names, and then also where it is on this
 * machine; else by the way of all others [M6, M19]. Throws config-invalid for a proxy of the environment that is no address.
 */
export function reachBy({ origin, proxy, silenceMs }: Road): Fetch {
  if (proxy !== null) return openRoad(proxy);
  const environment = isHere(origin) ? null : proxyEnvironment(process.env);
  // Says what is wrong with it, too.
  const usual = reachOut();
  if (environment !== null) return openRoad(environment);
  return silenceMs < NODE_GIVES_UP_MS ? usual : openRoad("none");
}

/** Also by the address that means every one of this machine, as servers print it. */
function isHere(origin: string): boolean {
  return isOwnMachine(origin) || /^https?:\/\/(0\.0\.0\.0|\[::\])(:|$)/.test(origin);
}

type Environment = NonNullable<ReturnType<typeof proxyEnvironment>>;
type Way = "none" | (string & {}) | Environment;

/** `tunnel` has the proxy lead the bytes through; `forward` has it ask in our place, which shows it what is not encrypted. */
type Roads = { readonly tunnel: Dispatcher; readonly forward: Dispatcher | null; forwards: boolean };

const roads = new Map<string, Promise<Roads>>();

function openRoad(way: Way): Fetch {
  trustSystem();
  return async (input, init) => {
    const undici = await import("undici");
    const road = await roadOf(way);
    const isPlain = new URL(input instanceof Request ? input.url : input).protocol === "http:";
    const ask = async (dispatcher: Dispatcher): Promise<Response> => {
      const given = { ...init, headers: Object.fromEntries(new Headers(init?.headers)), dispatcher };
      // Sound: whoever asks gives a text as the body, which the types of both know in different words.
      return await undici.fetch(input as string | URL, given as unknown as OwnInit);
    };
    if (isPlain && road.forwards && road.forward !== null) return await ask(road.forward);
    try {
      return await ask(road.tunnel);
    } catch (error) {
      // Many proxies lead to encrypted ports alone, and ask for what is in the open themselves. Nothing was sent yet.
      if (!isPlain || road.forward === null || !isTunnelRefused(error)) throw error;
      road.forwards = true;
      return await ask(road.forward);
    }
  };
}

async function roadOf(way: Way): Promise<Roads> {
  const key = JSON.stringify(way);
  const known = roads.get(key) ?? makeRoads(way);
  roads.set(key, known);
  return await known;
}

async function makeRoads(way: Way): Promise<Roads> {
  const { Agent, EnvHttpProxyAgent, Pool, ProxyAgent } = await import("undici");
  // How long is waited is the connection's to say, and watched elsewhere.
  const patient = { headersTimeout: 0, bodyTimeout: 0 };
  const factory = (origin: string | URL, options: object): Dispatcher =>
    new Pool(origin, { ...options, ...patient });
  if (way === "none") return { tunnel: new Agent({ ...patient, factory }), forward: null, forwards: false };
  const make = (proxyTunnel: boolean): Dispatcher => {
    if (typeof way === "string") return new ProxyAgent({ uri: way, proxyTunnel, factory, ...patient });
    const { httpProxy, httpsProxy } = readProxies(way);
    return new EnvHttpProxyAgent({
      ...patient,
      factory,
      proxyTunnel,
      noProxy: way["no_proxy"] ?? "",
      httpProxy,
      httpsProxy,
    });
  };
  return { tunnel: make(true), forward: make(false), forwards: false };
}

/** As Node reads them: the small letters win, and what is encrypted takes the other's where it has none of its own. */
function readProxies(environment: Environment) {
  const named = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? "";
  return { httpProxy: named("HTTP_PROXY"), httpsProxy: named("HTTPS_PROXY") };
}

function isTunnelRefused(thrown: unknown): boolean {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    if (/^Proxy response \(\d+\) !== 200 when HTTP Tunneling/.test(at.message)) return true;
  }
  return false;
}
