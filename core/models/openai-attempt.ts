import { OpenAI } from "openai";
import type { OpenAiEndpoint } from "./openai-endpoint.ts";
import {
  malformedError,
  notAStreamError,
  timeoutError,
  toModelError,
  toStreamError,
  truncatedError,
  type Asked,
} from "./openai-errors.ts";
import { createSdkFetch } from "./openai-fetch.ts";
import { createReplyReader } from "./openai-reply.ts";
import { toChatParams } from "./openai-request.ts";
import { watchSilence, type SilenceWatch } from "./openai-silence.ts";
import type { ChatRequest, ModelPart } from "./provider.ts";
import { throwIfCancelled, type Sleep } from "./retry.ts";

export type AttemptOptions = {
  readonly endpoint: OpenAiEndpoint;
  readonly key: string | null;
  readonly keyVariable: string | null;
  readonly fetch: typeof globalThis.fetch;
  readonly sleep: Sleep;
  /** The longest silence: before the first chunk, and between two. */
  readonly timeoutMs: number;
};

type Attempt = {
  readonly asked: Asked;
  readonly silence: SilenceWatch;
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
  const { endpoint, key, keyVariable, timeoutMs, sleep } = options;
  const asked: Asked = {
    origin: endpoint.origin,
    hasKey: key !== null,
    keyVariable,
    hasOutput: request.output !== undefined,
  };
  const attempt: Attempt = { asked, silence: watchSilence(timeoutMs, sleep), signal };
  const reply = createReplyReader();
  const stream = await openStream(options, request, attempt);
  for await (const chunk of readChunks(stream, attempt, () => reply.finishReason() !== null)) {
    const text = reply.read(chunk);
    if (text === null) throw malformedError(asked);
    if (text !== "") yield { type: "text-delta", text };
  }
  const reason = reply.finishReason();
  // "error" is OpenRouter's word for a model behind it that failed half-way.
  if (reason === null || reason === "error") throw truncatedError(asked);
  const rest = reply.finish();
  if (rest === null) throw malformedError(asked);
  yield* rest;
}

async function openStream(
  options: AttemptOptions,
  request: ChatRequest,
  { asked, silence, signal }: Attempt,
): Promise<RawStream> {
  const params = toChatParams(request, options.endpoint);
  silence.listen();
  try {
    const { data, response } = await createClient(options)
      .chat.completions.create(params, { signal: AbortSignal.any([signal, silence.signal]) })
      .withResponse();
    if (isStream(response)) return data;
    data.controller.abort();
  } catch (thrown) {
    throwIfCancelled(signal);
    throw silence.signal.aborted ? timeoutError(asked) : toModelError(thrown, asked);
  } finally {
    silence.rest();
  }
  throw notAStreamError(asked);
}

/** Many followers send a stream under another or no type, but what calls itself a page or a document is one. */
function isStream(response: Response): boolean {
  return !/^(text\/html|application\/json)\b/i.test(response.headers.get("content-type") ?? "");
}

/**
 * The chunks of a stream. The SDK ends an aborted stream like a finished one, without a word, so cancellation and
 * silence are asked for after each step. Once the answer `isWhole`, a break costs no more than its usage figures.
 */
async function* readChunks(
  stream: RawStream,
  { asked, silence, signal }: Attempt,
  isWhole: () => boolean,
): AsyncGenerator {
  const chunks = stream[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      silence.listen();
      const step = await chunks.next().catch((thrown: unknown) => toStreamError(thrown, asked));
      silence.rest();
      throwIfCancelled(signal);
      if (silence.signal.aborted && !isWhole()) throw timeoutError(asked);
      if (step instanceof Error && !isWhole()) throw step;
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
 * belongs to another endpoint must not reach this one.
 */
function createClient(options: AttemptOptions): OpenAI {
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
    fetch: createSdkFetch(options),
  });
}
