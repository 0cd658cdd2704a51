import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";

/**
 * Whether a request ever left: only what did can be billed. Node's own fetch says so by its diagnostics channels; of
 * another one it is concluded from how it failed, and where that says nothing, the request counts as sent.
 */
type Hearing = { readonly onSent: () => void; isHeard: boolean };

const asking = new AsyncLocalStorage<Hearing>();
const hearings = new WeakMap<object, Hearing>();

// A proxy is asked for its tunnel first, by a request of its own; only ours is a POST.
subscribe("undici:request:create", (message) => {
  const hearing = asking.getStore();
  const request = requestOf(message);
  if (hearing === undefined || request?.method !== "POST") return;
  hearing.isHeard = true;
  hearings.set(request, hearing);
});

subscribe("undici:client:sendHeaders", (message) => {
  const request = requestOf(message);
  if (request !== null) hearings.get(request)?.onSent();
});

type SeenRequest = { readonly method?: unknown };

function requestOf(message: unknown): SeenRequest | null {
  const isMessage = typeof message === "object" && message !== null && "request" in message;
  const request = isMessage ? message.request : null;
  return typeof request === "object" && request !== null ? request : null;
}

/** Makes a POST request and says, once, when it is on its way; it may never be. */
export async function fetchHeard(send: () => Promise<Response>, onSent: () => void): Promise<Response> {
  const hearing: Hearing = { onSent, isHeard: false };
  try {
    const response = await asking.run(hearing, send);
    onSent();
    return response;
  } catch (error) {
    if (!hearing.isHeard && !isNeverSent(error)) onSent();
    throw error;
  }
}

/** Names of failures before there was a connection, by Node and by Chromium. */
const NEVER_SENT = [
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/,
  /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|UNABLE_TO_|DEPTH_ZERO_)/,
  /^bad port$/,
  /^Client network socket disconnected before secure TLS connection/,
  /net::ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_|TUNNEL_|CERT_|SSL_)/,
];

function isNeverSent(thrown: unknown): boolean {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    const names = [at.message, "code" in at && typeof at.code === "string" ? at.code : ""];
    if (NEVER_SENT.some((pattern) => names.some((name) => pattern.test(name)))) return true;
  }
  return false;
}
