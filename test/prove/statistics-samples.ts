import type { RandomStream } from "#core/base/keyed-random.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

/** One pair of binary outcomes that flips at p_d in all, with a true difference. */
export type FlipRates = { readonly discordantShare: number; readonly difference: number };

export function drawFlips(rates: FlipRates, items: number, random: RandomStream): readonly number[] {
  const fixed = (rates.discordantShare + rates.difference) / 2;
  return Array.from({ length: items }, () => {
    const draw = random.next();
    if (draw < fixed) return 1;
    return draw < rates.discordantShare ? -1 : 0;
  });
}

/** Binary outcomes with these differences; what did not flip was right in both arms. */
export function toBinaryOutcomes(differences: readonly number[]): readonly PairedOutcome[] {
  return differences.map((difference, index) => {
    const baseline = difference === 1 ? 0 : 1;
    const candidate = difference === -1 ? 0 : 1;
    return {
      itemId: `item-${index}`,
      baseline,
      candidate,
      baselineCorrect: baseline,
      candidateCorrect: candidate,
    };
  });
}

/** An item with these graded scores; right is who has them all. */
export function gradedOutcome(index: number, baseline: number, candidate: number): PairedOutcome {
  return {
    itemId: `item-${index}`,
    baseline,
    candidate,
    baselineCorrect: baseline === 1 ? 1 : 0,
    candidateCorrect: candidate === 1 ? 1 : 0,
  };
}

/** A session with nothing to gain: each call draws the outcomes of its next proposal on the same items. */
export type NullSession = () => readonly PairedOutcome[];

/**
 * A/A: one stochastic system against itself with other seeds. The baseline's outcomes are drawn once and kept,
 * as the evaluation cache keeps them, so all proposals of a session share its luck.
 */
export function startSameSystem(items: number, random: RandomStream): NullSession {
  const abilities = Array.from({ length: items }, () => 1 - 0.4 * random.next() ** 2);
  const draw = (): readonly number[] => abilities.map((ability) => (random.chance(ability) ? 1 : 0));
  const baseline = draw();
  return () => draw().map((candidate, index) => gradedOutcome(index, baseline[index] as number, candidate));
}

const FIELD_GROUPS = 9;

/**
 * Two systems that differ, their arms swapped by a coin for each pair: graded scores of nine field groups, on
 * items of which some move in every proposal and some in none.
 */
export function startSwappedArms(items: number, random: RandomStream): NullSession {
  const traits = Array.from({ length: items }, () => ({
    unsteadiness: random.next() ** 2,
    right: FIELD_GROUPS - Math.floor(4 * random.next() ** 2),
  }));
  return () =>
    traits.map(({ unsteadiness, right }, index) => {
      const step = random.chance(unsteadiness) ? 1 + random.integer(FIELD_GROUPS) : 0;
      const moved = clampFields(random.chance(0.6) ? right + step : right - step);
      const [before, after] = random.chance(0.5) ? [right, moved] : [moved, right];
      return gradedOutcome(index, before / FIELD_GROUPS, after / FIELD_GROUPS);
    });
}

function clampFields(right: number): number {
  return Math.min(FIELD_GROUPS, Math.max(0, right));
}
