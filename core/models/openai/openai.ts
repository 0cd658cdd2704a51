import type { LearnedRule } from "#core/domain/adaptation.ts";
import { joinRules } from "#core/domain/join-rules.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { parseEndpoint, readKey, type KeySource, type OpenAiEndpoint } from "./endpoint.ts";
import type { TaughtLesson } from "./errors.ts";
import { LONGEST_ANSWER_MS } from "./limits.ts";
import type { CallMeter, ModelProvider } from "#core/models/provider.ts";
import { throwIfCancelled, type Sleep } from "#core/models/retry.ts";

export type OpenAiProviderOptions = KeySource & {
  /** The first half of PROVIDER/NAME; providers/table.ts lists them. */
  readonly id: string;
  /** Up to and without /chat/completions. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly sleep: Sleep;
  /** The longest silence of the endpoint within one attempt: before its first chunk, and between two. */
  readonly timeoutMs: number;
  /** The longest that one answer may take, however steadily it comes; a quarter of an hour unless said. */
  readonly longestMs?: number;
  readonly requests?: RequestCustoms;
};

/** How requests to the model at this address differ from the usual ones. */
export type RequestCustoms = {
  /** By whoever names the endpoint. */
  readonly declared?: RequestRules | undefined;
  /** By its refusals so far. */
  readonly learned?: readonly LearnedRule[];
  /** Keeps what a refusal taught; left out where nobody learns, and a refusal stands. */
  readonly learn?: (lesson: TaughtLesson) => void;
};

/** Raise it whenever the same request may be sent, or its answer read, in another way. */
const IMPLEMENTATION = "openai-chat-3";

/** Providers that refuse a tool whose parameters are left out; the others are spared an object without members. */
const WANT_PARAMETERS: readonly string[] = ["llama-cpp", "lm-studio", "mistral"];

/** For callers that do not ask what it costs. */
const DEAF: CallMeter = {
  onSent: () => undefined,
  onTurnedAway: () => undefined,
  onWritten: () => undefined,
  onUsage: () => undefined,
};

/** How much worse than o200k the tokenizers of other current models do, at most, on the texts we know. */
const OTHER_TOKENIZER_FACTOR = 2;

/**
 * A provider for OpenAI and every endpoint that speaks its chat completions protocol. Throws config-invalid for a
 * base URL that cannot be one. Its errors name the endpoint's origin and the status, and repeat what it said, shortened and
 * without keys. A refusal that teaches something is told as model-adapted: the work begins again, with a provider that was opened
 * with what was learned. Retries, limits and recording wrap it; there are none inside.
 */
export function createOpenAiProvider(options: OpenAiProviderOptions): ModelProvider {
  const { id, baseUrl, apiKey, keyVariable, requests = {}, ...rest } = options;
  const endpoint = parseEndpoint(baseUrl);
  const { declared = {}, learned = [], learn } = requests;
  const rules = joinRules({ ...(isGemini(endpoint) ? { schemas: "plain" } : {}), ...declared }, learned);
  const teach = learn === undefined ? null : { rules, declared, learn };
  const wantsParameters = WANT_PARAMETERS.includes(id);
  return {
    id,
    endpoint: endpoint.baseUrl,
    endpointOrigin: endpoint.origin,
    implementation: IMPLEMENTATION,
    isSimulated: false,
    ...(rules === null ? {} : { rules }),
    stream: async function* (request, signal, meter = DEAF) {
      // First, so that whoever only wants to know whether it could be asked hears of a missing key.
      const key = readKey({ apiKey, keyVariable }, endpoint);
      throwIfCancelled(signal);
      const { streamAttempt } = await import("./attempt.ts");
      yield* streamAttempt(
        {
          longestMs: LONGEST_ANSWER_MS,
          ...rest,
          endpoint,
          key,
          keyVariable,
          meter,
          rules,
          wantsParameters,
          teach,
        },
        request,
        signal,
      );
    },
    countTokens: endpoint.isOpenAi ? countTokens : countTokensGenerously,
  };
}

/** Its reader of schemas knows a part of what others know. */
function isGemini({ origin }: OpenAiEndpoint): boolean {
  return origin === "https://generativelanguage.googleapis.com";
}

/** Every byte-level tokenizer needs at most one token for a byte. */
function countTokensGenerously(text: string): number {
  return Math.min(Buffer.byteLength(text), OTHER_TOKENIZER_FACTOR * countTokens(text));
}
