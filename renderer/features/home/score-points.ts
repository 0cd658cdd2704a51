import type { CommitDocument } from "#core/contract/shapes.ts";
import type { Outcome } from "#renderer/store/score-series.ts";

export type ScorePoint = Outcome & {
  /** The first commit that holds the system. */
  readonly commit: string;
  readonly message: string;
  /** Head holds it, whatever was committed since that takes no part in the agent. */
  readonly isHead: boolean;
  /** Measured on the same items as the point before it: the two may be joined. */
  readonly isJoined: boolean;
};

/**
 * The measured systems of head's history, oldest first: a commit that leaves the agent as it was is no new point, one that
 * goes back to an earlier system is, at the same height. History: newest first.
 */
export function listScorePoints(
  history: readonly CommitDocument[],
  outcomes: ReadonlyMap<string, Outcome>,
): readonly ScorePoint[] {
  const oldestFirst = history.toReversed();
  const ofHead = outcomes.get(history[0]?.id ?? "")?.system;
  const begins = oldestFirst.filter(
    ({ id }, at) => outcomes.get(id)?.system !== outcomes.get(oldestFirst[at - 1]?.id ?? "")?.system,
  );
  const last = begins.at(-1);
  let before: string | null = null;
  return begins.flatMap((commit) => {
    const outcome = outcomes.get(commit.id);
    if (outcome === undefined) return [];
    const isJoined = outcome.items === before;
    before = outcome.items;
    const isHead = commit === last && outcome.system === ofHead;
    return [{ ...outcome, commit: commit.id, message: commit.message, isHead, isJoined }];
  });
}

/** How many commits there are since the last one that was measured; 0 where head is. History: newest first. */
export function countUnmeasured(
  history: readonly CommitDocument[],
  outcomes: ReadonlyMap<string, Outcome>,
): number {
  return Math.max(
    0,
    history.findIndex(({ id }) => outcomes.has(id)),
  );
}
