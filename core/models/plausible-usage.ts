import { countTokens } from "./count-tokens.ts";
import type { ChatRequest, Usage } from "./provider.ts";
import { toMessageText, toWholeText } from "./request-size.ts";

/** Room for what endpoints put around a request: chat templates, instructions for tools, safety texts. */
const TEMPLATE_TOKENS = 16_384;

/** Output tokens beyond which a report is none: an endpoint was asked for no more than the limit. */
const LIMIT_FACTOR = 2;

/** A tokenizer that needs a quarter of the tokens that ours needs is none we know of. */
const LEAST_SHARE = 1 / 4;

/** Short texts say nothing about a tokenizer; and some count no tokens for a tool call. */
const SLACK_TOKENS = 32;

/** From so many bytes for each token on, a report is looked at more closely. */
const BYTES_PER_TOKEN = 8;

export type Exchange = {
  readonly request: ChatRequest;
  readonly outputLimit: number;
  /** Everything the model wrote, as far as it came. */
  readonly written: string;
};

/**
 * Whether an endpoint's own figures can be those of this exchange. What is beyond sense either way, and zero for a
 * prompt that was sent, counts as not reported: else one answer could use up every cap, or hide from all of them [B9].
 */
export function isPlausible(usage: Usage, { request, outputLimit, written }: Exchange): boolean {
  const { inputTokens, outputTokens, cachedInputTokens } = usage;
  const mostInput = Buffer.byteLength(toWholeText(request)) + TEMPLATE_TOKENS;
  const mostOutput = LIMIT_FACTOR * outputLimit + SLACK_TOKENS;
  return (
    inputTokens > 0 &&
    inputTokens <= mostInput &&
    cachedInputTokens <= mostInput &&
    outputTokens <= mostOutput &&
    isEnough(inputTokens + cachedInputTokens, toMessageText(request)) &&
    isEnough(outputTokens, written)
  );
}

function isEnough(reported: number, text: string): boolean {
  const found = reported + SLACK_TOKENS;
  // Counting takes longer than the rest of a call: only where the length alone leaves room for doubt.
  return found * BYTES_PER_TOKEN >= Buffer.byteLength(text) || found >= LEAST_SHARE * countTokens(text);
}
