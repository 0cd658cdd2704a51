import type { Attributes, Span } from "@opentelemetry/api";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import { NO_SPEND, type Spend } from "#core/domain/spend.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { failSpan, type TraceRecorder } from "#core/recording/tracing.ts";
import type { RecordedCall } from "#core/store/model-calls.ts";
import { answerAttributes, requestAttributes } from "./call-attributes.ts";
import { collectTurn, type ModelTurn } from "./collect-turn.ts";
import { exhausted, type Ledger } from "./ledger.ts";
import { openBill, toSpend, type Bill } from "./open-bill.ts";
import type { ChatRequest, ModelProvider, Usage } from "./provider.ts";
import { toWholeText } from "./request-size.ts";
import type { Sleep } from "./retry.ts";
import { watchTime } from "./watch-time.ts";

/** Where model calls are noted before and after they are made; the store's tape. */
export interface Tape {
  find(path: string): RecordedCall | null;
  /**
   * Durable before it returns, when the call may cost something; `cost` is in the sum that is kept from now on. The call is
   * only asked for by a tape that keeps it.
   */
  put(path: string, call: () => RecordedCall, cost: Spend): void;
  /** Takes back the note of a call that is settled without an answer, and keeps what it cost. */
  drop(path: string, cost: Spend): void;
  /** The run with that id is on record, or was called off. Part of the transaction that puts it there. */
  endRun(run: string): void;
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
  readonly sleep: Sleep;
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
  readonly attempts?: AttemptListener;
};

/** `spend` is the answer's own; attempts that failed before it are the listener's to count. */
export type ModelAnswer = { readonly turn: ModelTurn; readonly spend: Spend };

/** Output tokens that a call may take whose request does not say. */
const DEFAULT_MAX_OUTPUT_TOKENS = 4096;

/**
 * Makes one model call: retried, recorded as a span and noted on the tape before its answer is used. A call
 * that the tape already holds under this path, for the same request, is not made again. Throws what the provider
 * throws after its retries, and budget-exhausted, also while an answer is on its way when the time is used up.
 */
export async function callModel(
  line: ModelLine,
  asked: ChatRequest,
  context: ModelCallContext,
): Promise<ModelAnswer> {
  const request = withLimit(line, asked);
  const span = context.recorder.start({
    name: `chat ${request.model}`,
    kind: line.provider.endpointOrigin === null ? "internal" : "client",
    attributes: { ...requestAttributes(line.provider, request), ...context.attributes },
    parent: context.parent,
  });
  try {
    const hashOf = once(() => hashJson(asked));
    const answer =
      recall(line, request, { ...context, hashOf }) ??
      (await ask(line, request, { ...context, hashOf, span }));
    span.setAttributes(answerAttributes(answer.turn, answer.spend));
    return answer;
  } catch (error) {
    failSpan(span, toErrorReport(error));
    throw error;
  } finally {
    span.end();
  }
}

/**
 * What is reserved for an answer is what it may take, so every endpoint is told. What answers in this process costs
 * nothing, and is asked for no more than the agent asks.
 */
function withLimit({ provider }: ModelLine, request: ChatRequest): ChatRequest {
  if (provider.endpointOrigin === null) return request;
  return { ...request, sampling: { ...request.sampling, maxOutputTokens: outputLimitOf(request) } };
}

function outputLimitOf({ sampling }: ChatRequest): number {
  return sampling.maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS;
}

type Asking = ModelCallContext & {
  /** The hash of the request as it was asked, so that a limit of ours makes no other call of it. */
  readonly hashOf: () => string;
};

/** An answered call was counted when it was answered, by this session or by the one that paid for it. */
function recall(line: ModelLine, request: ChatRequest, { path, hashOf }: Asking): ModelAnswer | null {
  const recorded = line.tape.find(path);
  if (recorded === null) return null;
  if (recorded.response === null) {
    // It was in flight when the process died: whether it was billed is unknown, so it is charged in full. The note goes
    // in the transaction that keeps the sum with it: whatever happens next, it is charged once.
    const cost = { ...recorded.reserved, reservedCalls: recorded.reserved.calls };
    line.ledger.charge(cost);
    line.tape.drop(path, cost);
    return null;
  }
  if (recorded.requestHash !== hashOf()) return null;
  // The tape holds what `settled` was given when the same request was answered.
  return settled(line, openBillFor(line, request), recorded.response as unknown as ModelTurn);
}

