type Row = { readonly trace: string };

/** How many rows of a newer list stand before what is shown; all of them when nothing shown is in it any more. */
export function countNewer(shown: readonly Row[], newest: readonly Row[]): number {
  const [first] = shown;
  if (first === undefined) return 0;
  const at = newest.findIndex(({ trace }) => trace === first.trace);
  return at === -1 ? newest.length : at;
}
