import { addSpend, type Spend } from "#core/domain/spend.ts";
import type { Tape } from "#core/models/call-model.ts";
import type { Store } from "#core/store/store.ts";

export type TapeOptions = {
  /** Whether calls leave this process: only those may cost something, or be answered otherwise when asked again. */
  readonly isRemote: boolean;
  /** What was spent before these tapes are opened. */
  readonly spent: Spend;
  /** Keeps the sum of what is on record; called inside the transaction that puts it there. */
  readonly keepSpent: (sum: Spend) => void;
};

/** Where calls are noted: those of runs, and those that are asked outside of any. */
export type Tapes = { readonly tape: Tape; readonly runTape: Tape };

/**
 * Paid calls are on the disk before they are made and again before their answers are used. A run that is answered in this
 * process is not taped at all: its trace holds its answers once it is on record, and until then they come out the same
 * when they are asked for again.
 *
 * Invariant: the sum that is kept is of what is on record, or was called off, and of nothing else, so that after a death
 * no call is in it twice and none that is on record is missing.
 */
export function openTapes(store: Store, options: TapeOptions): Tapes {
  const { isRemote, keepSpent } = options;
  const { modelCalls } = store;
  const write = isRemote ? store.durable : store.grouped;
  const going = new Map<string, Spend>();
  let sum = options.spent;

  const count = (cost: Spend): void => {
    sum = addSpend(sum, cost);
  };
  const keep = (work: () => void): void =>
    write(() => {
      work();
      keepSpent(sum);
    });
  const tape: Tape = {
    find: modelCalls.find,
    put: (path, call, cost) => {
      count(cost);
      keep(() => modelCalls.put(path, call()));
    },
    drop: (path, cost) => {
      count(cost);
      keep(() => modelCalls.drop(path));
    },
    endRun: () => undefined,
  };
  const note = (path: string, cost: Spend): void => {
    const run = runOf(path);
    const before = going.get(run);
    going.set(run, before === undefined ? cost : addSpend(before, cost));
  };
  const untaped: Tape = {
    // What an earlier version of this program taped is still the answer.
    find: modelCalls.find,
    put: (path, _call, cost) => note(path, cost),
    drop: note,
    endRun: (run) => {
      const cost = going.get(run);
      going.delete(run);
      if (cost !== undefined) count(cost);
      keepSpent(sum);
    },
  };
  return { tape, runTape: isRemote ? tape : untaped };
}

/** A run's calls are at its id and the number of the step. */
function runOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
