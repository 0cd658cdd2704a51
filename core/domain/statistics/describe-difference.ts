import type { KeyPart } from "#core/base/keyed-random.ts";
import { bcaInterval } from "./bca.ts";
import type { Interval } from "./interval.ts";
import { mcnemarExact } from "./mcnemar.ts";
import type { Flips } from "./mcnemar.ts";
import { differencesOf, meanOf, toUnits } from "./pairing.ts";
import type { Metric, PairedOutcome } from "./pairing.ts";
import { signFlipTest } from "./sign-flip.ts";
import { tangoInterval } from "./tango.ts";

/** Right only if n was set before anyone looked: the gate's own interval is the one that may be watched. */
export type FixedDescription = {
  readonly units: number;
  readonly effect: number;
  /** Null when one unit alone leaves nothing to judge by. */
  readonly interval: Interval | null;
  readonly method: "tango" | "bca" | "t";
  /** Two-sided. McNemar's for binary items run once and ungrouped, else the sign-flip test's. */
  readonly pValue: number;
  readonly test: "mcnemar" | "sign-flip";
};

type DescribeOptions = {
  readonly metric: Metric;
  readonly confidence: number;
  /** r of the assessment. Only at 1 is an item's outcome a coin. */
  readonly repetitions: number;
  readonly key: readonly KeyPart[];
};

/** The fixed-n description of a paired comparison, by the method its data allow. Null without any item. */
export function describeDifference(
  outcomes: readonly PairedOutcome[],
  options: DescribeOptions,
): FixedDescription | null {
  const values = toUnits(differencesOf(outcomes, options.metric)).map((unit) => unit.value);
  if (values.length === 0) return null;
  const base = { units: values.length, effect: meanOf(values) };
  if (options.repetitions === 1 && isPlainBinary(outcomes, options.metric)) {
    const flips = countFlips(values);
    const interval = tangoInterval(flips, values.length, options.confidence);
    return { ...base, interval, method: "tango", pValue: mcnemarExact(flips), test: "mcnemar" };
  }
  const bootstrap = bcaInterval(values, options);
  return {
    ...base,
    interval: bootstrap === null ? null : { low: bootstrap.low, high: bootstrap.high },
    method: bootstrap?.method ?? "t",
    pValue: signFlipTest(values, options.key).twoSided,
    test: "sign-flip",
  };
}

/** No item shares a unit, and both arms hold only 0 and 1: nothing is graded. */
function isPlainBinary(outcomes: readonly PairedOutcome[], metric: Metric): boolean {
  const isBinary = (value: number): boolean => value === 0 || value === 1;
  return outcomes.every(
    (outcome) =>
      outcome.group === undefined &&
      (metric === "score"
        ? isBinary(outcome.baseline) && isBinary(outcome.candidate)
        : isBinary(outcome.baselineCorrect) && isBinary(outcome.candidateCorrect)),
  );
}

export function countFlips(differences: readonly number[]): Flips {
  return {
    fixed: differences.filter((difference) => difference > 0).length,
    broken: differences.filter((difference) => difference < 0).length,
  };
}
