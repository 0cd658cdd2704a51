import { compareIds } from "#core/domain/statistics/pairing.ts";

/** SHA-256 of UTF-8 text in hex, handed in: hashing is not pure domain. */
type HashText = (text: string) => string;

type OrderInput = {
  readonly sessionSeed: number | string;
  /** t of e-LOND: another assessment, another order. */
  readonly assessmentNumber: number;
  readonly itemIds: readonly string[];
};

/**
 * The order in which an assessment consumes its items: by hash, so that it depends neither on outcomes nor on
 * which run finished first. Adding items keeps the order of those already there among themselves [A6].
 */
export function consumptionOrder(input: OrderInput, hash: HashText): readonly string[] {
  const { sessionSeed, assessmentNumber, itemIds } = input;
  return itemIds
    .map((itemId) => ({ itemId, place: hash(JSON.stringify([sessionSeed, assessmentNumber, itemId])) }))
    .toSorted((a, b) => compareIds(a.place, b.place))
    .map(({ itemId }) => itemId);
}

/**
 * The outcomes up to the first item that is not finished. What finished beyond it waits: taking items as they
 * complete would favour fast outcomes [A6].
 */
export function longestFinishedPrefix<Outcome>(
  order: readonly string[],
  finished: ReadonlyMap<string, Outcome>,
): readonly Outcome[] {
  const prefix: Outcome[] = [];
  for (const itemId of order) {
    const outcome = finished.get(itemId);
    if (outcome === undefined) break;
    prefix.push(outcome);
  }
  return prefix;
}
