/**
 * How well a query's letters stand in a text, in order; null when they do not. Higher is better: letters that begin words
 * and letters that follow each other count more, letters passed over count against it.
 */
function scoreMatch(query: string, text: string): number | null {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, "");
  const lower = text.toLowerCase();
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = lower.indexOf(letter, at + 1);
    if (next === -1) return null;
    if (next === at + 1) score += 3;
    else score -= Math.min(next - at - 1, 8) / 4;
    if (next === 0 || /[\s/·\-(]/.test(lower[next - 1] ?? "")) score += 4;
    at = next;
  }
  // Of two equal matches the shorter text is the closer one.
  return score - text.length / 100;
}

/** Those that match, best first; all of them, in their own order, for an empty query. */
export function rankMatches<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly T[] {
  if (query.trim() === "") return items;
  return items
    .map((item) => ({ item, score: scoreMatch(query, textOf(item)) }))
    .filter((scored): scored is { item: T; score: number } => scored.score !== null)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
