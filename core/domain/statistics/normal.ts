import { assert } from "#core/base/assert.ts";

/** Below it the power series is short and exact, above it the continued fraction is. */
const SERIES_UP_TO = 2.5;
const FRACTION_TERMS = 100;

/** P(Z ≤ x) for a standard normal Z, to about 1e-15 (1e-13 relative in the lower tail). */
export function normalCdf(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const upperTail = z < SERIES_UP_TO ? 0.5 - errorFunctionSeries(z) / 2 : complementFraction(z) / 2;
  return x > 0 ? 1 - upperTail : upperTail;
}

/** The x with P(Z ≤ x) = p, for p in (0, 1): Abramowitz & Stegun 26.2.23, polished by Halley's method. */
export function normalQuantile(p: number): number {
  assert(p > 0 && p < 1, `a normal quantile needs a probability inside (0, 1), got ${p}`);
  // The lower half only: there normalCdf keeps its relative precision.
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = roughLowerQuantile(p);
  for (let step = 0; step < 4; step += 1) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const newton = (normalCdf(x) - p) / density;
    x -= newton / (1 + (x * newton) / 2);
  }
  return x;
}

/** Abramowitz & Stegun 26.2.23, |error| < 4.5e-4. */
function roughLowerQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return above / below - t;
}

/** erf z = 2/√π e^(−z²) Σ 2ⁿ z^(2n+1) / (2n+1)!! (Abramowitz & Stegun 7.1.6): all terms positive. */
function errorFunctionSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= (2 * z * z) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum;
}

/** erfc z by Laplace's continued fraction (Abramowitz & Stegun 7.1.14), from the inside out. */
function complementFraction(z: number): number {
  let denominator = z;
  for (let n = FRACTION_TERMS; n >= 1; n -= 1) denominator = z + n / 2 / denominator;
  return Math.exp(-z * z) / Math.sqrt(Math.PI) / denominator;
}
