import type { Reply } from "#core/host/web/reply.ts";

/** The two encodings of OTLP over HTTP. An answer has that of its request [T36]. */
export const ENCODINGS = { "application/x-protobuf": "protobuf", "application/json": "json" } as const;
export type Encoding = (typeof ENCODINGS)[keyof typeof ENCODINGS];

const CONTENT_TYPES: Readonly<Record<Encoding, string>> = {
  protobuf: "application/x-protobuf",
  json: "application/json",
};

/** What of a request was not kept, and why; a message with nothing refused is a remark. */
export type Partial = { readonly rejected: number; readonly message: string };

/** What a sender can send, and what the protocol calls those of them that were not kept. */
export const SIGNALS = {
  "/v1/traces": "rejectedSpans",
  "/v1/logs": "rejectedLogRecords",
  "/v1/metrics": "rejectedDataPoints",
} as const;
export type Signal = keyof typeof SIGNALS;

/** An answer of success, with what was not kept where that is so. The three messages have the same numbers of fields. */
export function accept(signal: Signal, encoding: Encoding, partial: Partial | null): Reply {
  if (encoding === "json") {
    const said =
      partial === null
        ? {}
        : {
            partialSuccess: {
              [SIGNALS[signal]]: String(partial.rejected),
              errorMessage: partial.message,
            },
          };
    return reply(200, encoding, JSON.stringify(said));
  }
  if (partial === null) return reply(200, encoding, Buffer.alloc(0));
  const inner = [...writeNumber(1, partial.rejected), ...writeText(2, partial.message)];
  return reply(200, encoding, Buffer.from(writeBytes(1, inner)));
}

/** `google.rpc.Code`, as far as it is said here. */
const RPC_CODES: Readonly<Record<number, number>> = { 400: 3, 403: 7, 413: 3, 415: 3, 429: 8, 503: 14 };
const RPC_UNKNOWN = 2;

/** Nothing of it was kept. With `retryAfterS`, sending it again may help, after so long. */
export function refuse(
  status: number,
  encoding: Encoding,
  said: { message: string; retryAfterS?: number },
): Reply {
  const { message, retryAfterS } = said;
  const code = RPC_CODES[status] ?? RPC_UNKNOWN;
  const body =
    encoding === "json"
      ? JSON.stringify({ code, message })
      : Buffer.from([...writeNumber(1, code), ...writeText(2, message)]);
  const answer = reply(status, encoding, body);
  if (retryAfterS === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfterS) } };
}

function reply(status: number, encoding: Encoding, body: string | Buffer): Reply {
  return { status, headers: { "content-type": CONTENT_TYPES[encoding] }, body };
}

const VARINT = 0;
const DELIMITED = 2;

function writeNumber(field: number, value: number): number[] {
  return [...varint(field * 8 + VARINT), ...varint(value)];
}

function writeText(field: number, text: string): number[] {
  return writeBytes(field, [...Buffer.from(text)]);
}

function writeBytes(field: number, bytes: readonly number[]): number[] {
  return [...varint(field * 8 + DELIMITED), ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return [...bytes, rest];
}
