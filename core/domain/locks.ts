/**
 * The first locked text that `after` does not hold as often and, among the locked ones, in the same order as `before`;
 * null when all of them stand untouched. What stands around and between them is free [R4].
 */
export function findTouchedLock(locked: readonly string[], before: string, after: string): string | null {
  const recounted = locked.find((text) => placesOf(text, before).length !== placesOf(text, after).length);
  if (recounted !== undefined) return recounted;
  const order = orderOf(locked, after);
  return orderOf(locked, before).find((text, at) => text !== order[at]) ?? null;
}

function orderOf(locked: readonly string[], text: string): readonly string[] {
  return [...new Set(locked)]
    .flatMap((each) => placesOf(each, text).map((at) => ({ at, each })))
    .toSorted((a, b) => (a.at === b.at ? a.each.length - b.each.length : a.at - b.at))
    .map(({ each }) => each);
}

/** Where the needle begins, overlapping ones included: a locked text must not hide in half of another. */
function placesOf(needle: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) places.push(at);
  return places;
}
