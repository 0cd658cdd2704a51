import { assert } from "#core/base/assert.ts";

/**
 * Testing by betting on bounded differences (Waudby-Smith & Ramdas 2024; the even mixture over bets is the
 * universal portfolio of Orabona & Jun 2024). A gambler who puts the share λ on "better" multiplies the stake
 * by 1 + λ (d − m)/(1 + m) at each difference d in [−1, 1]; under the null its mean never exceeds 1, so by
 * Ville 1939 the stake ever reaches 1/α with probability at most α, however often one looks.
 * The bets are fixed: the value does not depend on the order of items, and nothing is tuned.
 */
export const BETS: readonly number[] = Array.from({ length: 64 }, (_, index) => (index + 0.5) / 64);

/** `at-most` tests Δ ≤ mean (E⁺: large when the candidate is better), `at-least` tests Δ ≥ mean (E⁻). */
export type Hypothesis = {
  readonly tests: "at-most" | "at-least";
  /** In (−1, 1). */
  readonly mean: number;
};

export type EProcessSpec = Hypothesis & {
  /** It has crossed once E ≥ 1/alpha. 0 = it never can. */
  readonly alpha: number;
};

/** How it stands now. */
export type EProcessSnapshot = EProcessSpec & {
  readonly looks: number;
  readonly logSums: readonly number[];
  readonly peakLogE: number;
  readonly crossedAt: number | null;
};

export type EProcess = {
  /** One more difference in [−1, 1], which is one more look. */
  feed(difference: number): void;
  /** ln E now. */
  logE(): number;
  /** The largest ln E of all looks so far, the empty one (0) included. */
  peakLogE(): number;
  /** The look (counted from 1) at which it first reached 1/alpha. Sticky. */
  crossedAt(): number | null;
  snapshot(): EProcessSnapshot;
};

export function startEProcess(spec: EProcessSpec): EProcess {
  assert(spec.mean > -1 && spec.mean < 1, `a null mean lies inside (−1, 1), got ${spec.mean}`);
  assert(spec.alpha >= 0 && spec.alpha <= 1, `a level lies in [0, 1], got ${spec.alpha}`);
  const { tests, alpha } = spec;
  // −0 would not survive JSON.
  const mean = spec.mean + 0;
  const logLevel = -Math.log(alpha);
  const logSums = new Float64Array(BETS.length);
  // Differences repeat (binary scores have three): their 64 logarithms are taken once.
  const knownGains = new Map<number, Float64Array>();
  let looks = 0;
  let peakLogE = 0;
  let crossedAt: number | null = null;

  const gainsOf = (difference: number): Float64Array => {
    let gains = knownGains.get(difference);
    if (gains === undefined) {
      gains = logGains(relativeGain(difference, { tests, mean }));
      knownGains.set(difference, gains);
    }
    return gains;
  };
  return {
    feed: (difference) => {
      looks += 1;
      const top = addGains(logSums, gainsOf(difference));
      // The mean of 64 stakes is at most the largest: below the peak there is no need to take it.
      if (top > peakLogE) peakLogE = Math.max(peakLogE, logMean(logSums, top));
      if (crossedAt === null && peakLogE >= logLevel) crossedAt = looks;
    },
    logE: () => logMean(logSums, logSums.reduce(maximum)),
    peakLogE: () => peakLogE,
    crossedAt: () => crossedAt,
    snapshot: () => ({ tests, mean, alpha, looks, logSums: [...logSums], peakLogE, crossedAt }),
  };
}

/** ln E of a whole list at its end. */
export function logEValue(differences: readonly number[], hypothesis: Hypothesis): number {
  const logSums = logSumsOf(differences, hypothesis);
  return logMean(logSums, logSums.reduce(maximum));
}

/** The 64 logarithmic stakes after a whole list. */
export function logSumsOf(differences: readonly number[], hypothesis: Hypothesis): Float64Array {
  const process = startEProcess({ ...hypothesis, alpha: 0 });
  for (const difference of differences) process.feed(difference);
  return Float64Array.from(process.snapshot().logSums);
}

/** (d − m)/(1 + m) for E⁺; E⁻ at m is E⁺ at −m of −d. */
export function relativeGain(difference: number, hypothesis: Hypothesis): number {
  const { tests, mean } = hypothesis;
  return tests === "at-most" ? (difference - mean) / (1 + mean) : (mean - difference) / (1 - mean);
}

/** ln(1 + λ gain) for each of the 64 bets. */
export function logGains(gain: number): Float64Array {
  const gains = new Float64Array(BETS.length);
  for (let index = 0; index < gains.length; index += 1)
    gains[index] = Math.log1p((BETS[index] as number) * gain);
  return gains;
}

/** Adds in place and returns the largest sum. */
export function addGains(logSums: Float64Array, gains: Float64Array): number {
  let top = -Infinity;
  for (let index = 0; index < logSums.length; index += 1) {
    const sum = (logSums[index] as number) + (gains[index] as number);
    logSums[index] = sum;
    if (sum > top) top = sum;
  }
  return top;
}

/** ln of the mean of exp(logSums), given their largest (log-sum-exp). */
export function logMean(logSums: Float64Array, top: number): number {
  let total = 0;
  for (let index = 0; index < logSums.length; index += 1) total += Math.exp((logSums[index] as number) - top);
  return top + Math.log(total / logSums.length);
}

function maximum(a: number, b: number): number {
  return a > b ? a : b;
}
