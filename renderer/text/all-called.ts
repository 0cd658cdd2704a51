import type { SpendDocument } from "#core/contract/shapes.ts";

/** All that was called, also beyond what is counted: what caps hold on. Unknown money is null. */
export function allCalled({ calls, inputTokens, outputTokens, usd, beyond = NOTHING }: SpendDocument) {
  return {
    calls: calls + beyond.calls,
    tokens: inputTokens + outputTokens + beyond.inputTokens + beyond.outputTokens,
    usd: usd === null || beyond.usd === null ? null : usd + beyond.usd,
  };
}

const NOTHING = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
