import type { LearnedRule } from "#core/domain/adaptation.ts";
import { joinRules } from "#core/domain/join-rules.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { parseEndpoint, readKey, type KeySource } from "./endpoint.ts";
import type { TaughtLesson } from "./errors.ts";
import { toMs, type PatienceMs } from "#core/models/patience.ts";
import type { CallMeter, ModelProvider } from "#core/models/provider.ts";
import { throwIfCancelled, type Sleep } from "#core/models/retry.ts";

export type OpenAiProviderOptions = KeySource & {
  /** The first half of PROVIDER/NAME; providers/addresses.ts lists the presets. */
  readonly id: string;
  /** Up to and without /chat/completions. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly sleep: Sleep;
  /** How long it is waited for within one attempt; as long as usual where nothing is said. */
  readonly patience?: Partial<PatienceMs>;
  readonly requests?: RequestCustoms;
};

/** How requests to the model at this address differ from the usual ones. */
export type RequestCustoms = {
  /** By a person. */
  readonly declared?: RequestRules;
  /** Known of it beforehand; its refusals may teach otherwise. */
  readonly customs?: RequestRules;
  /** By its refusals so far. */
  readonly learned?: readonly LearnedRule[];
  /** Keeps what a refusal taught; left out where nobody learns, and a refusal stands. */
  readonly learn?: (lesson: TaughtLesson) => void;
  /** A tool that takes nothing is declared with an empty object all the same. */
  readonly wantsParameters?: boolean;
};

/** Raise it whenever the same request may be sent, or its answer read, in another way. */
const IMPLEMENTATION = "openai-chat-4";

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
  const { id, baseUrl, apiKey, keyVariable, patience, requests = {}, ...rest } = options;
  const limits = { ...toMs(), ...patience };
  const endpoint = parseEndpoint(baseUrl);
  const { declared = {}, customs = {}, learned = [], learn, wantsParameters = false } = requests;
  const rules = joinRules(declared, [customs, ...learned]);
  const teach = learn === undefined ? null : { rules, declared, learn };
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
      const asked = { ...limits, ...rest, endpoint, key, keyVariable, meter, rules, wantsParameters, teach };
      yield* streamAttempt(asked, request, signal);
    },
    countTokens: endpoint.isOpenAi ? countTokens : countTokensGenerously,
  };
}

/** Every byte-level tokenizer needs at most one token for a byte. */
function countTokensGenerously(text: string): number {
  return Math.min(Buffer.byteLength(text), OTHER_TOKENIZER_FACTOR * countTokens(text));
}
