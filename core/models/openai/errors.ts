import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { findRule, type FailureRule } from "./failure-rules.ts";

/**
 * What is kept of a failure as an AppError's cause. Nothing an endpoint wrote goes further than this: error texts
 * quote requests, and some quote keys.
 */
export type EndpointFailure = {
  readonly status: number | null;
  /** As in retry-after, in milliseconds; read by retryAfterMsOf. */
  readonly retryAfterMs: number | null;
  /** The name of a socket error: ECONNREFUSED. */
  readonly socketCode: string | null;
};

export type Asked = {
  readonly origin: string;
  readonly hasKey: boolean;
  readonly keyVariable: string | null;
  /** Whether the request asked for structured output. */
  readonly hasOutput: boolean;
};

/** Why no answer began, for whatever the SDK threw. What it does not throw for endpoints is thrown on: a bug. */
export function toModelError(thrown: unknown, asked: Asked): AppError {
  if (thrown instanceof APIConnectionTimeoutError) return timeoutError(asked);
  if (thrown instanceof APIConnectionError) return connectionError(thrown, asked);
  if (thrown instanceof APIError) return statusError(thrown as APIError, asked);
  throw thrown;
}

/** Why an answer broke off after it had begun. */
export function toStreamError(thrown: unknown, asked: Asked): AppError {
  // Our own: it sent more than we take.
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof SyntaxError) return malformedError(asked);
  if (thrown instanceof APIError) return reportedError(thrown as APIError, asked);
  if (socketCodeOf(thrown) === "UND_ERR_BODY_TIMEOUT") return timeoutError(asked);
  return truncatedError(asked);
}

export function timeoutError({ origin }: Asked): AppError {
  return new AppError("model-timeout", `${origin} was silent for too long.`, {
    hint: "Try again, or raise the time limit: a large model may need minutes before its first word.",
    retryable: true,
    cause: failure({}),
  });
}

/** It goes on answering without an end: asking again would bring the same. */
export function endlessError({ origin }: Asked, longestMs: number): AppError {
  return new AppError(
    "model-timeout",
    `${origin} was not done with its answer after ${longestMs / 1000} s.`,
    {
      hint: "Ask for less: lower the agent's limit of output tokens, or choose a faster model.",
      cause: failure({}),
    },
  );
}

/** More than an answer may hold; the rest was not read. */
export function oversizedError({ origin }: Asked, what: string): AppError {
  return new AppError("model-malformed", `${origin} sent more than ${what} in one answer.`, {
    hint: "Check that the endpoint speaks the OpenAI chat protocol; no honest answer is as large as that.",
    cause: failure({}),
  });
}

export function truncatedError({ origin }: Asked): AppError {
  return new AppError("model-truncated", `${origin} cut the answer off before its end.`, {
    hint: "Try again; if it keeps happening, check the endpoint and what lies between it and this machine.",
    retryable: true,
    cause: failure({}),
  });
}

export function malformedError({ origin }: Asked): AppError {
  return new AppError("model-malformed", `${origin} sent an answer that is not a chat completion.`, {
    hint: "Try again; if it keeps happening, check that the endpoint speaks the OpenAI chat protocol.",
    retryable: true,
    cause: failure({}),
  });
}

/** The endpoint answered, and with success, but with no stream: asking again would bring the same. */
export function notAStreamError({ origin }: Asked): AppError {
  return new AppError("model-malformed", `${origin} answered with a document, not with a stream.`, {
    hint: "Check the base URL: it usually ends in /v1. The endpoint must support streaming.",
    cause: failure({}),
  });
}

function connectionError(thrown: APIConnectionError, { origin }: Asked): AppError {
  const socketCode = socketCodeOf(thrown.cause);
  const code = socketCode === null ? "" : ` (${socketCode})`;
  return new AppError("model-unavailable", `${origin} could not be reached${code}.`, {
    hint: "Check that the endpoint runs, its address, and this machine's network.",
    retryable: true,
    cause: failure({ socketCode }),
  });
}

function statusError(thrown: APIError, asked: Asked): AppError {
  const status = thrown.status ?? null;
  const rule = findRule({ ...vendorWords(thrown), ...asked, status });
  const retryAfterMs = thrown.headers === undefined ? null : readRetryAfterMs(thrown.headers);
  return ruled(rule, `${asked.origin} answered ${status ?? "with an error"}`, {
    status,
    retryAfterMs,
  });
}

/** An error event inside a stream that began well; some put an HTTP status into its code. */
function reportedError(thrown: APIError, asked: Asked): AppError {
  const words = vendorWords(thrown);
  const status = /^[45]\d\d$/.test(words.code) ? Number(words.code) : statusOfType(words.type);
  const rule = findRule({ ...words, ...asked, status });
  return ruled(rule, `${asked.origin} broke its answer off with an error (${status})`, { status });
}

function statusOfType(type: string): number {
  if (type.includes("rate_limit")) return 429;
  return type === "invalid_request_error" ? 400 : 502;
}

function ruled(rule: FailureRule, what: string, known: Partial<EndpointFailure>): AppError {
  return new AppError(rule.code, `${what}: ${rule.what}.`, {
    hint: rule.hint,
    retryable: rule.isRetryable ?? false,
    cause: failure(known),
  });
}

function failure(known: Partial<EndpointFailure>): EndpointFailure {
  return { status: null, retryAfterMs: null, socketCode: null, ...known };
}

/** The words of an error body, for comparison alone; they are never shown. */
function vendorWords(thrown: APIError) {
  const body: JsonObject = isJsonObject(thrown.error) ? thrown.error : {};
  const text = (value: Json | undefined): string =>
    typeof value === "string" || typeof value === "number" ? String(value) : "";
  return {
    code: text(body["code"]),
    type: text(body["type"]),
    param: text(body["param"]),
    text: body["message"] === undefined ? thrown.message : text(body["message"]),
  };
}

/** Milliseconds to wait, or null. A date is taken against the endpoint's own clock, which ours may not agree with. */
function readRetryAfterMs(headers: Headers): number | null {
  const inMs = toWait(Number(headers.get("retry-after-ms") ?? Number.NaN));
  if (inMs !== null) return inMs;
  const asked = headers.get("retry-after");
  if (asked === null) return null;
  return (
    toWait(Number(asked) * 1000) ?? toWait(Date.parse(asked) - Date.parse(headers.get("date") ?? "never"))
  );
}

function toWait(delayMs: number): number | null {
  return Number.isFinite(delayMs) && delayMs >= 0 ? delayMs : null;
}

/** The name of the first socket error in the chain of causes. */
function socketCodeOf(thrown: unknown): string | null {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z_]{2,40}$/.test(at.code)) return at.code;
  }
  return null;
}
