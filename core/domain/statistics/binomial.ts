import { assert } from "#core/base/assert.ts";
import { bisect } from "./bisect.ts";
import { regularizedBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";

/** P(X = successes) for X ~ Bin(trials, probability), probability in (0, 1). */
export function binomialPoint(successes: number, trials: number, probability: number): number {
  const logChoose = logGamma(trials + 1) - logGamma(successes + 1) - logGamma(trials - successes + 1);
  const logOdds = successes * Math.log(probability) + (trials - successes) * Math.log1p(-probability);
  return Math.exp(logChoose + logOdds);
}

/** P(X ≤ successes) for X ~ Bin(trials, probability). */
export function binomialAtMost(successes: number, trials: number, probability: number): number {
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return regularizedBeta(1 - probability, trials - successes, successes + 1);
}

/** P(X ≥ successes) for X ~ Bin(trials, probability). */
export function binomialAtLeast(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  if (successes > trials) return 0;
  return regularizedBeta(probability, successes, trials - successes + 1);
}

/**
 * The exact (Clopper–Pearson) one-sided lower bound of a proportion: the smallest p at which seeing this many
 * successes or more still has probability 1 − confidence.
 */
export function proportionLowerBound(successes: number, trials: number, confidence: number): number {
  assert(successes >= 0 && successes <= trials, `${successes} of ${trials} is not a proportion`);
  if (successes === 0) return 0;
  const isTooLow = (p: number): boolean => binomialAtLeast(successes, trials, p) < 1 - confidence;
  return bisect(isTooLow, { low: 0, high: 1 }, 1e-14).low;
}

/** The exact one-sided upper bound of a proportion, the mirror of the lower one. */
export function proportionUpperBound(successes: number, trials: number, confidence: number): number {
  return 1 - proportionLowerBound(trials - successes, trials, confidence);
}
