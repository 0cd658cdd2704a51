import { AppError } from "#core/base/app-error.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import type { ChatRequest, ModelPart, ModelProvider, Usage } from "#core/models/provider.ts";
import { createAnswerer } from "./answer-request.ts";
import { findFault, refuseCall } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { IMPLEMENTATION } from "./implementation.ts";
import { remember } from "./remember.ts";
import type { Reply } from "./reply.ts";

export type SimulatedOptions = {
  /** Before the first part. 0 by default: then nothing ever sleeps. */
  readonly latencyMs?: number | undefined;
  /** Speed of the text that follows. Unlimited by default. */
  readonly tokensPerSecond?: number | undefined;
  readonly faults?: readonly Fault[] | undefined;
  /** Rejects, or returns early, when the signal is aborted. */
  readonly sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
};

const SIMULATED_MODELS: readonly string[] = ["desk-1"];

/** Words, or members of a JSON document, per part. */
const CHUNK_WORDS = 4;
/** What a chat format adds to each message. */
const MESSAGE_TOKENS = 4;

/**
 * The stand-in for a language model: a deterministic function of messages, tools, sampling and seed that reads what
 * it is told and nothing else. It is no language model, and says so by `isSimulated`.
 */
export function createSimulatedProvider(options: SimulatedOptions): ModelProvider {
  const answer = createAnswerer();
  const count = remember(countTokens, 64);
  let calls = 0;
  return {
    id: "simulated",
    endpoint: null,
    endpointOrigin: null,
    implementation: IMPLEMENTATION,
    isSimulated: true,
    countTokens,
    async *stream(request, signal) {
      requireModel(request.model);
      calls += 1;
      const fault = findFault(options.faults ?? [], calls);
      stopIfAborted(signal);
      if ((options.latencyMs ?? 0) > 0) await options.sleep(options.latencyMs ?? 0, signal);
      stopIfAborted(signal);
      if (fault !== null) refuseCall(fault);
      for (const part of toParts(request, answer(request), { count, fault })) {
        if (part.type === "text-delta" && options.tokensPerSecond !== undefined) {
          await options.sleep((1000 * count(part.text)) / options.tokensPerSecond, signal);
        }
        stopIfAborted(signal);
        yield part;
      }
    },
  };
}

type Making = { readonly count: (text: string) => number; readonly fault: Fault["kind"] | null };

/** Text in chunks of words, then whole tool calls, then the finish, unless a fault cuts it short. */
function toParts(request: ChatRequest, reply: Reply, { count, fault }: Making): readonly ModelPart[] {
  const calls = reply.toolCalls.map(({ callId, toolName, arguments: args }) => {
    const text = JSON.stringify(args);
    return { callId, toolName, argumentsText: fault === "malformed-tool-call" ? text.slice(0, -2) : text };
  });
  const limit = request.sampling.maxOutputTokens ?? Number.POSITIVE_INFINITY;
  const chunks = chunkText(reply.text);
  const said = takeWithin(chunks, limit, count);
  const callTokens = calls.reduce((sum, call) => sum + count(call.toolName) + count(call.argumentsText), 0);
  const isCallFitting = said.tokens + callTokens <= limit;
  const isLong = said.chunks.length < chunks.length || !isCallFitting;
  const usage: Usage = {
    inputTokens: countInput(request, count),
    outputTokens: isCallFitting ? said.tokens + callTokens : limit,
    cachedInputTokens: 0,
  };
  const parts: ModelPart[] = said.chunks.map((text) => ({ type: "text-delta", text }));
  // Half of the text at most, and no finish: what a broken connection leaves.
  if (fault === "cut-stream") return parts.slice(0, Math.floor(parts.length / 2));
  return [
    ...parts,
    ...(isCallFitting ? calls.map((call): ModelPart => ({ type: "tool-call", ...call })) : []),
    {
      type: "finish",
      reason: isLong ? "length" : calls.length > 0 ? "tool-calls" : "stop",
      usage,
      responseModel: request.model,
    },
  ];
}

function chunkText(text: string): readonly string[] {
  const words = text.split(/(?<=[\s,])/);
  return Array.from({ length: Math.ceil(words.length / CHUNK_WORDS) }, (_, at) =>
    words.slice(at * CHUNK_WORDS, (at + 1) * CHUNK_WORDS).join(""),
  ).filter((chunk) => chunk !== "");
}

function takeWithin(
  chunks: readonly string[],
  limit: number,
  count: (text: string) => number,
): { readonly chunks: readonly string[]; readonly tokens: number } {
  let text = "";
  for (const [index, chunk] of chunks.entries()) {
    if (limit !== Number.POSITIVE_INFINITY && count(text + chunk) > limit) {
      return { chunks: chunks.slice(0, index), tokens: count(text) };
    }
    text += chunk;
  }
  return { chunks, tokens: text === "" ? 0 : countTokens(text) };
}

function countInput({ messages, tools }: ChatRequest, count: (text: string) => number): number {
  const said = messages.reduce((sum, message) => {
    const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
    return (
      sum + MESSAGE_TOKENS + count(message.content) + (calls.length === 0 ? 0 : count(JSON.stringify(calls)))
    );
  }, 0);
  return said + (tools === undefined ? 0 : count(JSON.stringify(tools)));
}

function requireModel(name: string): void {
  if (SIMULATED_MODELS.includes(name)) return;
  throw new AppError("model-unknown", `There is no simulated model ${name}.`, {
    hint: `Use one of: ${SIMULATED_MODELS.join(", ")}.`,
  });
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError("cancelled", "The call was cancelled.");
}
