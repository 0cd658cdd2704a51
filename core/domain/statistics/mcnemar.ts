import { binomialAtMost, binomialPoint } from "./binomial.ts";

/** How many binary items changed: wrong → right, and right → wrong. */
export type Flips = { readonly fixed: number; readonly broken: number };

/**
 * McNemar's exact test (McNemar 1947), two-sided: p = min(1, 2 P(Bin(f + b, ½) ≤ min(f, b))).
 * It describes at a fixed n; re-testing it with more items is peeking, so the gate never uses it.
 */
export function mcnemarExact({ fixed, broken }: Flips): number {
  return Math.min(1, 2 * binomialAtMost(Math.min(fixed, broken), fixed + broken, 0.5));
}

/** The mid-p variant: less P(Bin = min(f, b)). Shown on demand only, since it may exceed its level slightly. */
export function mcnemarMidP({ fixed, broken }: Flips): number {
  const flips = fixed + broken;
  if (flips === 0) return 1;
  const fewer = Math.min(fixed, broken);
  const twoTails = 2 * binomialAtMost(fewer, flips, 0.5);
  return Math.min(1, twoTails - binomialPoint(fewer, flips, 0.5));
}
