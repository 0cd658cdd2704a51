/** One stretch of two sequences: in both, or only before, or only after. */
export type Stretch<T> = { readonly kind: "same" | "removed" | "added"; readonly items: readonly T[] };

/** Above this the exact answer costs more than it tells: the middle is then given as removed and added whole. */
const MOST_CELLS = 4_000_000;

/**
 * The longest common subsequence of two sequences as stretches, in order; removed ones before added ones. Common ends are
 * taken off first; the table in between takes before × after cells.
 */
export function diffSequences<T>(before: readonly T[], after: readonly T[]): readonly Stretch<T>[] {
  const start = countCommon(before, after, (at) => at);
  const rest = Math.min(before.length, after.length) - start;
  const end = Math.min(
    rest,
    countCommon(before, after, (at, length) => length - 1 - at),
  );
  const middleBefore = before.slice(start, before.length - end);
  const middleAfter = after.slice(start, after.length - end);
  return joinStretches([
    { kind: "same", items: before.slice(0, start) },
    ...diffMiddle(middleBefore, middleAfter),
    { kind: "same", items: before.slice(before.length - end) },
  ]);
}

function countCommon<T>(
  before: readonly T[],
  after: readonly T[],
  toIndex: (at: number, length: number) => number,
): number {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most && before[toIndex(count, before.length)] === after[toIndex(count, after.length)])
    count += 1;
  return count;
}

function diffMiddle<T>(before: readonly T[], after: readonly T[]): readonly Stretch<T>[] {
  if (before.length * after.length > MOST_CELLS) {
    return [
      { kind: "removed", items: before },
      { kind: "added", items: after },
    ];
  }
  const lengths = commonLengths(before, after);
  const width = after.length + 1;
  const stretches: Stretch<T>[] = [];
  let b = 0;
  let a = 0;
  while (b < before.length || a < after.length) {
    const isEqual = b < before.length && a < after.length && before[b] === after[a];
    const withoutBefore = b < before.length ? (lengths[(b + 1) * width + a] ?? 0) : -1;
    const withoutAfter = a < after.length ? (lengths[b * width + a + 1] ?? 0) : -1;
    if (isEqual) {
      stretches.push({ kind: "same", items: [before[b] as T] });
      b += 1;
      a += 1;
    } else if (withoutBefore >= withoutAfter) {
      stretches.push({ kind: "removed", items: [before[b] as T] });
      b += 1;
    } else {
      stretches.push({ kind: "added", items: [after[a] as T] });
      a += 1;
    }
  }
  return stretches;
}

/** Cell (b, a): length of the longest common subsequence of what follows b and a. */
function commonLengths<T>(before: readonly T[], after: readonly T[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let b = before.length - 1; b >= 0; b -= 1) {
    for (let a = after.length - 1; a >= 0; a -= 1) {
      lengths[b * width + a] =
        before[b] === after[a]
          ? (lengths[(b + 1) * width + a + 1] ?? 0) + 1
          : Math.max(lengths[(b + 1) * width + a] ?? 0, lengths[b * width + a + 1] ?? 0);
    }
  }
  return lengths;
}

/** Neighbours of one kind as one; in time in proportion to the items, of which each may come alone. */
function joinStretches<T>(stretches: readonly Stretch<T>[]): readonly Stretch<T>[] {
  const joined: { readonly kind: Stretch<T>["kind"]; readonly items: T[] }[] = [];
  for (const { kind, items } of stretches) {
    if (items.length === 0) continue;
    let last = joined.at(-1);
    if (last?.kind !== kind) joined.push((last = { kind, items: [] }));
    for (const item of items) last.items.push(item);
  }
  return joined;
}
