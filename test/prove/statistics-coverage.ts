import { keyedRandom } from "#core/base/keyed-random.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { bcaInterval } from "#core/domain/statistics/bca.ts";
import { proportionLowerBound, proportionUpperBound } from "#core/domain/statistics/binomial.ts";
import { confidenceSequence } from "#core/domain/statistics/confidence-sequence.ts";
import type { Interval } from "#core/domain/statistics/interval.ts";
import { meanInterval } from "#core/domain/statistics/mean-interval.ts";
import { errorRate } from "./statistics-figures.ts";
import type { ErrorRate } from "./statistics-figures.ts";
import { drawFlips } from "./statistics-samples.ts";

type Source = {
  readonly name: string;
  readonly mean: number;
  readonly draw: (items: number, random: RandomStream) => readonly number[];
};

const SEQUENCE_ITEMS = 200;

/** Graded differences in ninths: a change that moves six items of ten, most of them a little. Mean 0.4/9. */
const GRADED = stepSource("graded", [
  [4 / 9, 0.05],
  [2 / 9, 0.15],
  [1 / 9, 0.2],
  [-1 / 9, 0.15],
  [-3 / 9, 0.05],
]);

/** Rare large gains against many small losses: what a sequence must cover too. Mean 5/100. */
const SKEWED = stepSource("graded, long tail", [
  [1, 0.09],
  [3 / 9, 0.06],
  [-3 / 9, 0.18],
]);

const SEQUENCE_SOURCES: readonly Source[] = [
  flipSource(0.2, 0),
  flipSource(0.2, 0.1),
  flipSource(0.3, -0.05),
  GRADED,
  SKEWED,
];

function flipSource(discordantShare: number, difference: number): Source {
  const points = (100 * difference).toFixed(1);
  return {
    name: `binary, p_d ${discordantShare}, Δ ${difference < 0 ? "" : "+"}${points}`,
    mean: difference,
    draw: (items, random) => drawFlips({ discordantShare, difference }, items, random),
  };
}

/** Draws each difference with its probability, else 0. */
function stepSource(name: string, steps: readonly (readonly [difference: number, chance: number])[]): Source {
  const drawOne = (draw: number): number => {
    let below = 0;
    for (const [difference, chance] of steps) {
      below += chance;
      if (draw < below) return difference;
    }
    return 0;
  };
  return {
    name,
    mean: steps.reduce((sum, [difference, chance]) => sum + difference * chance, 0),
    draw: (items, random) => Array.from({ length: items }, () => drawOne(random.next())),
  };
}

/** How often the interval ever excludes the truth, over all looks at 200 items, at α_L = α_U = 0.05. */
export function simulateSequences(options: {
  readonly sessions: number;
  readonly seed: number;
}): readonly ErrorRate[] {
  return SEQUENCE_SOURCES.map((source) => {
    let misses = 0;
    for (let sequence = 0; sequence < options.sessions; sequence += 1) {
      const random = keyedRandom("sequence", options.seed, source.name, sequence);
      const differences = source.draw(SEQUENCE_ITEMS, random);
      // The interval is the intersection over looks: it holds the truth at the end if it always did.
      const interval = confidenceSequence(differences, {
        alphaLower: 0.05,
        alphaUpper: 0.05,
        looks: "every",
      });
      if (!covers(interval, source.mean)) misses += 1;
    }
    return errorRate(`${source.name}: ever excludes the truth`, misses, options.sessions, 0.1);
  });
}

export type MeanCoverage = {
  readonly method: "t" | "bca";
  readonly items: number;
  readonly trials: number;
  readonly coverage: number;
  /** Fails when the exact 99 % bounds leave 95 ± 2 points on either side. */
  readonly ok: boolean;
};

/** Coverage of the fixed-n 95 % intervals of a graded mean. */
export function simulateMeanIntervals(options: {
  readonly trials: number;
  readonly resamples: number;
  readonly seed: number;
}): readonly MeanCoverage[] {
  const { trials, resamples, seed } = options;
  return [50, 100].flatMap((items) => {
    let byStudent = 0;
    let byBootstrap = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const values = GRADED.draw(items, keyedRandom("mean", seed, items, trial));
      if (covers(meanInterval(values, 0.95), GRADED.mean)) byStudent += 1;
      const key = [seed, items, trial];
      if (covers(bcaInterval(values, { confidence: 0.95, key, resamples }), GRADED.mean)) byBootstrap += 1;
    }
    return [
      toCoverage("t", items, { covered: byStudent, trials }),
      toCoverage("bca", items, { covered: byBootstrap, trials }),
    ];
  });
}

function covers(interval: Interval | null, truth: number): boolean {
  return interval !== null && interval.low <= truth && truth <= interval.high;
}

function toCoverage(
  method: MeanCoverage["method"],
  items: number,
  { covered, trials }: { readonly covered: number; readonly trials: number },
): MeanCoverage {
  const ok =
    proportionUpperBound(covered, trials, 0.99) >= 0.93 &&
    proportionLowerBound(covered, trials, 0.99) <= 0.97;
  return { method, items, trials, coverage: covered / trials, ok };
}
