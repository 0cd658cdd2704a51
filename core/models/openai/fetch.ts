import { isJsonObject, type Json } from "#core/base/json.ts";
import { fetchHeard } from "#core/models/hear-sending.ts";
import { readDocument } from "./body.ts";
import { toUsage } from "./usage.ts";
import type { Exchange } from "./exchange.ts";
import type { CallMeter } from "#core/models/provider.ts";

type Fetch = typeof globalThis.fetch;

export type FetchOptions = {
  readonly fetch: Fetch;
  readonly key: string | null;
  readonly meter: CallMeter;
  readonly exchange: Exchange;
  /** Hears what came in place of an answer, as far as it was taken. */
  readonly hear: (document: string) => void;
  /** Ends the request and whatever comes of it; the SDK's own may end at the headers. */
  readonly signal: AbortSignal;
};

/**
 * The fetch that the SDK gets. It sends three headers and no more: the SDK adds what OPENAI_CUSTOM_HEADERS holds,
 * which may be another endpoint's key, and a description of this machine. Of an error it takes no more than may say
 * something, and notes what the endpoint itself says about the bill; an answer is left to whoever reads it.
 */
export function createSdkFetch({ fetch, key, meter, exchange, hear, signal }: FetchOptions): Fetch {
  const headers = {
    accept: "text/event-stream, application/json",
    "content-type": "application/json",
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
  return async (input, init) => {
    const signals = [signal, ...(init?.signal ? [init.signal] : [])];
    exchange.sends(init?.body);
    const send = async () => fetch(input, { ...init, headers, signal: AbortSignal.any(signals) });
    const response = await fetchHeard(send, meter.onSent);
    exchange.begins(response.status);
    if (response.ok) return response;
    const text = response.body === null ? "" : await readDocument(response.body);
    exchange.takes(Buffer.from(text));
    hear(text);
    noteBill(toJson(text), meter);
    return response.body === null ? response : withBody(response, text);
  };
}

/** Streams and documents come under many types, also under the one of pages. */
export function isCalledPage(headers: Headers): boolean {
  return /^text\/html\b/i.test(headers.get("content-type") ?? "");
}

/** What came is decompressed, and may be shorter than it was said to be. */
function withBody({ status, statusText, headers: sent }: Response, body: string): Response {
  const headers = new Headers(sent);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(body, { status, statusText, headers });
}

/** An error costs what it says, else nothing. */
function noteBill(document: Json, meter: CallMeter): void {
  const usage = isJsonObject(document) ? toUsage(document["usage"]) : null;
  if (usage !== null) meter.onUsage(usage);
  meter.onTurnedAway();
}

/** Null for what is no JSON. */
function toJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
