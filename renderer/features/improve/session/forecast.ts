import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import type { ModelPrice } from "#renderer/models/model-groups.ts";

/** What a session that is not started yet will take, roughly. */
export type CallForecast = {
  readonly calls: number;
  /** Null: nothing is known about the price. */
  readonly usd: number | null;
  /** The session whose pace it follows; null where it is a guess from the sizes of the sets. */
  readonly basis: string | null;
  /** The cap on calls leaves room for fewer candidates than say anything about an optimizer. */
  readonly isTooFew: boolean;
};

type Past = Pick<Session, "session" | "agent" | "dataset" | "iteration" | "spend" | "model">;
type Plan = {
  readonly iterations: number;
  /** Runs of the agent in one iteration before a candidate is assessed. */
  readonly searchRuns: number;
  readonly validationItems: number;
  readonly maxCalls: number | null;
  readonly isSimulated: boolean;
  /** What another model cost says nothing about this one. */
  readonly model: string | null;
  /** What a million of its tokens cost, where somebody said it. */
  readonly price: ModelPrice | null;
};

/** Calls of a run that uses a tool now and then. */
const CALLS_PER_RUN = 1.5;
/** Assessments end when they are settled, which on the whole is before the set is used up. */
const SHARE_OF_SET = 0.75;
const LEAST_CANDIDATES = 3;

/** From the pace of the newest session on the same agent and data; without one, from the sizes of the sets. */
export function forecastCalls(plan: Plan, past: readonly Past[]): CallForecast {
  const basis = past.find(({ iteration, spend }) => iteration > 0 && spend.calls > 0) ?? null;
  const perIteration =
    basis === null
      ? (plan.searchRuns + 2 * SHARE_OF_SET * plan.validationItems) * CALLS_PER_RUN
      : basis.spend.calls / basis.iteration;
  return {
    calls: roundCalls(perIteration * plan.iterations),
    usd: usdOf(plan, basis),
    basis: basis?.session ?? null,
    isTooFew: plan.maxCalls !== null && plan.maxCalls < LEAST_CANDIDATES * perIteration,
  };
}

function usdOf({ iterations, isSimulated, model, price }: Plan, basis: Past | null): number | null {
  if (isSimulated || (price?.input === 0 && price.output === 0)) return 0;
  if (basis === null) return null;
  const { usd, usdKnown, inputTokens, outputTokens } = basis.spend;
  if (usdKnown && usd !== null && basis.model === model) return (usd / basis.iteration) * iterations;
  // Another model's tokens, at the price of this one.
  if (price === null) return null;
  const atPrice = (inputTokens * price.input + outputTokens * price.output) / 1_000_000;
  return (atPrice / basis.iteration) * iterations;
}

/** Two digits say as much as is known. */
function roundCalls(calls: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(calls, 1))) - 1);
  return Math.round(calls / step) * step;
}
