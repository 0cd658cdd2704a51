import { z } from "zod";
import type { Usage } from "#core/models/provider.ts";

const countSchema = z.int().nonnegative();
const usageSchema = z.object({
  prompt_tokens: countSchema,
  completion_tokens: countSchema,
  prompt_tokens_details: z.object({ cached_tokens: countSchema.nullish() }).nullish(),
});

/** What an endpoint says a call used, or null where it says nothing that could be counted. */
export function toUsage(raw: unknown): Usage | null {
  const parsed = usageSchema.safeParse(raw);
  if (!parsed.success) return null;
  const { prompt_tokens, completion_tokens, prompt_tokens_details } = parsed.data;
  return {
    inputTokens: prompt_tokens,
    outputTokens: completion_tokens,
    cachedInputTokens: prompt_tokens_details?.cached_tokens ?? 0,
  };
}
