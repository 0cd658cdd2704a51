import type { Run } from "#core/domain/run.ts";
import type { SessionSpend } from "#core/domain/session.ts";
import { addSpend, NO_SPEND, type Spend } from "#core/domain/spend.ts";

/**
 * What a session counts as spent, and what was called for it. Runs begin early, and which of them do hangs on the clock;
 * which are taken, and in which order, does not. So a run counts when it is taken for the first time, while all that is
 * called is paid for at once [R24].
 *
 * Invariant: what is counted, and which runs are ahead, are kept together. After a death a run that was taken is not ahead
 * and counts no more, and one that was not is, and counts when its turn comes.
 */
export type Account = {
  /** Counts and is paid: what was asked outside of runs, and what a death leaves unknown. */
  readonly count: (cost: Spend) => void;
  /** Is paid, and counts with its run. */
  readonly pay: (cost: Spend) => void;
  /** A run that was paid for is on record, and was not taken yet. */
  readonly keepRun: (run: string) => void;
  /** What it adds to what is counted: nothing where it was taken before, or somebody else paid for it. */
  readonly take: (run: Pick<Run, "id" | "spend">) => Spend;
  readonly state: () => SessionSpend;
};

/** Runs that nobody took are of systems that were given up: those from long ago will not be asked for again. */
const MOST_AHEAD = 2000;

/** An account that goes on from `before`, which is what `state` of an earlier one gave; else from nothing. */
export function createAccount(
  before: SessionSpend = { spend: NO_SPEND, paid: NO_SPEND, ahead: [] },
): Account {
  let { spend, paid } = before;
  const ahead = new Set(before.ahead);
  const kept = new Set<string>();
  return {
    count: (cost) => {
      spend = addSpend(spend, cost);
      paid = addSpend(paid, cost);
    },
    pay: (cost) => {
      paid = addSpend(paid, cost);
    },
    keepRun: (run) => {
      // What writes it may be done again, when it has been taken long since.
      if (kept.has(run)) return;
      kept.add(run);
      ahead.add(run);
      const [oldest] = ahead;
      if (ahead.size > MOST_AHEAD && oldest !== undefined) ahead.delete(oldest);
    },
    take: (run) => {
      if (!ahead.delete(run.id)) return NO_SPEND;
      spend = addSpend(spend, run.spend);
      return run.spend;
    },
    state: () => ({ spend, paid, ahead: [...ahead] }),
  };
}
