import { APIError, OpenAI } from "openai";
import type { AppError } from "#core/base/app-error.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import type { OpenAiEndpoint } from "./endpoint.ts";
import {
  documentError,
  endlessError,
  malformedError,
  notAStreamError,
  oversizedError,
  timeoutError,
  toModelError,
  toStreamError,
  truncatedError,
  type Asked,
  type Teach,
} from "./errors.ts";
import { isErrorDocument } from "./error-body.ts";
import { createSdkFetch, isStream, toJson } from "./fetch.ts";
import { createReplyReader } from "./reply.ts";
import { toChatParams } from "./request.ts";
import { watchSilence, type SilenceLimits, type SilenceWatch } from "./silence.ts";
import { watchOutput } from "#core/models/output-watch.ts";
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
  readonly silence: SilenceWatch;
  /** Why the silence's watch ended it. */
  readonly lateError: () => AppError;
  readonly meter: CallMeter;
  /** The caller's. */
  readonly signal: AbortSignal;
};

type RawStream = AsyncIterable<unknown> & { readonly controller: AbortController };

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
  const { endpoint, key, keyVariable, longestMs, meter, rules, teach, wantsParameters } = options;
  const params = toChatParams(request, { ...endpoint, wantsParameters }, rules ?? {});
  const sent = { ...params };
  const asked: Asked = { origin: endpoint.origin, key, keyVariable, request, sent, teach };
  const silence = watchSilence(options, options.sleep);
  const lateError = () => (silence.isEndless() ? endlessError(asked, longestMs) : timeoutError(asked));
  try {
    yield* answerParts(options, request, { params, asked, silence, lateError, meter, signal });
  } finally {
    silence.close();
  }
}

async function* answerParts(
  options: AttemptOptions,
  request: ChatRequest,
  attempt: Attempt,
): AsyncGenerator<ModelPart> {
  const { asked, meter } = attempt;
  const reply = createReplyReader(meter);
  const isTooLong = watchOutput(outputLimitOf(request, options.rules));
  let isCut = false;
  const stream = await openStream(options, attempt);
  for await (const chunk of readChunks(stream, attempt, () => reply.finishReason() !== null)) {
    const read = reply.read(chunk);
    if (read === null) throw malformedError(asked);
    const excess = reply.excess();
    if (excess !== null) throw oversizedError(asked, excess);
    if (read.text !== "") yield { type: "text-delta", text: read.text };
    isCut = isTooLong(read.written);
    if (isCut) break;
  }
  const reason = reply.finishReason();
  // "error" is OpenRouter's word for a model behind it that failed half-way.
  if (!isCut && (reason === null || reason === "error")) throw truncatedError(asked);
  const rest = reply.finish(isCut);
  if (rest === null) throw malformedError(asked);
  yield* rest;
}

async function openStream(
  options: AttemptOptions,
  { params, asked, silence, lateError, signal }: Attempt,
): Promise<RawStream> {
  let document = "";
  const hear = (text: string): void => {
    document = text;
  };
  silence.listen();
  try {
    const { data, response } = await createClient(options, asked, hear)
      .chat.completions.create(params, { signal: AbortSignal.any([signal, silence.signal]) })
      .withResponse();
    if (isStream(response)) return data;
    data.controller.abort();
  } catch (thrown) {
    throwIfCancelled(signal);
    throw silence.signal.aborted ? lateError() : toModelError(thrown, asked, document);
  } finally {
    silence.rest();
  }
  // Some answer with success and an error.
  const read = toJson(document);
  throw isErrorDocument(read) ? documentError(read, asked) : notAStreamError(asked);
}

/**
 * The chunks of a stream. The SDK ends an aborted stream like a finished one, without a word, so cancellation and
 * silence are asked for after each step. Once the answer `isWhole`, a break costs no more than its usage figures.
 */
async function* readChunks(
  stream: RawStream,
  { asked, silence, lateError, meter, signal }: Attempt,
  isWhole: () => boolean,
): AsyncGenerator {
  const chunks = stream[Symbol.asyncIterator]();
  let isOver = false;
  let hasBegun = false;
  try {
    for (;;) {
      silence.listen();
      const step = await chunks.next().catch((thrown: unknown) => {
        // An error in place of an answer, whatever the status that came before it.
        if (thrown instanceof APIError && !hasBegun) meter.onTurnedAway();
        return toStreamError(thrown, asked);
      });
      const isFirst = !hasBegun;
      hasBegun = true;
      silence.rest();
      throwIfCancelled(signal);
      if (silence.signal.aborted && !isWhole()) throw lateError();
      if (step instanceof Error && !isWhole()) throw step;
      if (!(step instanceof Error) && isErrorDocument(step.value) && !isWhole()) {
        if (isFirst) meter.onTurnedAway();
        throw documentError(step.value, asked);
      }
      isOver = step instanceof Error || step.done === true;
      if (step instanceof Error || step.done === true) return;
      yield step.value;
    }
  } finally {
    // The consumer may have left in the middle: the endpoint should stop writing, and charging. After a whole answer
    // the connection stays for the next call.
    if (!isOver) stream.controller.abort();
  }
}

/**
 * Everything the SDK would otherwise take from the environment is given here: an address, a key or an account that
 * belongs to another endpoint must not reach this one [T8].
 */
function createClient(options: AttemptOptions, asked: Asked, hear: (document: string) => void): OpenAI {
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
    fetch: createSdkFetch({ ...options, hear, tooMuch: (what) => oversizedError(asked, what) }),
  });
}