async function ask(
  line: ModelLine,
  request: ChatRequest,
  { span, ...asking }: Asking & { readonly span: Span },
): Promise<ModelAnswer> {
  const { path, signal } = asking;
  const time = watchTime(line.ledger, line.sleep);
  const both = time.signal === null ? signal : AbortSignal.any([signal, time.signal]);
  const limited = { ...asking, signal: both };
  try {
    const answer = await line.retry(async () => attempt(line, request, limited), {
      path,
      signal: limited.signal,
      onRetry: (failed) => span.setAttribute(AUTOGENESIS.attempt, failed + 1),
    });
    if (signal.aborted) throw new AppError("cancelled", "The call was cancelled.");
    return answer;
  } catch (error) {
    if (time.signal?.aborted === true && !signal.aborted) throw exhausted("time");
    throw error;
  } finally {
    time.end();
  }
}

/** One request, reserved, noted and settled by itself: caps hold over every attempt, and none goes uncounted. */
async function attempt(line: ModelLine, request: ChatRequest, asking: Asking): Promise<ModelAnswer> {
  const { path, hashOf, attempts, signal } = asking;
  const note = (response: ModelTurn | null) => (): RecordedCall => ({
    requestHash: hashOf(),
    reserved,
    response,
  });
  const reserved = worstCase(line, request);
  const reservation = await line.ledger.reserve(reserved, signal);
  const bill = openBillFor(line, request);
  let hasBegun = false;
  let turn: ModelTurn;
  try {
    turn = await line.withPlace(async () => {
      // In-process providers cost nothing and answer the same again: noting their calls beforehand would buy nothing.
      if (line.provider.endpointOrigin !== null) line.tape.put(path, note(null), NO_SPEND);
      hasBegun = true;
      attempts?.onBegin();
      return collectTurn(line.provider.stream(request, signal, bill.meter));
    }, signal);
  } catch (error) {
    const cost = hasBegun ? bill.costOfFailure() : NO_SPEND;
    reservation.settle(cost);
    attempts?.onFail(cost);
    line.tape.drop(path, cost);
    throw error;
  }
  const answer = settled(line, bill, turn);
  // Settled first, so that the tape keeps the sum with this call in it: either both are on the disk or neither.
  reservation.settle(answer.spend);
  line.tape.put(path, note(answer.turn), answer.spend);
  return answer;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function openBillFor({ provider, priceUsd }: ModelLine, request: ChatRequest): Bill {
  return openBill({ provider, priceUsd, request, outputLimit: outputLimitOf(request) });
}

/** An answer with its cost, and with the usage that is believed. */
function settled({ priceUsd }: ModelLine, bill: Bill, turn: ModelTurn): ModelAnswer {
  const counted = turn.counted;
  const found = counted === undefined ? bill.usageOf(turn) : { usage: counted, isCounted: true };
  const spend = toSpend(found.usage, { priceUsd, isCounted: found.isCounted });
  return { turn: found.isCounted ? { ...turn, usage: null, counted: found.usage } : turn, spend };
}

/**
 * A token is at least one byte, so bytes bound tokens, at about four times their number. Where tokens or money are capped
 * that is too rough: calls in parallel would hold a multiple of what they can use, and the cap be met before it is reached.
 */
function worstCase({ provider, ledger, priceUsd }: ModelLine, request: ChatRequest): Spend {
  const text = toWholeText(request);
  const outputTokens = outputLimitOf(request);
  const { maxTokens, maxUsd } = ledger.caps;
  const isCapped = maxTokens !== undefined || maxUsd !== undefined;
  const inputTokens = isCapped ? provider.countTokens(text) : Buffer.byteLength(text);
  const usd = priceUsd({ inputTokens, outputTokens, cachedInputTokens: 0 });
  return { calls: 1, inputTokens, outputTokens, usd };
}
