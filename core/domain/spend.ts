/** What model calls cost. Money is only known when every call's price was. */
export type Spend = {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null when any call's price or usage is unknown. Unknown is not zero. */
  readonly usd: number | null;
};

export const NO_SPEND: Spend = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

export function addSpend(a: Spend, b: Spend): Spend {
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
  };
}

/** What may be spent; an absent cap does not bind. */
export type Caps = {
  readonly maxUsd?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly maxCalls?: number | undefined;
  readonly maxSeconds?: number | undefined;
};

export type CapName = "money" | "tokens" | "calls" | "time";

/** The first cap that spending would pass, or null. Unknown money passes any money cap. */
export function capExceeded(caps: Caps, spend: Spend): CapName | null {
  if (caps.maxCalls !== undefined && spend.calls > caps.maxCalls) return "calls";
  if (caps.maxTokens !== undefined && spend.inputTokens + spend.outputTokens > caps.maxTokens)
    return "tokens";
  if (caps.maxUsd !== undefined && (spend.usd === null || spend.usd > caps.maxUsd)) return "money";
  return null;
}
