/** What model calls cost. Money is only known when every call's price was. */
export type Spend = {
  /** Requests that reached the endpoint. */
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null when any call's price is unknown. Unknown is not zero. */
  readonly usd: number | null;
  /** Of the calls, those whose tokens were counted here, because the endpoint did not report them; absent for none. */
  readonly countedCalls?: number;
  /** Of the calls, those whose end nobody saw, charged at all that was reserved for them; absent for none. */
  readonly reservedCalls?: number;
};

export const NO_SPEND: Spend = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

/**
 * The sum. It never leaves the whole numbers that can be told apart, whatever is added. Money of which any part is
 * unknown stays unknown [B3, B9].
 */
export function addSpend(a: Spend, b: Spend): Spend {
  return toSoundSpend({
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
    countedCalls: (a.countedCalls ?? 0) + (b.countedCalls ?? 0),
    reservedCalls: (a.reservedCalls ?? 0) + (b.reservedCalls ?? 0),
  });
}

/** What the first has beyond the second, never less than nothing; dollars to a millionth of a millionth. */
export function subtractSpend(all: Spend, part: Spend): Omit<Spend, "countedCalls" | "reservedCalls"> {
  const { calls, inputTokens, outputTokens, usd } = toSoundSpend({
    calls: all.calls - part.calls,
    inputTokens: all.inputTokens - part.inputTokens,
    outputTokens: all.outputTokens - part.outputTokens,
    usd: all.usd === null || part.usd === null ? null : Number((all.usd - part.usd).toFixed(12)),
  });
  return { calls, inputTokens, outputTokens, usd };
}

/** A spend from a file or an endpoint as one that every document can hold: counts are whole, none is endless. */
export function toSoundSpend(spend: Spend): Spend {
  const { calls, inputTokens, outputTokens, usd, countedCalls = 0, reservedCalls = 0 } = spend;
  return {
    calls: toSoundCount(calls),
    inputTokens: toSoundCount(inputTokens),
    outputTokens: toSoundCount(outputTokens),
    usd: usd === null ? null : toSoundAmount(usd),
    ...(countedCalls > 0 ? { countedCalls: toSoundCount(countedCalls) } : {}),
    ...(reservedCalls > 0 ? { reservedCalls: toSoundCount(reservedCalls) } : {}),
  };
}

/** A whole number from 0 to the last that can be told from its neighbours. */
export function toSoundCount(count: number): number {
  if (Number.isNaN(count)) return 0;
  return Math.min(Math.max(0, Math.round(count)), Number.MAX_SAFE_INTEGER);
}

function toSoundAmount(usd: number): number | null {
  return Number.isNaN(usd) ? null : Math.min(Math.max(0, usd), Number.MAX_VALUE);
}

/** What may be spent; an absent cap does not bind. */
export type Caps = {
  readonly maxUsd?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly maxCalls?: number | undefined;
  readonly maxSeconds?: number | undefined;
};

export type CapKind = "money" | "tokens" | "calls" | "time";

/** The first cap that spending would pass, or null. Unknown money passes any money cap [B2]. */
export function capExceeded(caps: Caps, spend: Spend): CapKind | null {
  if (caps.maxCalls !== undefined && spend.calls > caps.maxCalls) return "calls";
  if (caps.maxTokens !== undefined && spend.inputTokens + spend.outputTokens > caps.maxTokens)
    return "tokens";
  if (caps.maxUsd !== undefined && (spend.usd === null || spend.usd > caps.maxUsd)) return "money";
  return null;
}
