/**
 * Holm's step-down adjustment (Holm 1979), in the order given: adjusted p_(i) = max_{j≤i} min(1, (k−j+1) p_(j)).
 * For fixed-n tables only (tournament, compare view); over a session e-LOND holds.
 */
export function holmAdjust(pValues: readonly number[]): readonly number[] {
  const count = pValues.length;
  const ascending = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => 0);
  let soFar = 0;
  for (const [rank, { p, index }] of ascending.entries()) {
    soFar = Math.max(soFar, Math.min(1, (count - rank) * p));
    adjusted[index] = soFar;
  }
  return adjusted;
}
