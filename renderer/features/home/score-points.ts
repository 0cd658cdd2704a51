import type { CommitDocument } from "#core/contract/shapes.ts";
import type { Outcome } from "#renderer/store/score-series.ts";

export type ScorePoint = Outcome & {
  readonly commit: string;
  readonly message: string;
  readonly isHead: boolean;
  /** Measured on the same items as the point before it: the two may be joined. */
  readonly isJoined: boolean;
};

/** The commits of head's history that were measured, oldest first. History: newest first. */
export function listScorePoints(
  history: readonly CommitDocument[],
  outcomes: ReadonlyMap<string, Outcome>,
): readonly ScorePoint[] {
  const [head] = history;
  let before: string | null = null;
  return history.toReversed().flatMap(({ id, message }) => {
    const outcome = outcomes.get(id);
    if (outcome === undefined) return [];
    const isJoined = outcome.items === before;
    before = outcome.items;
    return [{ ...outcome, commit: id, message, isHead: id === head?.id, isJoined }];
  });
}
