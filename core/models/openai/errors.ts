import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { readAskedWait } from "./asked-wait.ts";
import { statusOfBody } from "./error-frame.ts";
import { findRule, type FailureRule } from "./failure-rules.ts";

/**
 * What is kept of a failure as an AppError's cause. Nothing an endpoint wrote goes further than this: error texts
 * quote requests, and some quote keys.
 */
export type EndpointFailure = {
  readonly status: number | null;
  /** How long it asks to be left alone, in milliseconds; read by retryAfterMsOf. */
  readonly retryAfterMs: number | null;
  /** It will be there: its model is being loaded, or it says when to come back; read by isComing. */
  readonly isComing: boolean;
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
  if (thrown instanceof APIError) return reportedError(thrown as APIError, asked);
  if (socketCodeOf(thrown) === "UND_ERR_BODY_TIMEOUT") return timeoutError(asked);
  return truncatedError(asked);
}

export function timeoutError({ origin }: Asked, silenceMs?: number): AppError {
  const lasted = silenceMs === undefined ? "for too long" : `for ${silenceMs / 1000} s`;
  return new AppError("model-timeout", `${origin} was silent ${lasted}.`, {
    hint: "Try again; if a large model needs longer before its first word, raise silenceSeconds under patience of its connection.",
    retryable: true,
    cause: failure({}),
  });
}

/** It is there and says nothing: asking again would wait, and perhaps pay, as long as before. */
export function wordlessError({ origin }: Asked, wordMs: number): AppError {
  return new AppError(
    "model-timeout",
    `${origin} sent signs of life and no word of an answer for ${wordMs / 1000} s.`,
    {
      hint: "Look at what it waits for; if its answers take that long, raise wordSeconds under patience of its connection.",
      cause: failure({}),
    },
  );
}

/** It goes on answering without an end: asking again would bring the same. */
export function endlessError({ origin }: Asked, longestMs: number): AppError {
  return new AppError(
    "model-timeout",
    `${origin} was not done with its answer after ${longestMs / 1000} s.`,
    {
      hint: "Ask for less: lower the agent's limit of output tokens, choose a faster model, or raise answerSeconds under patience of its connection.",
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

/** The endpoint answered, and with success, but for people: asking again would bring the same. */
export function pageError({ origin }: Asked): AppError {
  return new AppError("model-malformed", `${origin} answered with a page, not with a chat completion.`, {
    hint: "Check the base URL: it usually ends in /v1. On a network that wants a login first, log in.",
    cause: failure({}),
  });
}

/** The same with a document. */
export function notAnAnswerError({ origin }: Asked): AppError {
  return new AppError("model-malformed", `${origin} answered with a document that is no chat completion.`, {
    hint: "Check the base URL: it usually ends in /v1.",
    cause: failure({}),
  });
}

function connectionError(thrown: APIConnectionError, asked: Asked): AppError {
  const socketCode = socketCodeOf(thrown.cause);
  // Node's own patience with headers ended before ours.
  if (socketCode === "UND_ERR_HEADERS_TIMEOUT") return timeoutError(asked);
  const { origin } = asked;
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
  const wait = readWait(thrown, status);
  return ruled(rule, `${asked.origin} answered ${status ?? "with an error"}`, { status, ...wait });
}

/** An error event inside a stream that began well; some put an HTTP status into its code. */
function reportedError(thrown: APIError, asked: Asked): AppError {
  const words = vendorWords(thrown);
  const status = statusOfBody(isJsonObject(thrown.error) ? thrown.error : {});
  const rule = findRule({ ...words, ...asked, status });
  return ruled(rule, `${asked.origin} broke its answer off with an error (${status})`, {
    status,
    ...readWait(thrown, status),
  });
}

/** What a server says that has not come up yet. */
const COMING =
  /\b(load(ing|ed)|warm(ing)?[ -]up|start(ing)?[ -]up|cold[ -]start(ing)?|not (yet )?(ready|loaded)|initiali[sz]ing)\b/i;

function readWait(
  thrown: APIError,
  status: number | null,
): Pick<EndpointFailure, "retryAfterMs" | "isComing"> {
  const said = (thrown.error as Json | undefined) ?? thrown.message;
  const retryAfterMs = readAskedWait(thrown.headers, said);
  const isAway = status === 503 || status === 425;
  return {
    retryAfterMs,
    isComing: isAway && (retryAfterMs !== null || COMING.test(JSON.stringify(said))),
  };
}

function ruled(rule: FailureRule, what: string, known: Partial<EndpointFailure>): AppError {
  return new AppError(rule.code, `${what}: ${rule.what}.`, {
    hint: rule.hint,
    retryable: rule.isRetryable ?? false,
    cause: failure(known),
  });
}

function failure(known: Partial<EndpointFailure>): EndpointFailure {
  return { status: null, retryAfterMs: null, isComing: false, socketCode: null, ...known };
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

/** The name of the first socket error in the chain of causes. */
function socketCodeOf(thrown: unknown): string | null {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z_]{2,40}$/.test(at.code)) return at.code;
  }
  return null;
}
