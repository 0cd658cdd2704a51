/**
 * The one of some words that somebody is likely to have meant by another: at most a third of it typed wrongly; null
 * where none is that near. Time goes by the product of the lengths, so what is far too long is not looked at.
 */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  if (typed.length > LONGEST) return null;
  const asked = typed.toLowerCase();
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const word of words) {
    const distance = editDistance(asked, word.toLowerCase());
    if (distance < fewest) [best, fewest] = [word, distance];
  }
  return best;
}

const LONGEST = 64;

/** How many characters have to be put in, taken out, replaced or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let twoAbove: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const same = a[row - 1] === b[at - 1] ? 0 : 1;
      const isSwapped = row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1];
      const ways = [(above[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + same];
      line.push(Math.min(...ways, isSwapped ? (twoAbove[at - 2] ?? 0) + 1 : Infinity));
    }
    [twoAbove, above] = [above, line];
  }
  return above[b.length] ?? 0;
}
