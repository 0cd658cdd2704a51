import { addSpend, type Spend } from "#core/domain/spend.ts";
import type { Account } from "#core/models/account.ts";
import type { Tape } from "#core/models/model-line.ts";
import type { Store } from "#core/store/store.ts";

export type TapeOptions = {
  /** Whether calls leave this process: only those may cost something, or be answered otherwise when asked again. */
  readonly isRemote: boolean;
  /** Of whoever all this is for. */
  readonly account: Account;
  /** Keeps the account, which is of what is on record; called inside the transaction that puts it there. */
  readonly keepSpent: () => void;
};

/** Where calls are noted: those of runs, and those that are asked outside of any. */
export type Tapes = { readonly tape: Tape; readonly runTape: Tape };

/**
 * Paid calls are on the disk before they are made and again before their answers are used. A run that is answered in this
 * process is not taped at all: its trace holds its answers once it is on record, and until then they come out the same
 * when they are asked for again.
 *
 * Invariant: the sum that is kept is of what is on record, or was called off, and of nothing else, so that after a death
 * no call is in it twice and none that is on record is missing [M13].
 */
export function openTapes(store: Store, { isRemote, account, keepSpent }: TapeOptions): Tapes {
  const { modelCalls } = store;
  const write = isRemote ? store.durable : store.grouped;
  const going = new Map<string, Spend>();

  const keep = (work: () => void): void =>
    write(() => {
      work();
      keepSpent();
    });
  const tapeFor = (settle: (cost: Spend) => void, endRun: Tape["endRun"]): Tape => ({
    find: modelCalls.find,
    put: (path, call, cost) => {
      settle(cost);
      keep(() => modelCalls.put(path, call()));
    },
    drop: (path, cost) => {
      // What a death left unknown belongs to no run that could be taken.
      if (cost.reservedCalls === undefined) settle(cost);
      else account.count(cost);
      keep(() => modelCalls.drop(path));
    },
    charge: (_run, cost) => {
      settle(cost);
      keep(() => undefined);
    },
    endRun,
  });
  const endTaped: Tape["endRun"] = (_run, kept) => {
    if (kept !== null) account.keepRun(kept);
    keepSpent();
  };
  const charge = (run: string, cost: Spend): void => {
    const before = going.get(run);
    going.set(run, before === undefined ? cost : addSpend(before, cost));
  };
  const note = (path: string, cost: Spend): void => charge(runOf(path), cost);
  const untaped: Tape = {
    // What an earlier version of this program taped is still the answer.
    find: modelCalls.find,
    put: (path, _call, cost) => note(path, cost),
    drop: note,
    charge,
    endRun: (run, kept) => {
      const cost = going.get(run);
      going.delete(run);
      if (kept !== null) account.keepRun(kept);
      if (cost !== undefined) account.pay(cost);
      keepSpent();
    },
  };
  return {
    tape: tapeFor(account.count, () => undefined),
    runTape: isRemote ? tapeFor(account.pay, endTaped) : untaped,
  };
}

/** A run's calls are at its id and the number of the step. */
function runOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
