/** Differences of binary items: fixed, then broken, then unchanged up to `items`. */
export function binaryDifferences(fixed: number, broken: number, items = fixed + broken): readonly number[] {
  return Array.from({ length: items }, (_, index) => {
    if (index < fixed) return 1;
    return index < fixed + broken ? -1 : 0;
  });
}

export const GRADED_EXAMPLE = [0.5, 0, -0.25, 1, 0.125, 0, 0.75, -0.5, 0.25, 1] as const;

/** Small enough to enumerate all resamples and all flips. */
export const SIX_DIFFERENCES = [0.5, -0.25, 0.125, 0.75, 0, 0.25] as const;
