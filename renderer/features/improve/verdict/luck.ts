import { mcnemarExact } from "#core/domain/statistics/mcnemar.ts";
import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";

/** Below it nobody believes a coin: 6 to 0, 9 to 1. */
const UNBELIEVABLE = 0.05;

/**
 * Whether what came could as well be tosses of a coin, by every count that a person sees: items fixed and broken, and
 * items up and down by what decides. A gate that needs more than that says what it needs, and not
 * that it is luck [A16].
 */
export function couldBeLuck({ fixed, broken, measures, descriptions }: Assessment): boolean {
  const ofFlips = descriptions.mean?.signFlip ?? mcnemarExact({ fixed, broken });
  const ofMoves = measures
    .filter(({ decides }) => decides)
    .map(({ up, down }) => mcnemarExact({ fixed: up, broken: down }));
  return [ofFlips, ...ofMoves].every((chance) => chance > UNBELIEVABLE);
}

/** Nothing was measured: it was stopped, or refused, before the first item. */
export function isUnmeasured(assessment: Pick<Assessment, "n"> | null): boolean {
  return assessment === null || assessment.n === 0;
}
