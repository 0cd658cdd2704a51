import { assert } from "#core/base/assert.ts";

/** B_2j / (2j (2j − 1)), the coefficients of Stirling's series (DLMF 5.11.1). */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360_360,
  1 / 156,
  -3617 / 122_400,
] as const;

/** From here on eight terms of the series are exact to double precision. */
const SERIES_FROM = 15;

/**
 * ln Γ(x) for x > 0, to about 1e-15 relative. Stirling's series (DLMF 5.11.1), reached from small x by the
 * recurrence Γ(x + 1) = x Γ(x).
 */
export function logGamma(x: number): number {
  assert(x > 0, `logGamma needs a positive argument, got ${x}`);
  let shifted = x;
  let product = 1;
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series = STIRLING.reduceRight<number>((sum, coefficient) => sum * square + coefficient, 0) * inverse;
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
  );
}
