import type { Json } from "#core/base/json.ts";
import { toSoundCount } from "#core/domain/spend.ts";
import { spanRoleOf, type SpanRole } from "#core/domain/span-role.ts";

/** As core/recording/gen-ai.ts names them, which lies above this folder; a test holds the two together. */
export const FACT_ATTRIBUTES = {
  operation: "gen_ai.operation.name",
  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  cachedTokens: "gen_ai.usage.cache_read.input_tokens",
  operator: "autogenesis.operator",
  resource: "autogenesis.resource.id",
  costUsd: "autogenesis.cost.usd",
  sealed: "autogenesis.sealed",
} as const;

type WithAttributes = { readonly attributes: Readonly<Record<string, Json>> };

/** What a span is of: a step, a call of a model or a tool, an operator. By its attributes alone. */
export function roleOf({ attributes }: WithAttributes): SpanRole {
  return spanRoleOf({
    operation: textOf(attributes[FACT_ATTRIBUTES.operation]),
    operator: textOf(attributes[FACT_ATTRIBUTES.operator]),
    resource: textOf(attributes[FACT_ATTRIBUTES.resource]),
  });
}

export type SpanUsage = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  /** Null where the price is unknown. */
  readonly usd: number | null;
};

/** What a model call used; null for spans that call none, or that said nothing of it. */
export function usageOf({ attributes }: WithAttributes): SpanUsage | null {
  const inputTokens = numberOf(attributes[FACT_ATTRIBUTES.inputTokens]);
  const outputTokens = numberOf(attributes[FACT_ATTRIBUTES.outputTokens]);
  if (inputTokens === null && outputTokens === null) return null;
  return {
    inputTokens: toSoundCount(inputTokens ?? 0),
    outputTokens: toSoundCount(outputTokens ?? 0),
    cachedTokens: toSoundCount(numberOf(attributes[FACT_ATTRIBUTES.cachedTokens]) ?? 0),
    usd: numberOf(attributes[FACT_ATTRIBUTES.costUsd]),
  };
}

/** Whether a span says that its run was made from an item of a sealed split. */
export function isSealedSpan({ attributes }: WithAttributes): boolean {
  return attributes[FACT_ATTRIBUTES.sealed] === true;
}

export function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}
