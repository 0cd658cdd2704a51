import type { CommitDocument } from "#core/contract/shapes.ts";
import type { Outcome } from "#renderer/store/shared-queries.ts";

export type ScorePoint = {
  readonly commit: string;
  readonly message: string;
  readonly at: string;
  readonly accuracy: number;
  readonly interval: readonly [number, number];
  readonly n: number;
  readonly isHead: boolean;
  /** Measured at an earlier commit with the same content, which this one restored. */
  readonly isRestored: boolean;
};

/**
 * The commits of head's history that were measured, oldest first. A commit that restored an earlier state is the same
 * system, so it stands at the same height.
 */
export function listScorePoints(
  history: readonly CommitDocument[],
  measured: ReadonlyMap<string, Outcome>,
): readonly ScorePoint[] {
  const byState = new Map<string, Outcome>();
  for (const { id, state } of history) {
    const estimate = measured.get(id);
    if (estimate !== undefined && !byState.has(state)) byState.set(state, estimate);
  }
  const [head] = history;
  return history.toReversed().flatMap(({ id, state, message, at }) => {
    const own = measured.get(id);
    const estimate = own ?? byState.get(state);
    if (estimate === undefined) return [];
    const { accuracy, interval, n } = estimate;
    const isRestored = own === undefined;
    return [{ commit: id, message, at, accuracy, interval, n, isHead: id === head?.id, isRestored }];
  });
}

/** Round bounds of an axis around all intervals, as shares: at least twenty points, in steps of ten. */
export function boundsOf(points: readonly ScorePoint[]): readonly [low: number, high: number] {
  // In tenths: sums of binary fractions would miss their marks.
  const low = Math.floor(Math.min(...points.map(({ interval }) => interval[0])) * 10);
  const high = Math.ceil(Math.max(...points.map(({ interval }) => interval[1])) * 10);
  if (high - low >= 2) return [low / 10, high / 10];
  return high < 10 ? [low / 10, (high + 1) / 10] : [(low - 1) / 10, high / 10];
}
