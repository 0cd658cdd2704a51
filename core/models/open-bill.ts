import { NO_SPEND, type Spend } from "#core/domain/spend.ts";
import type { ModelTurn } from "./collect-turn.ts";
import { countTokens } from "./count-tokens.ts";
import { isPlausible } from "./plausible-usage.ts";
import type { CallMeter, ChatRequest, ModelProvider, Usage } from "./provider.ts";
import { countInput } from "./request-size.ts";

export type Billed = {
  readonly provider: Pick<ModelProvider, "endpointOrigin">;
  /** US dollars of a usage, or null where the price is unknown. */
  readonly priceUsd: (usage: Usage) => number | null;
  /** With its limit of output. */
  readonly request: ChatRequest;
  readonly outputLimit: number;
};

/** What one attempt costs, by what was heard of it while it went on. */
export type Bill = {
  readonly meter: CallMeter;
  /** The usage of an answer: the endpoint's own figures, or what is counted here where those make no sense. */
  readonly usageOf: (turn: ModelTurn) => { readonly usage: Usage; readonly isCounted: boolean };
  /** What an attempt cost that failed, was cut off or was called off. */
  readonly costOfFailure: () => Spend;
};

/**
 * Nothing that never left this machine costs anything; what was turned away is a call, and costs what the endpoint itself
 * says it did. Of what broke off in the middle the input and whatever was written are counted, as
 * somebody bills them [B8].
 */
export function openBill({ provider, priceUsd, request, outputLimit }: Billed): Bill {
  // What answers in this process is always reached.
  let isSent = provider.endpointOrigin === null;
  let isTurnedAway = false;
  let reported: Usage | null = null;
  const written: string[] = [];

  const count = (): Usage => ({
    inputTokens: countInput(request, countTokens),
    // More was not asked for: whoever wrote it cannot bill it.
    outputTokens: Math.min(countTokens(written.join("")), outputLimit),
    cachedInputTokens: 0,
  });
  const usageSaid = (said: Usage | null): Usage | null => {
    if (said === null || provider.endpointOrigin === null) return said;
    return isPlausible(said, { request, outputLimit, written: written.join("") }) ? said : null;
  };
  return {
    meter: {
      onSent: () => {
        isSent = true;
      },
      onTurnedAway: () => {
        isTurnedAway = true;
      },
      onWritten: (text) => void written.push(text),
      onUsage: (usage) => {
        reported = usage;
      },
    },
    usageOf: (turn) => {
      if (written.length === 0) written.push(...textsOf(turn));
      const said = usageSaid(turn.usage);
      return { usage: said ?? count(), isCounted: said === null };
    },
    costOfFailure: () => {
      if (!isSent && written.length === 0) return NO_SPEND;
      const said = usageSaid(reported);
      if (said === null && isTurnedAway) return { calls: 1, inputTokens: 0, outputTokens: 0, usd: 0 };
      return toSpend(said ?? count(), { priceUsd, isCounted: said === null });
    },
  };
}

type Priced = Pick<Billed, "priceUsd"> & { readonly isCounted: boolean };

/** One call of that usage. */
export function toSpend(usage: Usage, { priceUsd, isCounted }: Priced): Spend {
  const { inputTokens, outputTokens } = usage;
  const usd = priceUsd(usage);
  return { calls: 1, inputTokens, outputTokens, usd, ...(isCounted ? { countedCalls: 1 } : {}) };
}

function textsOf({ text, toolCalls }: ModelTurn): readonly string[] {
  return [text, ...toolCalls.flatMap(({ toolName, argumentsText }) => [toolName, argumentsText])];
}
