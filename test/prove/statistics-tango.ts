import { binomialPoint } from "#core/domain/statistics/binomial.ts";
import type { Interval } from "#core/domain/statistics/interval.ts";
import { meanOf } from "#core/domain/statistics/pairing.ts";
import { tangoInterval } from "#core/domain/statistics/tango.ts";

export type TangoFigure = {
  readonly items: number;
  readonly meanCoverage: number;
  readonly worstCoverage: number;
  readonly worstAt: { readonly discordantShare: number; readonly difference: number };
  readonly ok: boolean;
};

const CONFIDENCE = 0.95;
const SHARES = [0.04, 0.08, 0.12, 0.16, 0.2, 0.24, 0.28, 0.32, 0.36, 0.4];
const DIFFERENCES = [-0.1, -0.05, 0, 0.05, 0.1, 0.15];

/** Exact coverage of Tango's interval: every possible table, weighted by its probability. No randomness. */
export function enumerateTango(): readonly TangoFigure[] {
  return [50, 100, 200].map((items) => {
    const intervals = allIntervals(items);
    const cells = SHARES.flatMap((discordantShare) =>
      DIFFERENCES.filter((difference) => Math.abs(difference) <= discordantShare).map((difference) => ({
        discordantShare,
        difference,
        coverage: coverageAt({ discordantShare, difference }, items, intervals),
      })),
    );
    const worst = cells.reduce((least, cell) => (cell.coverage < least.coverage ? cell : least));
    const meanCoverage = meanOf(cells.map((cell) => cell.coverage));
    return {
      items,
      meanCoverage,
      worstCoverage: worst.coverage,
      worstAt: { discordantShare: worst.discordantShare, difference: worst.difference },
      ok: Math.abs(meanCoverage - CONFIDENCE) <= 0.01 && worst.coverage >= 0.935,
    };
  });
}

/** By flips in all, then by fixed. */
function allIntervals(items: number): readonly (readonly Interval[])[] {
  return Array.from({ length: items + 1 }, (_, flips) =>
    Array.from({ length: flips + 1 }, (__, fixed) =>
      tangoInterval({ fixed, broken: flips - fixed }, items, CONFIDENCE),
    ),
  );
}

type Truth = { readonly discordantShare: number; readonly difference: number };

function coverageAt(truth: Truth, items: number, intervals: readonly (readonly Interval[])[]): number {
  const { discordantShare, difference } = truth;
  const fixedAmongFlips = (discordantShare + difference) / (2 * discordantShare);
  let coverage = 0;
  for (const [flips, row] of intervals.entries()) {
    const weight = binomialPoint(flips, items, discordantShare);
    if (weight < 1e-12) continue;
    for (const [fixed, interval] of row.entries()) {
      const covers = interval.low <= difference && difference <= interval.high;
      if (covers) coverage += weight * pointOf(fixed, flips, fixedAmongFlips);
    }
  }
  return coverage;
}

/** All flips of one direction where the truth allows no other. */
function pointOf(successes: number, trials: number, probability: number): number {
  if (probability >= 1 - 1e-12) return successes === trials ? 1 : 0;
  if (probability <= 1e-12) return successes === 0 ? 1 : 0;
  return binomialPoint(successes, trials, probability);
}
