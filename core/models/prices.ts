import { OPENAI_ORIGIN } from "./openai/endpoint.ts";
import { isOwnMachine } from "./own-machine.ts";
import type { ModelProvider, Usage } from "./provider.ts";

/** US dollars per million tokens. */
export type Price = {
  readonly inputUsdPerMillion: number;
  readonly cachedInputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
  /** A call with more input than this is priced otherwise, in a way this table does not hold. */
  readonly maxInputTokens?: number;
};

/** Plain JSON: a session stores it whole, so that its figures keep meaning what they meant. */
export type PriceTable = {
  /** The month in which OpenAI's price list was read. */
  readonly asOf: string;
  /** By model name; valid at OpenAI's own address alone. */
  readonly openai: Readonly<Record<string, Price>>;
  /** What the user says, by PROVIDER/NAME; it wins over everything else. */
  readonly overrides: Readonly<Record<string, Price>>;
};

const AS_OF = "2026-06";

/** Newer flagships charge more beyond this; the lowest of the thresholds they name. */
const FLAT_PRICE_TOKENS = 270_000;

const GPT_5 = price(1.25, 0.125, 10);
const GPT_5_MINI = price(0.25, 0.025, 2);
const GPT_5_NANO = price(0.05, 0.005, 0.4);
const GPT_5_2 = price(1.75, 0.175, 14);
const GPT_4_1 = price(2, 0.5, 8);
const GPT_4_1_MINI = price(0.4, 0.1, 1.6);
const GPT_4_1_NANO = price(0.1, 0.025, 0.4);
const GPT_4O = price(2.5, 1.25, 10);
const GPT_4O_MINI = price(0.15, 0.075, 0.6);
const O4_MINI = price(1.1, 0.275, 4.4);
const O3 = price(2, 0.5, 8);
const O3_MINI = price(1.1, 0.55, 4.4);

/**
 * Standard processing: no batch, flex or priority rates, because no request asks for them. Exact names only: a dated
 * snapshot may cost something else than its alias (gpt-4o-2024-05-13 does), so no name is derived from another.
 */
const OPENAI_PRICES: Readonly<Record<string, Price>> = {
  "gpt-5.5": { ...price(5, 0.5, 30), maxInputTokens: FLAT_PRICE_TOKENS },
  "gpt-5.4": { ...price(2.5, 0.25, 15), maxInputTokens: FLAT_PRICE_TOKENS },
  "gpt-5.4-mini": price(0.75, 0.075, 4.5),
  "gpt-5.4-nano": price(0.2, 0.02, 1.25),
  "gpt-5.2": GPT_5_2,
  "gpt-5.2-2025-12-11": GPT_5_2,
  "gpt-5.1": GPT_5,
  "gpt-5.1-2025-11-13": GPT_5,
  "gpt-5": GPT_5,
  "gpt-5-2025-08-07": GPT_5,
  "gpt-5-mini": GPT_5_MINI,
  "gpt-5-mini-2025-08-07": GPT_5_MINI,
  "gpt-5-nano": GPT_5_NANO,
  "gpt-5-nano-2025-08-07": GPT_5_NANO,
  "gpt-4.1": GPT_4_1,
  "gpt-4.1-2025-04-14": GPT_4_1,
  "gpt-4.1-mini": GPT_4_1_MINI,
  "gpt-4.1-mini-2025-04-14": GPT_4_1_MINI,
  "gpt-4.1-nano": GPT_4_1_NANO,
  "gpt-4.1-nano-2025-04-14": GPT_4_1_NANO,
  "gpt-4o": GPT_4O,
  "gpt-4o-2024-08-06": GPT_4O,
  "gpt-4o-2024-11-20": GPT_4O,
  "gpt-4o-mini": GPT_4O_MINI,
  "gpt-4o-mini-2024-07-18": GPT_4O_MINI,
  "o4-mini": O4_MINI,
  "o4-mini-2025-04-16": O4_MINI,
  o3: O3,
  "o3-2025-04-16": O3,
  "o3-mini": O3_MINI,
  "o3-mini-2025-01-31": O3_MINI,
};

const FREE = price(0, 0, 0);

/** The prices in force: ours, and the user's by PROVIDER/NAME. Store it with whatever is priced by it. */
export function createPriceTable(overrides: Readonly<Record<string, Price>> = {}): PriceTable {
  return { asOf: AS_OF, openai: OPENAI_PRICES, overrides };
}

/**
 * What a model costs at this provider, or null where nobody has said: nothing on this machine unless a person says otherwise,
 * or it answers there only what it had others answer.
 */
export function priceOf(
  table: PriceTable,
  provider: Pick<ModelProvider, "id" | "endpointOrigin" | "isSimulated" | "isGateway">,
  model: string,
): Price | null {
  const name = `${provider.id}/${model}`;
  // hasOwn, because a model may be called "constructor".
  if (Object.hasOwn(table.overrides, name)) return table.overrides[name] ?? null;
  const isAnsweredHere = isOwnMachine(provider.endpointOrigin) && provider.isGateway !== true;
  if (provider.isSimulated || isAnsweredHere) return FREE;
  // By address, not by id: OpenAI's model names behind another address are another's models at another's price.
  if (provider.endpointOrigin !== OPENAI_ORIGIN || !Object.hasOwn(table.openai, model)) return null;
  return table.openai[model] ?? null;
}

/** US dollars of one call, or null where the price does not reach. */
export function costUsd(price: Price, usage: Usage): number | null {
  if (price.maxInputTokens !== undefined && usage.inputTokens > price.maxInputTokens) return null;
  // An endpoint that counts cached tokens beside the input, not within it, must not make a call cheaper than free.
  const freshTokens = Math.max(0, usage.inputTokens - usage.cachedInputTokens);
  const usd =
    (freshTokens * price.inputUsdPerMillion +
      usage.cachedInputTokens * price.cachedInputUsdPerMillion +
      usage.outputTokens * price.outputUsdPerMillion) /
    1_000_000;
  return Number.isFinite(usd) ? usd : null;
}

function price(
  inputUsdPerMillion: number,
  cachedInputUsdPerMillion: number,
  outputUsdPerMillion: number,
): Price {
  return { inputUsdPerMillion, cachedInputUsdPerMillion, outputUsdPerMillion };
}
