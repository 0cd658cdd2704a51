import type { Attributes, Span } from "@opentelemetry/api";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import { NO_SPEND, type Spend } from "#core/domain/spend.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { failSpan, type TraceRecorder } from "#core/recording/tracing.ts";
import type { RecordedCall } from "#core/store/model-calls.ts";
import { collectTurn, type ModelTurn } from "./collect-turn.ts";
import type { Ledger } from "./ledger.ts";
import type { ChatRequest, ModelProvider, Usage } from "./provider.ts";
import { isTurnedAway } from "./retry.ts";
import { toMessageAttributes, toOutputAttribute } from "./span-messages.ts";

/** Where model calls are noted before and after they are made; the store's tape. */
export interface Tape {
  find(path: string): RecordedCall | null;
  /** Durable before it returns, when the call costs something; what was spent so far is kept with it. */
  put(path: string, call: RecordedCall): void;
  /** Takes back the note of a call that failed and is settled; an answered one stays. */
  drop(path: string): void;
}

export type RetriedCall = {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly onRetry: (attempt: number) => void;
};

export type ModelLine = {
  readonly provider: ModelProvider;
  readonly ledger: Ledger;
  readonly tape: Tape;
  /** Runs one attempt again after retryable failures; waits are keyed by the call's path, `onRetry` hears of each. */
  readonly retry: <T>(attempt: () => Promise<T>, call: RetriedCall) => Promise<T>;
  /** Does the work of one attempt once there is a place for it at the endpoint. */
  readonly withPlace: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** US dollars of a usage, or null where the price is unknown. */
  readonly priceUsd: (usage: Usage) => number | null;
};

/** Hears of a call's attempts. What lies between them is waiting: for a place at the endpoint, or for its next chance. */
export type AttemptListener = {
  readonly onBegin: () => void;
  /** Also of one that never began; `cost` is then nothing. */
  readonly onFail: (cost: Spend) => void;
};

export type ModelCallContext = {
  /** The call's deterministic place: the same work asks under the same path, today and after a crash. */
  readonly path: string;
  readonly recorder: TraceRecorder;
  readonly parent: Span;
  readonly attributes?: Attributes;
  readonly signal: AbortSignal;
  readonly onText?: (text: string) => void;
  readonly attempts?: AttemptListener;
};

/** `spend` is the answer's own; attempts that failed before it are the listener's to count. */
export type ModelAnswer = { readonly turn: ModelTurn; readonly spend: Spend };

/** Output tokens to reserve when the request does not limit them. */
const DEFAULT_MAX_OUTPUT_TOKENS = 4096;

/**
 * Makes one model call: retried, recorded as a span and noted on the tape before its answer is used. A call
 * that the tape already holds under this path, for the same request, is not made again. Throws what the provider
 * throws after its retries, and budget-exhausted.
 */
export async function callModel(
  line: ModelLine,
  request: ChatRequest,
  context: ModelCallContext,
): Promise<ModelAnswer> {
  const span = context.recorder.start({
    name: `chat ${request.model}`,
    kind: line.provider.endpointOrigin === null ? "internal" : "client",
    attributes: { ...requestAttributes(line.provider, request), ...context.attributes },
    parent: context.parent,
  });
  try {
    const answer = recall(line, request, context) ?? (await ask(line, request, { ...context, span }));
    span.setAttributes(answerAttributes(answer));
    return answer;
  } catch (error) {
    failSpan(span, toErrorReport(error));
    throw error;
  } finally {
    span.end();
  }
}

/** An answered call was counted when it was answered, by this session or by the one that paid for it. */
function recall(line: ModelLine, request: ChatRequest, { path }: ModelCallContext): ModelAnswer | null {
  const recorded = line.tape.find(path);
  if (recorded === null) return null;
  if (recorded.response === null) {
    // It was in flight when the process died: whether it was billed is unknown, so it is charged in full.
    line.ledger.charge(recorded.reserved);
    return null;
  }
  if (recorded.requestHash !== hashJson(request)) return null;
  const turn = recorded.response as unknown as ModelTurn;
  return { turn, spend: spendOf(line, turn, recorded.reserved) };
}

type Asking = ModelCallContext & { readonly requestHash: string };

async function ask(
  line: ModelLine,
  request: ChatRequest,
  context: ModelCallContext & { readonly span: Span },
): Promise<ModelAnswer> {
  const { path, signal, span } = context;
  const asking = { ...context, requestHash: hashJson(request) };
  const answer = await line.retry(async () => attempt(line, request, asking), {
    path,
    signal,
    onRetry: (failed) => span.setAttribute(AUTOGENESIS.attempt, failed + 1),
  });
  if (signal.aborted) throw new AppError("cancelled", "The call was cancelled.");
  return answer;
}

