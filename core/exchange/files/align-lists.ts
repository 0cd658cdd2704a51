import { jsonEquals, type Json } from "#core/base/json.ts";

/** For each element of the later list, the one of the earlier list that it is or takes the place of; null for a new one. */
export type Aligned = { readonly before: number | null; readonly after: number };

/** Beyond this many pairs the elements are matched in order alone. */
const MOST_PAIRS = 250_000;

/** Keeps as many equal elements as it can in their order, and pairs what stands between them one by one. */
export function alignLists(from: readonly Json[], to: readonly Json[]): readonly Aligned[] {
  const anchors = from.length * to.length > MOST_PAIRS ? [] : longestCommon(from, to);
  const aligned: Aligned[] = [];
  let [before, after] = [0, 0];
  for (const [nextBefore, nextAfter] of [...anchors, [from.length, to.length] as const]) {
    for (; after < nextAfter; after += 1) {
      aligned.push({ before: before < nextBefore ? before : null, after });
      before += 1;
    }
    if (nextAfter < to.length) aligned.push({ before: nextBefore, after: nextAfter });
    [before, after] = [nextBefore + 1, nextAfter + 1];
  }
  return aligned;
}

function longestCommon(from: readonly Json[], to: readonly Json[]): ReadonlyArray<readonly [number, number]> {
  const lengths = from.map(() => new Array<number>(to.length + 1).fill(0));
  lengths.push(new Array<number>(to.length + 1).fill(0));
  const at = (a: number, b: number): number => lengths[a]?.[b] ?? 0;
  const same = (a: number, b: number): boolean => jsonEquals(from[a], to[b]);
  for (let a = from.length - 1; a >= 0; a -= 1) {
    for (let b = to.length - 1; b >= 0; b -= 1) {
      const row = lengths[a];
      if (row !== undefined)
        row[b] = same(a, b) ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [a, b] = [0, 0]; a < from.length && b < to.length;) {
    if (same(a, b)) pairs.push([a++, b++]);
    else if (at(a + 1, b) >= at(a, b + 1)) a += 1;
    else b += 1;
  }
  return pairs;
}
