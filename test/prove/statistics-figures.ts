import { proportionLowerBound } from "#core/domain/statistics/binomial.ts";

/** How often something happened that may happen at most at `target`. */
export type ErrorRate = {
  readonly name: string;
  readonly errors: number;
  readonly trials: number;
  readonly rate: number;
  readonly target: number;
  /** The exact one-sided 99 % lower bound of the true rate. It fails when even that exceeds the target. */
  readonly lowerBound: number;
  readonly ok: boolean;
};

export function errorRate(name: string, errors: number, trials: number, target: number): ErrorRate {
  const lowerBound = proportionLowerBound(errors, trials, 0.99);
  return { name, errors, trials, rate: errors / trials, target, lowerBound, ok: lowerBound <= target };
}

export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

export function mark(isOk: boolean): string {
  return isOk ? "ok  " : "FAIL";
}
