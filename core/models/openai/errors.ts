import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { withSaid } from "#core/models/endpoint-said.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import { readAskedWait } from "./asked-wait.ts";
import { readErrorBody, readErrorDocument, type ErrorWords } from "./error-body.ts";
import { statusOfBody } from "./error-frame.ts";
import type { FailureFacts } from "./failure-facts.ts";
import { findRule } from "./failure-rules.ts";
import { findLesson, type Lesson, type Refusal } from "./find-lesson.ts";
import { findNamed, type SentParams } from "./find-named.ts";
import { findCause } from "./known-causes.ts";
import { saysComing } from "./says-coming.ts";
import { tellSaid } from "./tell-said.ts";
import { withoutEcho } from "./without-echo.ts";

/** What is kept of a failure as an AppError's cause. What the endpoint said stands in the message, without keys and shortened. */
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
  /** The one that was sent, so that it is not shown where the endpoint repeats it. */
  readonly key: string | null;
  readonly keyVariable: string | null;
  readonly request: ChatRequest;
  readonly sent: SentParams;
  /** Then the endpoint's words are nobody's, as they may quote a test item [A5]. */
  readonly isSealed: boolean;
  /** What a refusal may teach, and who hears of it; null where nobody learns. */
  readonly teach: Teach | null;
};

export type Teach = Pick<Refusal, "rules" | "declared"> & {
  /** Keeps what was learned; the work begins again after it. Called again for what is known by then does nothing. */
  readonly learn: (lesson: TaughtLesson) => void;
};

/** With the endpoint's own words, as they may be kept. */
export type TaughtLesson = Lesson & { readonly said: string };

/**
 * Why no answer began, for whatever the SDK threw; `document` is the body that came instead of one. What it does not throw for
 * endpoints is thrown on: a bug.
 */
export function toModelError(thrown: unknown, asked: Asked, document: string): AppError {
  if (thrown instanceof APIConnectionTimeoutError) return timeoutError(asked);
  if (thrown instanceof APIConnectionError) return connectionError(thrown, asked);
  if (thrown instanceof APIError) return statusError(thrown as APIError, asked, document);
  throw thrown;
}

/** Why an answer broke off after it had begun. */
export function toStreamError(thrown: unknown, asked: Asked): AppError {
  // Our own: it sent more than we take.
  if (thrown instanceof AppError) return thrown;
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

function statusError(thrown: APIError, asked: Asked, document: string): AppError {
  const status = thrown.status ?? null;
  const heard = readErrorBody(document);
  const words = { ...heard, said: [heard.said, tellLocation(thrown.headers)].filter(Boolean).join(" ") };
  const wait = readWait(thrown.headers, thrown.error as Json | undefined, { said: words.said, status });
  return refusalError(words, asked, {
    what: `answered ${status ?? "with an error"}`,
    known: { status, ...wait },
  });
}

/** Where a redirect points: without what may hold a token. */
function tellLocation(headers: Headers | undefined): string {
  const location = headers?.get("location") ?? null;
  return location === null ? "" : `Location: ${location.replace(/[?#].*$/, "").replace(/\/\/[^/@]*@/, "//")}`;
}

/** An error in place of an answer or of a piece of one; some put an HTTP status into its code. */
export function documentError(document: Json, headers: Headers, asked: Asked): AppError {
  const words = readErrorDocument(document);
  const told = words.status ?? statusOfBody(isJsonObject(document) ? document : {});
  const status = told ?? guessStatus(words, asked);
  const what = "broke its answer off with an error";
  return refusalError(words, asked, {
    what: told === null ? what : `${what} (${told})`,
    known: { status, ...readWait(headers, document, { said: words.said, status }) },
  });
}

/** Of an error without one: a refusal where its words say what is known of refusals, or name what was asked with. */
function guessStatus(told: ErrorWords, asked: Asked): number {
  const words = withoutEcho(told, asked.request.messages);
  const isRefusal = findCause(factsOf(words, asked, 400)) !== null || findTaught(words, asked, 400) !== null;
  return isRefusal ? 400 : 502;
}

function factsOf(words: ErrorWords, asked: Asked, status: number | null): FailureFacts {
  return { ...asked, ...words, hasKey: asked.key !== null, status, named: findNamed(words, asked.sent) };
}

function findTaught(
  words: ErrorWords,
  { teach, request, sent }: Asked,
  status: number | null,
): Lesson | null {
  return teach === null ? null : findLesson({ ...teach, status, words, request, sent });
}

function readWait(
  headers: Headers | undefined,
  body: Json | undefined,
  { said, status }: { readonly said: string; readonly status: number | null },
): Pick<EndpointFailure, "retryAfterMs" | "isComing"> {
  const retryAfterMs = readAskedWait(headers, body ?? said);
  const isAway = status === 503 || status === 425;
  // One that cannot say a word yet is no better off than one that asks for a while.
  const isSilent = isAway && (retryAfterMs !== null || said === "");
  return { retryAfterMs, isComing: isSilent || saysComing(said, status) };
}

type Happened = { readonly what: string; readonly known: Partial<EndpointFailure> };

/** In our words where the cause is known, and with the endpoint's own; or that it taught something [M21, M23]. */
function refusalError(told: ErrorWords, asked: Asked, { what, known }: Happened): AppError {
  const { origin, teach, request, isSealed } = asked;
  const { status = null } = known;
  const said = isSealed ? "" : tellSaid(told.said, asked.key);
  const words = withoutEcho(told, request.messages);
  const facts = factsOf(words, asked, status);
  const lesson =
    saysComing(words.said, status) || findCause(facts)?.isFinal === true
      ? null
      : findTaught(words, asked, status);
  if (teach !== null && lesson !== null) {
    teach.learn({ ...lesson, said });
    const sentence = `${origin} is asked ${lesson.told} from now on.`;
    return new AppError("model-adapted", withSaid(sentence, said), { cause: failure(known) });
  }
  const rule = findRule(facts);
  return new AppError(rule.code, withSaid(`${origin} ${what}: ${rule.what}.`, said), {
    hint: rule.hint,
    way: rule.way,
    retryable: rule.isRetryable ?? false,
    cause: failure(known),
  });
}

function failure(known: Partial<EndpointFailure>): EndpointFailure {
  return { status: null, retryAfterMs: null, isComing: false, socketCode: null, ...known };
}

/** The name of the first socket error in the chain of causes. */
function socketCodeOf(thrown: unknown): string | null {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z_]{2,40}$/.test(at.code)) return at.code;
  }
  return null;
}
