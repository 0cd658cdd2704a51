import { splitLines, type LineChange, type LineSpan } from "#renderer/editor/line-changes.ts";

/** More lines than this at one place are new text as a whole rather than rules of their own: they are taken by paragraph. */
const MOST_LINES = 60;
/** So much of their words two lines share that one takes the place of the other. */
const SAME_LINE = 0.4;

/**
 * A changed stretch line by line, as the smallest things that can be taken or left: a line that came, one that went, or
 * one that took another's place. Empty lines go with the line before them. In order, and together the whole change.
 */
export function splitIntoUnits(before: string, after: string, change: LineChange): readonly LineChange[] {
  const old = splitLines(before).slice(change.before.from - 1, change.before.to - 1);
  const fresh = splitLines(after).slice(change.after.from - 1, change.after.to - 1);
  const units = old.length + fresh.length > MOST_LINES ? byParagraph(old, fresh) : byLine(old, fresh);
  return joinBlanks(units, old, fresh)
    .filter((unit) => !isSame(unit, old, fresh))
    .map((unit) => ({
      before: shift(unit.before, change.before.from),
      after: shift(unit.after, change.after.from),
    }));
}

/** A line in the middle of a stretch may be the one it was: there is nothing to take or leave. */
function isSame({ before, after }: Unit, old: readonly string[], fresh: readonly string[]): boolean {
  const [was, is] = [old.slice(before.from, before.to), fresh.slice(after.from, after.to)];
  return was.length === is.length && was.every((line, at) => line === is[at]);
}

/** Offsets into the stretch, counted from 0. */
type Unit = LineChange;

function shift({ from, to }: LineSpan, by: number): LineSpan {
  return { from: from + by, to: to + by };
}

function byLine(old: readonly string[], fresh: readonly string[]): readonly Unit[] {
  const units: Unit[] = [];
  let [i, j] = [0, 0];
  const pairs = old.length === 1 && fresh.length === 1 ? [[0, 0] as const] : pairLines(old, fresh);
  for (const [a, b] of [...pairs, [old.length, fresh.length] as const]) {
    for (; i < a; i += 1) units.push({ before: { from: i, to: i + 1 }, after: { from: j, to: j } });
    for (; j < b; j += 1) units.push({ before: { from: i, to: i }, after: { from: j, to: j + 1 } });
    if (a === old.length && b === fresh.length) break;
    units.push({ before: { from: a, to: a + 1 }, after: { from: b, to: b + 1 } });
    [i, j] = [a + 1, b + 1];
  }
  return units;
}

/** Lines that take each other's place, in order: the alignment that shares the most words. */
function pairLines(
  old: readonly string[],
  fresh: readonly string[],
): ReadonlyArray<readonly [number, number]> {
  const best = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const alike = old.map((line) => fresh.map((other) => shareOf(line, other)));
  const gain = (i: number, j: number): number => {
    const share = alike[i]?.[j] ?? 0;
    return share >= SAME_LINE ? share + at(i + 1, j + 1) : -1;
  };
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const row = best[i];
      if (row !== undefined) row[j] = Math.max(gain(i, j), at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (gain(i, j) === at(i, j)) {
      pairs.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (at(i + 1, j) === at(i, j)) i += 1;
    else j += 1;
  }
  return pairs;
}

function shareOf(a: string, b: string): number {
  const [first, second] = [wordsIn(a), wordsIn(b)];
  if (first.size + second.size === 0) return 0;
  const shared = [...first].filter((word) => second.has(word)).length;
  return (2 * shared) / (first.size + second.size);
}

function wordsIn(line: string): ReadonlySet<string> {
  return new Set(line.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}

/** What took whose place is not asked of that much text: it stands or falls with its paragraph. */
function byParagraph(old: readonly string[], fresh: readonly string[]): readonly Unit[] {
  if (old.length > 0) {
    return [{ before: { from: 0, to: old.length }, after: { from: 0, to: fresh.length } }];
  }
  const starts = fresh.flatMap((line, at) =>
    at === 0 || (isBlank(fresh[at - 1]) && !isBlank(line)) ? [at] : [],
  );
  return starts.map((from, at) => ({
    before: { from: 0, to: 0 },
    after: { from, to: starts[at + 1] ?? fresh.length },
  }));
}

/** An empty line is nothing to choose by itself. */
function joinBlanks(
  units: readonly Unit[],
  old: readonly string[],
  fresh: readonly string[],
): readonly Unit[] {
  const isEmpty = ({ before, after }: Unit): boolean =>
    old.slice(before.from, before.to).every(isBlank) && fresh.slice(after.from, after.to).every(isBlank);
  return units.reduce<Unit[]>((joined, unit) => {
    const last = joined.at(-1);
    if (last === undefined || (!isEmpty(unit) && !isEmpty(last))) return [...joined, unit];
    return [...joined.slice(0, -1), join(last, unit)];
  }, []);
}

function join(a: Unit, b: Unit): Unit {
  return {
    before: { from: a.before.from, to: b.before.to },
    after: { from: a.after.from, to: b.after.to },
  };
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}
