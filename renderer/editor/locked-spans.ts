/** A place in a text: line and column from 1, the end column after the last sign. */
export type TextSpan = {
  readonly fromLine: number;
  readonly fromColumn: number;
  readonly toLine: number;
  readonly toColumn: number;
};

/** Every place where one of the locked texts stands, in order. Takes time in proportion to the text. */
export function findLockedSpans(text: string, locked: readonly string[]): readonly TextSpan[] {
  const ranges = locked
    .filter((needle) => needle !== "")
    .flatMap((needle) => findAll(text, needle).map((at) => [at, at + needle.length] as const));
  return findSpans(
    text,
    ranges.toSorted(([a], [b]) => a - b),
  );
}

/** Stretches of a text, given by their offsets, as places in its lines. */
export function findSpans(
  text: string,
  ranges: ReadonlyArray<readonly [from: number, to: number]>,
): readonly TextSpan[] {
  if (ranges.length === 0) return [];
  const placeOf = createPlaces(text);
  return ranges.map(([from, to]) => {
    const start = placeOf(from);
    const end = placeOf(to);
    return { fromLine: start.line, fromColumn: start.column, toLine: end.line, toColumn: end.column };
  });
}

function findAll(text: string, needle: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length))
    found.push(at);
  return found;
}

type Place = { readonly line: number; readonly column: number };

/** Line and column of any offset, by one look at the whole text. */
function createPlaces(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
