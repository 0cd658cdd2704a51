import type { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { fetchHeard } from "#core/models/hear-sending.ts";
import { boundStream, readDocument } from "./body.ts";
import { toUsage } from "./usage.ts";
import type { CallMeter } from "#core/models/provider.ts";
import type { Sleep } from "#core/models/retry.ts";

type Fetch = typeof globalThis.fetch;

export type FetchOptions = {
  readonly fetch: Fetch;
  readonly key: string | null;
  readonly sleep: Sleep;
  readonly meter: CallMeter;
  readonly tooMuch: (what: string) => AppError;
  /** Hears what came in place of a stream, as far as it was taken. */
  readonly hear: (document: string) => void;
};

/**
 * The fetch that the SDK gets. It sends three headers and no more: the SDK adds what OPENAI_CUSTOM_HEADERS holds,
 * which may be another endpoint's key, and a description of this machine. Of what comes back it takes no more than an
 * answer may hold, and notes what the endpoint itself says about the bill.
 */
export function createSdkFetch({ fetch, key, sleep, meter, tooMuch, hear }: FetchOptions): Fetch {
  const headers = {
    accept: "text/event-stream, application/json",
    "content-type": "application/json",
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
  return async (input, init) => {
    const response = await fetchHeard(async () => fetch(input, { ...init, headers }), meter.onSent);
    if (response.body === null) {
      noteBill(response.ok, null, meter);
      return response;
    }
    if (response.ok && isStream(response))
      return withBody(response, boundStream(response.body, { sleep, tooMuch }));
    const text = await readDocument(response.body);
    hear(text);
    noteBill(response.ok, toJson(text), meter);
    return withBody(response, text);
  };
}

/** Many followers send a stream under another or no type, but what calls itself a page or a document is one. */
export function isStream({ headers }: Response): boolean {
  return !/^(text\/html|application\/json)\b/i.test(headers.get("content-type") ?? "");
}

/** What came is decompressed, and may be shorter than it was said to be. */
function withBody(
  { status, statusText, headers: sent }: Response,
  body: ReadableStream<Uint8Array> | string,
): Response {
  const headers = new Headers(sent);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(body, { status, statusText, headers });
}

/** An error costs what it says, else nothing; an answer in one piece costs what it says, else what it holds. */
function noteBill(isAnswer: boolean, document: Json, meter: CallMeter): void {
  const usage = isJsonObject(document) ? toUsage(document["usage"]) : null;
  if (usage !== null) meter.onUsage(usage);
  const choices = isJsonObject(document) ? document["choices"] : undefined;
  if (isAnswer && Array.isArray(choices) && choices.length > 0) meter.onWritten(JSON.stringify(choices));
  else meter.onTurnedAway();
}

/** Null for what is no JSON. */
export function toJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
