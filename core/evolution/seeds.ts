import { keyedSeed } from "#core/base/keyed-random.ts";
import type { Item } from "#core/domain/dataset.ts";

/**
 * The seed of one rollout, which follows from what was decided and from nothing else [A10]: the same for baseline and
 * candidate, new after every proposal that the session committed, by hand too, so that a winner's luck does not stay in
 * the next baseline.
 */
export function rolloutSeed(
  sessionSeed: number,
  accepted: number,
): (item: Item, repetition: number) => number {
  return (item, repetition) => keyedSeed("rollout", sessionSeed, accepted, item.id, repetition);
}
