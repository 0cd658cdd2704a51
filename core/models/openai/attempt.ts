import { OpenAI } from "openai";
import type { AppError } from "#core/base/app-error.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import { createAnswerReader } from "./answer.ts";
import { drain } from "./body.ts";
import type { OpenAiEndpoint } from "./endpoint.ts";
import { collectExchange, type Exchange } from "./exchange.ts";
import {
  endlessError,
  timeoutError,
  toModelError,
  toStreamError,
  wordlessError,
  type Asked,
  type Teach,
} from "./errors.ts";
import { createSdkFetch, type FetchOptions } from "./fetch.ts";
import { toChatParams } from "./request.ts";
import { watchSilence, type SilenceLimits, type SilenceWatch } from "./silence.ts";
import type { CallMeter, ChatRequest, ModelPart } from "#core/models/provider.ts";
import { outputLimitOf } from "#core/models/sent-request.ts";
import { throwIfCancelled, type Sleep } from "#core/models/retry.ts";

export type AttemptOptions = SilenceLimits & {
  readonly endpoint: OpenAiEndpoint;
  readonly key: string | null;
  readonly keyVariable: string | null;
  readonly fetch: typeof globalThis.fetch;
  readonly sleep: Sleep;
  readonly meter: CallMeter;
  /** How requests differ from the usual ones. */
  readonly rules: RequestRules | null;
  readonly wantsParameters: boolean;
  readonly teach: Teach | null;
};

type Attempt = {
  readonly params: ReturnType<typeof toChatParams>;
  readonly asked: Asked;
  readonly exchange: Exchange;
  readonly silence: SilenceWatch;
  /** Why the silence's watch ended it. */
  readonly lateError: () => AppError;
  /** The caller's. */
  readonly signal: AbortSignal;
  /** Ends the request, whoever wants it ended: the caller, the watch, or we, who have read enough. */
  readonly ended: AbortSignal;
  readonly leave: () => void;
};

/** Ours is the watch for silence; the SDK's ends at the headers, so it is put as far off as a timer reaches. */
const NO_SDK_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * One request, streamed. In a file of its own because the SDK it imports takes longer to load than the rest of the
 * program's start. Throws as ModelProvider.stream does.
 */
export async function* streamAttempt(
  options: AttemptOptions,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelPart> {
  const { endpoint, key, keyVariable, meter, rules, teach, wantsParameters } = options;
  const { isSealed = false } = meter;
  const params = toChatParams(request, { ...endpoint, wantsParameters }, rules ?? {});
  const sent = { ...params };
  const asked: Asked = { origin: endpoint.origin, key, keyVariable, request, sent, teach, isSealed };
  const silence = watchSilence(options, options.sleep);
  const left = new AbortController();
  const exchange = collectExchange(meter.onExchange);
  const attempt: Attempt = {
    params,
    asked,
    exchange,
    silence,
    lateError: () => lateErrorOf(silence, asked, options),
    signal,
    ended: AbortSignal.any([signal, silence.signal, left.signal]),
    leave: () => left.abort(),
  };
  try {
    yield* answerParts(options, request, attempt);
  } finally {
    silence.close();
    exchange.end();
  }
}

function lateErrorOf(silence: SilenceWatch, asked: Asked, limits: SilenceLimits): AppError {
  switch (silence.lateness()) {
    case "endless":
      return endlessError(asked, limits.answerMs);
    case "wordless":
      return wordlessError(asked, limits.wordMs);
    case "silent":
    case null:
      return timeoutError(asked, limits.silenceMs);
  }
}

async function* answerParts(
  options: AttemptOptions,
  request: ChatRequest,
  attempt: Attempt,
): AsyncGenerator<ModelPart> {
  const { asked, exchange, silence } = attempt;
  const { meter, sleep } = options;
  const response = await openResponse(options, attempt);
  if (response.body === null) meter.onTurnedAway();
  const answer = createAnswerReader({
    asked,
    meter,
    headers: response.headers,
    limit: outputLimitOf(request, options.rules),
    onWord: silence.hearWord,
  });
  const body = response.body?.getReader();
  let isOver = body === undefined;
  try {
    while (!isOver && body !== undefined && answer.over() === null) {
      const bytes = await readPiece(body, attempt, answer.isWhole);
      isOver = bytes === null;
      if (bytes === null) continue;
      exchange.takes(bytes);
      yield* answer.take(bytes);
    }
    yield* answer.finish();
  } finally {
    // Who leaves in the middle wants the endpoint to stop writing, and charging. After its last word the connection stays
    // for the next call.
    if (!isOver && body !== undefined && answer.over() === "done") await drain(body, sleep);
    attempt.leave();
  }
}

async function openResponse(
  options: AttemptOptions,
  { params, asked, exchange, silence, lateError, signal, ended }: Attempt,
): Promise<Response> {
  let document = "";
  const hear = (text: string): void => {
    document = text;
  };
  silence.listen();
  try {
    // The SDK reads JSON out of every event, and there is none in many that endpoints send: what comes is read here.
    const client = createClient(options, { hear, exchange, signal: ended });
    return await client.chat.completions.create(params, { signal: ended }).asResponse();
  } catch (thrown) {
    throwIfCancelled(signal);
    throw silence.signal.aborted ? lateError() : toModelError(thrown, asked, document);
  } finally {
    silence.rest();
  }
}

/** The next bytes, or null at the end. Once the answer `isWhole`, a break is an end like any other. */
async function readPiece(
  body: ReadableStreamDefaultReader<Uint8Array>,
  { asked, silence, lateError, signal }: Attempt,
  isWhole: () => boolean,
): Promise<Uint8Array | null> {
  silence.listen();
  const step = await body.read().catch((thrown: unknown) => toStreamError(thrown, asked));
  silence.rest();
  throwIfCancelled(signal);
  if (silence.signal.aborted && !isWhole()) throw lateError();
  if (step instanceof Error) {
    if (isWhole()) return null;
    throw step;
  }
  return step.done ? null : step.value;
}

/**
 * Everything the SDK would otherwise take from the environment is given here: an address, a key or an account that
 * belongs to another endpoint must not reach this one [T8].
 */
function createClient(
  options: AttemptOptions,
  heard: Pick<FetchOptions, "hear" | "exchange" | "signal">,
): OpenAI {
  const { endpoint, key } = options;
  return new OpenAI({
    baseURL: endpoint.baseUrl,
    // The SDK insists on one; createSdkFetch sends the real one, or none.
    apiKey: key ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: NO_SDK_TIMEOUT_MS,
    logLevel: "off",
    // A redirect would carry the request to an address that nobody chose.
    fetchOptions: { redirect: "manual" },
    fetch: createSdkFetch({ ...options, ...heard }),
  });
}
