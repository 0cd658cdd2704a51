/** Places in two sequences that stand for the same, -1 where a side has none; in the order of both. */
export type Match = readonly [left: number, right: number];

/**
 * So many differences are looked for exactly; behind them the search begins anew from the place that it came furthest to. The
 * answer is then a sound alignment that may not be the shortest, and the time is in proportion to what there is to align.
 */
const MOST_DIFFERENCES = 256;

/** What an entry is of, which is what may stand for each other, and all of it that is known when it begins. */
export type Alignable = { readonly kind: string; readonly whole: string };

/**
 * Aligns two sequences by kind with the fewest left over, by Myers' greedy algorithm (E. W. Myers, "An O(ND) Difference Algorithm
 * and Its Variations", Algorithmica 1, 1986). Of entries of one kind in a row, kinds do not tell which one is missing: what begins
 * and ends the same on both sides is taken first.
 */
export function alignSequences(left: readonly Alignable[], right: readonly Alignable[]): readonly Match[] {
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start]?.whole === right[start]?.whole) start += 1;
  let end = 0;
  while (end < most - start && left.at(-1 - end)?.whole === right.at(-1 - end)?.whole) end += 1;
  const matches: Match[] = Array.from({ length: start }, (_, at) => [at, at]);
  const search = {
    left: left.slice(0, left.length - end).map(({ kind }) => kind),
    right: right.slice(0, right.length - end).map(({ kind }) => kind),
  };
  let from: Match = [start, start];
  while (from[0] < search.left.length || from[1] < search.right.length) {
    const { path, to } = searchFrom({ ...search, from });
    for (const match of path) matches.push(match);
    from = to;
  }
  for (let at = -end; at < 0; at += 1) matches.push([left.length + at, right.length + at]);
  return matches;
}

type Search = { readonly left: readonly string[]; readonly right: readonly string[]; readonly from: Match };

/** For each number of differences, how far on the left each diagonal came: diagonal k at `k + differences`, -1 where none did. */
type Reached = Int32Array[];

function searchFrom(search: Search): { readonly path: readonly Match[]; readonly to: Match } {
  const { left, right, from } = search;
  const reached: Reached = [];
  for (let differences = 0; ; differences += 1) {
    const row = new Int32Array(2 * differences + 1).fill(-1);
    reached.push(row);
    let best = { diagonal: 0, x: 0, sum: -1 };
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const { ofLeft, ofRight } = entriesTo(search, reached, diagonal);
      const x = follow(search, Math.max(ofLeft, ofRight), diagonal);
      row[diagonal + differences] = x;
      const sum = 2 * x - diagonal;
      if (x === -1) continue;
      // Of those that came equally far, the one that took as many of either side.
      const isBetter = sum > best.sum || (sum === best.sum && Math.abs(diagonal) < Math.abs(best.diagonal));
      if (isBetter) best = { diagonal, x, sum };
    }
    const to: Match = [from[0] + best.x, from[1] + best.x - best.diagonal];
    if ((to[0] === left.length && to[1] === right.length) || differences === MOST_DIFFERENCES) {
      return { path: traceBack(search, reached, best.diagonal), to };
    }
  }
}

/** Where a diagonal is entered by the last difference in `reached`: taking one of the left alone, or one of the right; -1 where not. */
function entriesTo({ left, right, from }: Search, reached: Reached, diagonal: number) {
  const differences = reached.length - 1;
  if (differences === 0) return { ofLeft: 0, ofRight: -1 };
  const before = reached[differences - 1];
  const at = diagonal + differences - 1;
  const [below, above] = [before?.[at - 1] ?? -1, before?.[at + 1] ?? -1];
  return {
    ofLeft: below === -1 || from[0] + below + 1 > left.length ? -1 : below + 1,
    ofRight: above === -1 || from[1] + above - diagonal > right.length ? -1 : above,
  };
}

/** Goes on as long as both have the same. */
function follow({ left, right, from }: Search, start: number, diagonal: number): number {
  if (start === -1) return -1;
  let x = start;
  while (from[0] + x < left.length && from[1] + x - diagonal < right.length) {
    if (left[from[0] + x] !== right[from[1] + x - diagonal]) break;
    x += 1;
  }
  return x;
}

function traceBack(search: Search, reached: Reached, end: number): readonly Match[] {
  const { from } = search;
  const path: Match[] = [];
  const left = [...reached];
  let diagonal = end;
  for (let differences = reached.length - 1; differences >= 0; differences -= 1) {
    const { ofLeft, ofRight } = entriesTo(search, left, diagonal);
    const start = Math.max(ofLeft, ofRight);
    const x = left.pop()?.[diagonal + differences] ?? start;
    for (let at = x - 1; at >= start; at -= 1) path.push([from[0] + at, from[1] + at - diagonal]);
    if (differences === 0) break;
    // Where both ways are as good, what the left alone has stands first.
    path.push(ofLeft > ofRight ? [from[0] + start - 1, -1] : [-1, from[1] + start - diagonal - 1]);
    diagonal += ofLeft > ofRight ? -1 : 1;
  }
  return path.reverse();
}
