/** A place in a text: line and column from 1, the end column after the last sign. */
export type TextSpan = {
  readonly fromLine: number;
  readonly fromColumn: number;
  readonly toLine: number;
  readonly toColumn: number;
};

/** Every place where one of the locked texts stands, in order. */
export function findLockedSpans(text: string, locked: readonly string[]): readonly TextSpan[] {
  return locked
    .filter((needle) => needle !== "")
    .flatMap((needle) => findAll(text, needle).map((at) => [at, at + needle.length] as const))
    .toSorted(([a], [b]) => a - b)
    .map(([from, to]) => {
      const start = placeOf(text, from);
      const end = placeOf(text, to);
      return { fromLine: start.line, fromColumn: start.column, toLine: end.line, toColumn: end.column };
    });
}

function findAll(text: string, needle: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length))
    found.push(at);
  return found;
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
