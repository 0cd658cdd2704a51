import http from "node:http";
import tls from "node:tls";
import { AppError } from "#core/base/app-error.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What is on this machine is reached directly, whatever a proxy is set for: it could not reach it, and
 * must not see it [M6].
 */
const LOOPBACK = "localhost,127.0.0.1,[::1],::1";

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] as const;

let isFollowing = false;
let isTrusting = false;

/**
 * The `fetch` of this process, once it takes the way this machine's other programs take: through the proxy that HTTPS_PROXY,
 * HTTP_PROXY and NO_PROXY name, and trusting what the system trusts beside what Node brings, as networks that look into TLS
 * need. Not done at the start, because most commands reach out to nobody. Throws config-invalid for a proxy that is no
 * address [M6].
 */
export function reachOut(): typeof fetch {
  if (!isFollowing) followNetwork(process.env);
  isFollowing = true;
  return globalThis.fetch;
}

function followNetwork(env: Env): void {
  const proxy = proxyEnvironment(env);
  if (proxy !== null) useProxy(proxy);
  trustSystem();
}

/** What Node is to go by; null where no proxy is named. */
export function proxyEnvironment(env: Env): Readonly<Record<string, string>> | null {
  const named = PROXY_VARIABLES.flatMap((name) => {
    const value = env[name] ?? "";
    return value === "" ? [] : [[name, value] as const];
  });
  if (named.length === 0) return null;
  const direct = env["NO_PROXY"] ?? env["no_proxy"] ?? "";
  return { ...Object.fromEntries(named), no_proxy: direct === "" ? LOOPBACK : `${direct},${LOOPBACK}` };
}

function useProxy(proxy: Readonly<Record<string, string>>): void {
  try {
    http.setGlobalProxyFromEnv(proxy);
  } catch (cause) {
    // Its address may hold a password, so it is not repeated.
    throw new AppError("config-invalid", "HTTPS_PROXY or HTTP_PROXY does not hold the address of a proxy.", {
      hint: "Write it as http://HOST:PORT, or take it out of the environment.",
      cause,
    });
  }
}

/** From now on this process trusts what the system trusts, beside what Node brings. */
export function trustSystem(): void {
  if (isTrusting) return;
  isTrusting = true;
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates("default"), ...tls.getCACertificates("system")]);
  } catch {
    // A system whose store cannot be read trusts no less than before.
  }
}