/** One request, reserved, noted and settled by itself: caps hold over every attempt, and none goes uncounted. */
async function attempt(line: ModelLine, request: ChatRequest, asking: Asking): Promise<ModelAnswer> {
  const { path, requestHash, attempts } = asking;
  const reserved = worstCase(line, request);
  const reservation = line.ledger.reserve(reserved);
  let hasBegun = false;
  let turn: ModelTurn;
  try {
    // In-process providers cost nothing and answer the same again: noting their calls beforehand would buy nothing.
    if (line.provider.endpointOrigin !== null) line.tape.put(path, { requestHash, reserved, response: null });
    turn = await line.withPlace(async () => {
      hasBegun = true;
      attempts?.onBegin();
      return collectTurn(line.provider.stream(request, asking.signal), asking.onText);
    }, asking.signal);
  } catch (error) {
    const cost = hasBegun ? costOfFailure(error, reserved) : NO_SPEND;
    reservation.settle(cost);
    attempts?.onFail(cost);
    line.tape.drop(path);
    throw error;
  }
  const spend = spendOf(line, turn, reserved);
  // Settled first, so that the tape keeps the sum with this call in it: either both are on the disk or neither.
  reservation.settle(spend);
  line.tape.put(path, { requestHash, reserved, response: turn });
  return { turn, spend };
}

/** What failed on the way may have been read, written and billed in full, which nobody says: it is charged as reserved. */
function costOfFailure(error: unknown, reserved: Spend): Spend {
  return isTurnedAway(error) ? { calls: 1, inputTokens: 0, outputTokens: 0, usd: 0 } : reserved;
}

/** Tokens that an endpoint did not report are bounded from above: unknown is not zero, or no cap would hold. */
function spendOf({ provider, priceUsd }: ModelLine, turn: ModelTurn, reserved: Spend): Spend {
  if (turn.usage === null) {
    const said = turn.text + turn.toolCalls.map(({ argumentsText }) => argumentsText).join("");
    const outputTokens = provider.countTokens(said);
    return { calls: 1, inputTokens: reserved.inputTokens, outputTokens, usd: null };
  }
  const { inputTokens, outputTokens } = turn.usage;
  return { calls: 1, inputTokens, outputTokens, usd: priceUsd(turn.usage) };
}

/**
 * A token is at least one byte, so bytes bound tokens, at about four times their number. Where tokens or money are capped
 * that is too rough: calls in parallel would hold a multiple of what they can use, and the cap be met before it is reached.
 */
function worstCase({ provider, ledger, priceUsd }: ModelLine, request: ChatRequest): Spend {
  const text = JSON.stringify([request.messages, request.tools ?? [], request.output ?? null]);
  const outputTokens = request.sampling.maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS;
  const { maxTokens, maxUsd } = ledger.caps;
  const isCapped = maxTokens !== undefined || maxUsd !== undefined;
  const inputTokens = isCapped ? provider.countTokens(text) : Buffer.byteLength(text);
  const usd = priceUsd({ inputTokens, outputTokens, cachedInputTokens: 0 });
  return { calls: 1, inputTokens, outputTokens, usd };
}

function requestAttributes(provider: ModelProvider, request: ChatRequest): Attributes {
  const { temperature, topP, maxOutputTokens, seed } = request.sampling;
  return {
    [GEN_AI.operation]: "chat",
    [GEN_AI.provider]: provider.id,
    [GEN_AI.requestModel]: request.model,
    [AUTOGENESIS.isSimulated]: provider.isSimulated,
    ...(temperature === undefined ? {} : { [GEN_AI.requestTemperature]: temperature }),
    ...(topP === undefined ? {} : { [GEN_AI.requestTopP]: topP }),
    ...(maxOutputTokens === undefined ? {} : { [GEN_AI.requestMaxTokens]: maxOutputTokens }),
    ...(seed === undefined ? {} : { [GEN_AI.requestSeed]: seed }),
    ...toMessageAttributes(request),
  };
}

function answerAttributes({ turn, spend }: ModelAnswer): Attributes {
  return {
    [GEN_AI.finishReasons]: [turn.reason],
    [GEN_AI.outputMessages]: toOutputAttribute(turn),
    ...(turn.responseModel === undefined ? {} : { [GEN_AI.responseModel]: turn.responseModel }),
    ...(turn.responseId === undefined ? {} : { [GEN_AI.responseId]: turn.responseId }),
    ...(spend.usd === null ? {} : { [AUTOGENESIS.costUsd]: spend.usd }),
    ...(turn.usage === null
      ? {}
      : {
          [GEN_AI.inputTokens]: turn.usage.inputTokens,
          [GEN_AI.outputTokens]: turn.usage.outputTokens,
          [GEN_AI.cachedTokens]: turn.usage.cachedInputTokens,
        }),
  };
}
