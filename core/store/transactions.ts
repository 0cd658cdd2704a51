import { assert } from "#core/base/assert.ts";
import type { Db } from "./db.ts";
import { translateErrors } from "./store-errors.ts";

export type Transactions = {
  /** All of the work or none of it, also where it is part of an outer transaction that goes on after it failed. */
  readonly atomic: <T>(work: () => T) => T;
  /** Reads that all see the same moment, whatever others write meanwhile. */
  readonly reading: <T>(work: () => T) => T;
  /** As `atomic`, and on the disk before it returns: for commits, decisions, audit entries and the journal. */
  readonly durable: <T>(work: () => T) => T;
};

export function createTransactions(db: Db, path: string): Transactions {
  let isDurable = false;
  // Inside a transaction better-sqlite3 makes it a savepoint.
  const atomic = <T>(work: () => T): T =>
    translateErrors(path, () => db.transaction(work as () => unknown).immediate() as T);
  return {
    atomic,
    reading: (work) =>
      translateErrors(path, () => {
        db.exec("BEGIN");
        try {
          return work();
        } finally {
          // There is nothing to commit, and of a damaged file even that would fail.
          if (db.inTransaction) db.exec("ROLLBACK");
        }
      }),
    durable: (work) => {
      if (db.inTransaction) {
        // `synchronous` cannot change inside a transaction, so the outermost step decides.
        assert(isDurable, "a durable step inside a transaction that is not");
        return atomic(work);
      }
      db.pragma("synchronous = FULL");
      isDurable = true;
      try {
        return atomic(work);
      } finally {
        isDurable = false;
        db.pragma("synchronous = NORMAL");
      }
    },
  };
}
