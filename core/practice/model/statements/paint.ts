/** Nothing, denied, or named only as a condition or as what is to be replaced. */
export type Mark = "" | "~" | "^";

/** Words `from` to before `to` are to carry the mark; a later one takes the place of an earlier. */
export type Spreading = { readonly from: number; readonly to: number; readonly mark: Mark };

/** The mark of each of so many words. Painted from the last to the first, each word once. */
export function paint(spreads: readonly Spreading[], length: number): readonly Mark[] {
  const marks: Mark[] = Array.from({ length }, () => "");
  /** From each word the next one that is not painted yet, or one on the way to it. */
  const ahead = Uint32Array.from({ length: length + 1 }, (_, at) => at);
  const unpainted = (from: number): number => {
    let end = from;
    while (ahead[end] !== end) end = ahead[end] ?? length;
    for (let at = from; at !== end;) [at, ahead[at]] = [ahead[at] ?? length, end];
    return end;
  };
  for (const { from, to, mark } of spreads.toReversed()) {
    const end = Math.min(to, length);
    for (let at = unpainted(Math.min(Math.max(0, from), length)); at < end; at = unpainted(at + 1)) {
      marks[at] = mark;
      ahead[at] = at + 1;
    }
  }
  return marks;
}
