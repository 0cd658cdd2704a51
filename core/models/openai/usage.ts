import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { Usage } from "#core/models/provider.ts";

/**
 * What an endpoint says a call used, or null where it says nothing that could be counted. What a model thought is output:
 * some leave it out of that, and have it in the sum alone.
 */
export function toUsage(raw: Json | undefined): Usage | null {
  if (raw === undefined || !isJsonObject(raw)) return null;
  const inputTokens = toCount(raw["prompt_tokens"] ?? raw["input_tokens"]);
  const written = toCount(raw["completion_tokens"] ?? raw["output_tokens"]);
  if (inputTokens === null || written === null) return null;
  const input = detailsIn(raw, "prompt_tokens_details", "input_tokens_details");
  const output = detailsIn(raw, "completion_tokens_details", "output_tokens_details");
  return {
    inputTokens,
    outputTokens:
      written + thoughtBeside(raw, { inputTokens, written, thought: toCount(output["reasoning_tokens"]) }),
    cachedInputTokens: toCount(input["cached_tokens"] ?? raw["prompt_cache_hit_tokens"]) ?? 0,
  };
}

type Said = { readonly inputTokens: number; readonly written: number; readonly thought: number | null };

/** The sum tells whether what was thought is in the output already. */
function thoughtBeside(raw: JsonObject, { inputTokens, written, thought }: Said): number {
  const sum = toCount(raw["total_tokens"]);
  const beyond = sum === null ? 0 : sum - inputTokens - written;
  if (beyond <= 0) return 0;
  return thought === null || thought === 0 || beyond === thought ? beyond : 0;
}

function detailsIn(raw: JsonObject, ...names: readonly string[]): JsonObject {
  for (const name of names) {
    const details = raw[name];
    if (details !== undefined && isJsonObject(details)) return details;
  }
  return {};
}

/** Also where they come as text; there is no half of a token. */
function toCount(value: Json | undefined): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
