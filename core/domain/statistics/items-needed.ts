import { bisect, middleOf } from "./bisect.ts";
import { BETS, logGains, logMean, logSumsOf, relativeGain } from "./e-process.ts";

/** The normal quantile for four chances in five; even odds is 0. */
const LIKELY_QUANTILE = 0.8416;
const LARGEST_BET = 63 / 64;
/** Nobody runs more: the search ends here and says never. */
const SEARCH_LIMIT = 2 ** 40;

export type NeedInput = {
  /** One per unit, in any order. */
  readonly differences: readonly number[];
  /** m0 of the test Δ ≤ m0. */
  readonly nullMean: number;
  /** The level to reach is 1/alpha; alpha > 0. */
  readonly alpha: number;
};

type UnitsNeeded = {
  /** Enough with about four chances in five. */
  readonly likely: number;
  /** Enough with about even odds. */
  readonly evenOdds: number;
};

type Step = { readonly gain: number; readonly weight: number };

/**
 * How many more units would settle it, if what comes looks like what came: the smallest k at which the
 * expected ln E less q standard deviations reaches the level. Null when there is no sign of improvement.
 */
export function unitsStillNeeded(input: NeedInput): UnitsNeeded | null {
  if (input.differences.length === 0) return null;
  const steps = expectedSteps(input);
  if (!(weigh(steps, (gain) => gain) > 0)) return null;
  const bet = bestBet(steps);
  const growth = weigh(steps, (gain) => Math.log1p(bet * gain));
  const variance = weigh(steps, (gain) => Math.log1p(bet * gain) ** 2) - growth ** 2;
  const expectedLogE = forecastLogE(input, steps);
  const logLevel = -Math.log(input.alpha);
  const smallest = (quantile: number): number | null =>
    smallestWhere((k) => expectedLogE(k) - quantile * Math.sqrt(k * Math.max(0, variance)) >= logLevel);
  const likely = smallest(LIKELY_QUANTILE);
  const evenOdds = smallest(0);
  return likely === null || evenOdds === null ? null : { likely, evenOdds };
}

/** Binary differences: fixed and broken each with half a count added. Graded ones: as they were. */
function expectedSteps({ differences, nullMean }: NeedInput): readonly Step[] {
  const gainOf = (difference: number): number =>
    relativeGain(difference, { tests: "at-most", mean: nullMean });
  const count = differences.length;
  if (!isBinary(differences)) {
    return differences.map((difference) => ({ gain: gainOf(difference), weight: 1 / count }));
  }
  const fixed = (differences.filter((difference) => difference === 1).length + 0.5) / (count + 1);
  const broken = (differences.filter((difference) => difference === -1).length + 0.5) / (count + 1);
  return [
    { gain: gainOf(1), weight: fixed },
    { gain: gainOf(-1), weight: broken },
    { gain: gainOf(0), weight: Math.max(0, 1 - fixed - broken) },
  ];
}

function isBinary(differences: readonly number[]): boolean {
  return differences.every((difference) => difference === 0 || Math.abs(difference) === 1);
}

function weigh(steps: readonly Step[], of: (gain: number) => number): number {
  return steps.reduce((sum, step) => sum + step.weight * of(step.gain), 0);
}

/** The bet with the largest growth: the growth is concave, so its slope changes sign once. */
function bestBet(steps: readonly Step[]): number {
  const isRising = (bet: number): boolean => weigh(steps, (gain) => gain / (1 + bet * gain)) > 0;
  if (isRising(LARGEST_BET)) return LARGEST_BET;
  return middleOf(bisect(isRising, { low: 0, high: LARGEST_BET }, 1e-12));
}

/** ln E after k more units that bring exactly what is expected of them. */
function forecastLogE(input: NeedInput, steps: readonly Step[]): (k: number) => number {
  const now = logSumsOf(input.differences, { tests: "at-most", mean: input.nullMean });
  const perUnit = new Float64Array(BETS.length);
  for (const step of steps) {
    const gains = logGains(step.gain);
    for (const [index, gain] of gains.entries()) {
      perUnit[index] = (perUnit[index] as number) + step.weight * gain;
    }
  }
  return (k) => {
    const then = now.map((sum, index) => sum + k * (perUnit[index] as number));
    return logMean(then, Math.max(...then));
  };
}

/** What is sought is convex in k and starts below the level, so it holds from one k onward. */
function smallestWhere(holds: (k: number) => boolean): number | null {
  if (holds(0)) return 0;
  let enough = 1;
  while (!holds(enough)) {
    enough *= 2;
    if (enough > SEARCH_LIMIT) return null;
  }
  let tooFew = Math.floor(enough / 2);
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (holds(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** The rough number of units for planning: (ln(1/α) + 2) / (p_d (ln 2 − H(f/(f+b)))), H in nats. */
export function roughUnitsNeeded(input: {
  readonly alpha: number;
  readonly discordantShare: number;
  readonly fixedAmongDiscordant: number;
}): number {
  const shares = [input.fixedAmongDiscordant, 1 - input.fixedAmongDiscordant];
  const entropy = -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0);
  return (2 - Math.log(input.alpha)) / (input.discordantShare * (Math.LN2 - entropy));
}
