type Bracket = { readonly low: number; readonly high: number };

/**
 * Narrows [low, high] around the one point where `holds` turns from true (below) to false (above).
 * The ends are not tried: `holds` is taken as true at `low` and false at `high`. Stops when the bracket is at
 * most `tolerance` wide or no double lies between its ends.
 */
export function bisect(holds: (at: number) => boolean, start: Bracket, tolerance: number): Bracket {
  let { low, high } = start;
  while (high - low > tolerance) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return { low, high };
}

export function middleOf(bracket: Bracket): number {
  return bracket.low + (bracket.high - bracket.low) / 2;
}
