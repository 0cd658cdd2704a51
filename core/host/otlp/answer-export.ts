import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { AppError } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { ImportedTraces, TraceSource } from "#core/contract/received-traces.ts";
import type { Reply } from "#core/host/web/reply.ts";
import { accept, ENCODINGS, refuse, SIGNALS, type Encoding, type Signal } from "./export-reply.ts";

/** As it is sent, packed or not. */
const MOST_BODY_BYTES = 16 * 1024 * 1024;
/** Requests that are read or kept at the same time: a sender that is told to wait has what it sends, this host need not. */
const MOST_AT_ONCE = 8;

const RETRY_SOON_S = 1;
const RETRY_LATER_S = 10;

export type ExportParts = {
  readonly port: number;
  /** Keeps what a request holds. Throws what the contract's procedure throws. */
  readonly keep: (source: TraceSource) => Promise<ImportedTraces>;
  /** How many requests are being answered, this one among them. */
  readonly going: () => number;
  readonly reportBug: (error: unknown) => void;
};

/** What was answered, and what it was about. */
export type Answered = {
  readonly reply: Reply;
  readonly kept?: ImportedTraces;
  readonly isPassedOver?: boolean;
  readonly refusal?: string;
};

/**
 * Answers one request of OTLP over HTTP. Who comes from a page, or by a name that is not this machine's, is refused before
 * anything is read [T37]; traces are kept, logs and metrics are accepted and dropped, and said to be [T36].
 */
export async function answerExport(parts: ExportParts, request: IncomingMessage): Promise<Answered> {
  const { headers, method = "GET", url = "/" } = request;
  const encoding = encodingOf(headers);
  const say = (status: number, message: string, retryAfterS?: number): Answered => ({
    reply: refuse(status, encoding ?? "json", {
      message,
      ...(retryAfterS === undefined ? {} : { retryAfterS }),
    }),
    refusal: message,
  });
  if (!isOwnHost(headers, parts.port)) return say(403, "This address is not this host's.");
  if (comesFromPage(headers)) return say(403, "Pages of browsers are not answered here.");
  const signal = signalOf(url);
  if (signal === null) return say(404, `Spans are sent to ${Object.keys(SIGNALS)[0] ?? ""}.`);
  if (method !== "POST") {
    const { reply, refusal = "" } = say(405, "Spans are sent with POST.");
    return { reply: { ...reply, headers: { ...reply.headers, allow: "POST" } }, refusal };
  }
  if (encoding === null) return say(415, "Send application/x-protobuf or application/json.");
  const packing = packingOf(headers);
  if (packing === null) return say(415, "Send it with gzip, or as it is.");
  if (parts.going() > MOST_AT_ONCE) return say(429, "Too many requests at once.", RETRY_SOON_S);
  const body = await readBody(request);
  if (body === null) return say(413, `A request has at most ${MOST_BODY_BYTES / 1024 / 1024} MB.`);
  if (signal !== "/v1/traces") {
    const message = `Traces are kept here; ${signal.slice("/v1/".length)} are not.`;
    return { reply: accept(signal, encoding, { rejected: 0, message }), isPassedOver: true };
  }
  try {
    const source = { base64: body.toString("base64"), encoding, isPacked: packing === "gzip" };
    const kept = await parts.keep(source);
    return { reply: accept(signal, encoding, partialOf(kept)), kept };
  } catch (thrown) {
    const [status, message, retryAfterS] = toRefusal(thrown, parts.reportBug);
    return say(status, message, retryAfterS);
  }
}

/** Nearly all senders are told to use `localhost`. */
function isOwnHost({ host }: IncomingHttpHeaders, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** Browsers mark what pages ask for, one way or the other; programs do neither. */
function comesFromPage({ origin, "sec-fetch-site": site }: IncomingHttpHeaders): boolean {
  return origin !== undefined || site !== undefined;
}

function signalOf(url: string): Signal | null {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  return Object.hasOwn(SIGNALS, path) ? (path as Signal) : null;
}

function encodingOf(headers: IncomingHttpHeaders): Encoding | null {
  const type = (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(ENCODINGS, type) ? ENCODINGS[type as keyof typeof ENCODINGS] : null;
}

function packingOf(headers: IncomingHttpHeaders): "gzip" | "none" | null {
  const packing = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (packing === "gzip") return "gzip";
  return packing === "identity" || packing === "none" || packing === "" ? "none" : null;
}

/** Null where it is longer than a request may be; of such a one no more is read than that takes to know. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > MOST_BODY_BYTES) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function partialOf({ refusedCount, refused }: ImportedTraces): { rejected: number; message: string } | null {
  if (refusedCount === 0) return null;
  return {
    rejected: refusedCount,
    message: refused.map(({ name, reason }) => `${name}: ${reason}`).join(" "),
  };
}

/** What to tell a sender of each failure: those that pass are worth sending again, all others never are [T36]. */
const STATUSES: { readonly [Code in ErrorCode]?: readonly [status: number, retryAfterS?: number] } = {
  "trace-invalid": [400],
  "input-invalid": [400],
  "trace-too-large": [413],
  "runtime-lost": [503, RETRY_LATER_S],
  "connection-lost": [503, RETRY_LATER_S],
  "disk-full": [503, RETRY_LATER_S],
  "read-only": [503, RETRY_LATER_S],
};

function toRefusal(
  thrown: unknown,
  reportBug: (error: unknown) => void,
): readonly [status: number, message: string, retryAfterS?: number] {
  if (thrown instanceof AppError) {
    const found = STATUSES[thrown.code];
    if (found !== undefined) {
      const [status, ...retry] = found;
      return [status, thrown.message, ...retry];
    }
  }
  reportBug(thrown);
  return [500, "Something went wrong inside the program."];
}
