import { assert } from "#core/base/assert.ts";

/**
 * ln E under plug-in bets (aGRAPA, Waudby-Smith & Ramdas 2024), after each difference, for the null Δ ≤ mean.
 * The rival that the grid of bets was chosen over: it depends on order and must, like the grid, be an e-process.
 */
export function agrapaLogE(differences: readonly number[], mean: number): readonly number[] {
  assert(mean > -1 && mean < 1, `a null mean lies inside (−1, 1), got ${mean}`);
  let sum = 0;
  let squares = 0.25;
  let logE = 0;
  let count = 0;
  return differences.map((difference) => {
    const guess = sum / (count + 1);
    const variance = squares / (count + 1);
    const raw = (guess - mean) / (variance + (guess - mean) ** 2);
    const bet = Math.min(Math.max(raw, 0), 0.75 / (1 + mean));
    logE += Math.log1p(bet * (difference - mean));
    count += 1;
    sum += difference;
    squares += (difference - sum / (count + 1)) ** 2;
    return logE;
  });
}
