import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import type { Interval } from "#core/domain/statistics/interval.ts";

/** A paired 2×2 table: right in both, fixed, broken, wrong in both. */
type PairedTable = {
  readonly bothRight: number;
  readonly fixed: number;
  readonly broken: number;
  readonly bothWrong: number;
};

/** Newcombe's method 10 (Newcombe 1998): Wilson limits of each arm, squared and added with their correlation. */
export function newcombeInterval(table: PairedTable, confidence: number): Interval {
  const { bothRight, fixed, broken, bothWrong } = table;
  const items = bothRight + fixed + broken + bothWrong;
  const candidate = {
    share: (bothRight + fixed) / items,
    ...wilsonInterval(bothRight + fixed, items, confidence),
  };
  const baseline = {
    share: (bothRight + broken) / items,
    ...wilsonInterval(bothRight + broken, items, confidence),
  };
  const phi = correlation(table, items);
  const reach = (a: number, b: number): number => Math.sqrt(a * a - 2 * phi * a * b + b * b);
  const effect = candidate.share - baseline.share;
  return {
    low: effect - reach(candidate.share - candidate.low, baseline.high - baseline.share),
    high: effect + reach(candidate.high - candidate.share, baseline.share - baseline.low),
  };
}

function correlation({ bothRight, fixed, broken, bothWrong }: PairedTable, items: number): number {
  const margins = (bothRight + fixed) * (broken + bothWrong) * (bothRight + broken) * (fixed + bothWrong);
  if (margins === 0) return 0;
  const product = bothRight * bothWrong - fixed * broken;
  const corrected = product > 0 ? Math.max(product - items / 2, 0) : product;
  return corrected / Math.sqrt(margins);
}
