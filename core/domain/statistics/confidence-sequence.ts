import { bisect, middleOf } from "./bisect.ts";
import { addGains, BETS, logGains, logMean, relativeGain } from "./e-process.ts";
import type { Hypothesis } from "./e-process.ts";
import type { Interval } from "./interval.ts";

const TOLERANCE = 1e-10;

/** A null mean at which the process was already followed, and whether it had crossed there. */
export type Pivot = { readonly mean: number; readonly hasCrossed: boolean };

export type SequenceOptions = {
  /** The level of the lower end, 0 for none (it stays at −1). */
  readonly alphaLower: number;
  readonly alphaUpper: number;
  /** `every`: each prefix was looked at (what the gate does). `last`: only the whole list was. */
  readonly looks: "every" | "last";
  readonly lowerPivots?: readonly Pivot[];
  readonly upperPivots?: readonly Pivot[];
};

/**
 * The interval that covers the true mean difference at all looks with probability at least
 * 1 − alphaLower − alphaUpper. `differences` are in the order of consumption. The ends never touch a pivot:
 * the lower one lies above it exactly when the process there has crossed, so an interval and a verdict taken
 * from the same processes cannot disagree.
 */
export function confidenceSequence(differences: readonly number[], options: SequenceOptions): Interval {
  const { looks } = options;
  const lowerPivots = options.lowerPivots ?? [];
  const mirrored = (options.upperPivots ?? []).map((pivot) => ({ ...pivot, mean: -pivot.mean }));
  const low = lowerBound({ differences, looks, alpha: options.alphaLower, pivots: lowerPivots });
  const negated = differences.map((difference) => -difference);
  const high = -lowerBound({ differences: negated, looks, alpha: options.alphaUpper, pivots: mirrored });
  return { low, high };
}

type LowerBoundInput = {
  readonly differences: readonly number[];
  readonly alpha: number;
  readonly looks: "every" | "last";
  readonly pivots: readonly Pivot[];
};

/** E⁺ falls in the mean at every look, so its largest value over looks does too, and one bisection finds L. */
function lowerBound({ differences, alpha, looks, pivots }: LowerBoundInput): number {
  const start = {
    low: Math.max(-1, ...pivots.filter((pivot) => pivot.hasCrossed).map((pivot) => pivot.mean)),
    high: Math.min(1, ...pivots.filter((pivot) => !pivot.hasCrossed).map((pivot) => pivot.mean)),
  };
  const logLevel = -Math.log(alpha);
  const found = bisect((mean) => hasCrossed(differences, mean, { logLevel, looks }), start, TOLERANCE);
  return found.low === -1 ? -1 : middleOf(found);
}

type CrossingRule = { readonly logLevel: number; readonly looks: "every" | "last" };

function hasCrossed(differences: readonly number[], mean: number, rule: CrossingRule): boolean {
  const hypothesis: Hypothesis = { tests: "at-most", mean };
  const logSums = new Float64Array(BETS.length);
  const knownGains = new Map<number, Float64Array>();
  const lastLook = differences.length - 1;
  for (const [look, difference] of differences.entries()) {
    const gains = knownGains.get(difference) ?? logGains(relativeGain(difference, hypothesis));
    knownGains.set(difference, gains);
    const top = addGains(logSums, gains);
    const isLook = rule.looks === "every" || look === lastLook;
    if (isLook && top >= rule.logLevel && logMean(logSums, top) >= rule.logLevel) return true;
  }
  return false;
}
