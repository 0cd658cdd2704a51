import { z } from "zod";
import { createToolCallAssembler } from "./openai-tool-calls.ts";
import type { FinishReason, ModelPart, Usage } from "./provider.ts";

/** Only what is read of a chunk, and tolerant of what followers leave out or send as null. */
const chunkSchema = z.object({
  id: z.string().nullish(),
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        index: z.number().nullish(),
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z
              .array(
                z.object({
                  index: z.number().nullish(),
                  id: z.string().nullish(),
                  function: z
                    .object({ name: z.string().nullish(), arguments: z.string().nullish() })
                    .nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.unknown().optional(),
});

const countSchema = z.int().nonnegative();
const usageSchema = z.object({
  prompt_tokens: countSchema,
  completion_tokens: countSchema,
  prompt_tokens_details: z.object({ cached_tokens: countSchema.nullish() }).nullish(),
});

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  stop: "stop",
  length: "length",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  content_filter: "content-filter",
};

/**
 * Reads the chunks of one answer. Only the first choice is read, as only one is asked for; reasoning text that some
 * followers send beside the content is not part of the answer and is left out.
 */
export function createReplyReader() {
  const toolCalls = createToolCallAssembler();
  let finishReason: string | null = null;
  let hasRefused = false;
  let usage: Usage | null = null;
  let model = "";
  let id = "";

  return {
    /** The text in a chunk, or null when it is none: not a chunk at all. */
    read: (raw: unknown): string | null => {
      const parsed = chunkSchema.safeParse(raw);
      if (!parsed.success) return null;
      const chunk = parsed.data;
      // Some send running totals in every chunk, OpenAI one in the last, so the last that is whole counts.
      usage = toUsage(chunk.usage) ?? usage;
      if (model === "") model = chunk.model ?? "";
      if (id === "") id = chunk.id ?? "";
      const choice = chunk.choices?.find(({ index }) => (index ?? 0) === 0);
      finishReason = choice?.finish_reason ?? finishReason;
      for (const fragment of choice?.delta?.tool_calls ?? []) toolCalls.add(fragment);
      const refusal = choice?.delta?.refusal ?? "";
      hasRefused ||= refusal !== "";
      return (choice?.delta?.content ?? "") + refusal;
    },
    /** The raw finish reason, null as long as the answer is not whole. */
    finishReason: (): string | null => finishReason,
    /** What follows the text, or null when the tool calls make no sense. */
    finish: (): readonly ModelPart[] | null => {
      const calls = toolCalls.finish();
      if (calls === null) return null;
      const reason = hasRefused ? "content-filter" : toFinishReason(finishReason, calls.length > 0);
      return [
        ...calls.map((call) => ({ type: "tool-call" as const, ...call })),
        {
          type: "finish",
          reason,
          usage,
          ...(model === "" ? {} : { responseModel: model }),
          ...(id === "" ? {} : { responseId: id }),
        },
      ];
    },
  };
}

function toFinishReason(raw: string | null, hasToolCalls: boolean): FinishReason {
  // Several followers say "stop" although calls are waiting.
  if (raw === "stop" && hasToolCalls) return "tool-calls";
  return raw !== null && Object.hasOwn(FINISH_REASONS, raw) ? (FINISH_REASONS[raw] ?? "other") : "other";
}

function toUsage(raw: unknown): Usage | null {
  const parsed = usageSchema.safeParse(raw);
  if (!parsed.success) return null;
  const { prompt_tokens, completion_tokens, prompt_tokens_details } = parsed.data;
  return {
    inputTokens: prompt_tokens,
    outputTokens: completion_tokens,
    cachedInputTokens: prompt_tokens_details?.cached_tokens ?? 0,
  };
}
