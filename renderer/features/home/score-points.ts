import type { Outcome } from "#renderer/store/score-series.ts";

export type ScorePoint = Outcome & {
  /** The first commit that holds the system. */
  readonly commit: string;
  /** Head holds it, whatever was committed since that takes no part in the agent. */
  readonly isHead: boolean;
  /** Measured on the same items as the point before it: the two may be joined [L6]. */
  readonly isJoined: boolean;
};

/**
 * The measured systems of head's history, oldest first: a commit that leaves the agent as it was is no new point, one that
 * goes back to an earlier system is, at the same height. `history`: ids, oldest first.
 */
export function listScorePoints(
  history: readonly string[],
  outcomes: ReadonlyMap<string, Outcome>,
): readonly ScorePoint[] {
  const stretches = toStretches(history, outcomes);
  let before: string | null = null;
  return stretches.flatMap((stretch, at) => {
    const [first] = stretch;
    const outcome = outcomes.get(first);
    if (outcome === undefined) return [];
    const isJoined = outcome.items === before;
    before = outcome.items;
    const isHere = stretch.some((id) => id === outcome.measuredAt);
    return {
      ...outcome,
      measuredAt: isHere ? null : outcome.measuredAt,
      commit: first,
      isHead: at === stretches.length - 1,
      isJoined,
    };
  });
}

type Stretch = [string, ...string[]];

/** Neighbours that hold the same system, or were not measured. */
function toStretches(
  oldestFirst: readonly string[],
  outcomes: ReadonlyMap<string, Outcome>,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const commit of oldestFirst) {
    const last = stretches.at(-1);
    const isSame = last !== undefined && outcomes.get(last[0])?.system === outcomes.get(commit)?.system;
    if (isSame) last.push(commit);
    else stretches.push([commit]);
  }
  return stretches;
}

/** How many commits there are since the last one that was measured; 0 where head is. `history`: ids, oldest first. */
export function countUnmeasured(history: readonly string[], outcomes: ReadonlyMap<string, Outcome>): number {
  const last = history.findLastIndex((id) => outcomes.has(id));
  return last < 0 ? 0 : history.length - 1 - last;
}

/** Where the figure right of a point stands: off the line to the next one, where there is one. */
export function placeFigure(
  point: Pick<ScorePoint, "accuracy">,
  next: Pick<ScorePoint, "accuracy" | "isJoined"> | undefined,
): "beside" | "above" | "below" {
  if (next?.isJoined !== true) return "beside";
  return next.accuracy > point.accuracy ? "below" : "above";
}
