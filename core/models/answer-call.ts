import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import { NO_SPEND, type Spend } from "#core/domain/spend.ts";
import type { RecordedCall } from "#core/store/model-calls.ts";
import { collectTurn, type ModelTurn } from "./collect-turn.ts";
import { exhausted } from "./ledger.ts";
import type { AskedModel, ModelAnswer, ModelCall, ModelLine } from "./model-line.ts";
import { openBill, toSpend, type Bill } from "./open-bill.ts";
import type { ChatRequest } from "./provider.ts";
import { toWholeText } from "./request-size.ts";
import { asSent, outputLimitOf } from "./sent-request.ts";
import { watchTime } from "./watch-time.ts";

/** Output tokens that a call may take whose request does not say. */
const DEFAULT_MAX_OUTPUT_TOKENS = 4096;

/**
 * Answers one call over a line: retried, and noted on the tape before its answer is used. A call that the tape already
 * holds under this path, for the same request, is not made again. Throws what the provider throws after its retries, and
 * budget-exhausted, also while an answer is on its way when the time is used up.
 */
export async function answerCall(line: ModelLine, asked: ChatRequest, call: ModelCall): Promise<ModelAnswer> {
  const request = withLimit(line, asked);
  const asking = { ...call, hashOf: once(() => hashJson(asked)) };
  return recall(line, request, asking) ?? (await ask(line, request, asking));
}

/**
 * What is reserved for an answer is what it may take, so every endpoint is told. What answers in this process costs
 * nothing, and is asked for no more than the agent asks [B7].
 */
export function withLimit({ provider }: Pick<AskedModel, "provider">, request: ChatRequest): ChatRequest {
  if (provider.endpointOrigin === null) return request;
  const maxOutputTokens = outputLimitOf(request, provider.rules) ?? DEFAULT_MAX_OUTPUT_TOKENS;
  return { ...request, sampling: { ...request.sampling, maxOutputTokens } };
}

type Asking = ModelCall & {
  /** The hash of the request as it was asked, so that a limit of ours makes no other call of it. */
  readonly hashOf: () => string;
};

/**
 * Settles a call that was in flight when the process died: whether it was billed is unknown, so it is charged in full. The
 * note goes in the transaction that keeps the sum with it: whatever happens next, it is charged once [B5].
 */
export function chargeLost({ tape, ledger }: Pick<ModelLine, "tape" | "ledger">, path: string): void {
  const recorded = tape.find(path);
  if (recorded === null || recorded.response !== null) return;
  const cost = { ...recorded.reserved, reservedCalls: recorded.reserved.calls };
  ledger.charge(cost);
  tape.drop(path, cost);
}

/** An answered call was counted when it was answered, by this session or by the one that paid for it. */
function recall(line: ModelLine, request: ChatRequest, { path, hashOf }: Asking): ModelAnswer | null {
  chargeLost(line, path);
  const recorded = line.tape.find(path);
  if (recorded === null || recorded.response === null || recorded.requestHash !== hashOf()) return null;
  // The tape holds what `settled` was given when the same request was answered.
  return settled(line, openBillFor(line, request), recorded.response as unknown as ModelTurn);
}

async function ask(line: ModelLine, request: ChatRequest, asking: Asking): Promise<ModelAnswer> {
  const { path, signal, onRetry } = asking;
  const time = watchTime(line.ledger, line.sleep);
  const both = time.signal === null ? signal : AbortSignal.any([signal, time.signal]);
  const limited = { ...asking, signal: both };
  try {
    const answer = await line.retry(async () => attempt(line, request, limited), {
      path,
      signal: limited.signal,
      onRetry,
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
  const { path, hashOf, attempts, isSealed = false, onExchange, signal } = asking;
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
      const heard = onExchange === undefined || isSealed ? {} : { onExchange };
      return collectTurn(line.provider.stream(request, signal, { ...bill.meter, isSealed, ...heard }));
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

/** What an answer may take: the limit that is sent, else the usual one. */
export function mostOutput({ sampling }: ChatRequest): number {
  return sampling.maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS;
}

function openBillFor({ provider, priceUsd }: ModelLine, request: ChatRequest): Bill {
  const sent = asSent(request, provider.rules);
  return openBill({ provider, priceUsd, request: sent, outputLimit: mostOutput(request) });
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
  const text = toWholeText(asSent(request, provider.rules));
  const outputTokens = mostOutput(request);
  const { maxTokens, maxUsd } = ledger.caps;
  const isCapped = maxTokens !== undefined || maxUsd !== undefined;
  const inputTokens = isCapped ? provider.countTokens(text) : Buffer.byteLength(text);
  const usd = priceUsd({ inputTokens, outputTokens, cachedInputTokens: 0 });
  return { calls: 1, inputTokens, outputTokens, usd };
}
