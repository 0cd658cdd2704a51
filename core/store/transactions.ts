import type { Db } from "./database.ts";
import { translateErrors } from "./database.ts";

export type Transactions = {
  /** All of the work or none of it. Nested calls join the outer transaction. */
  readonly atomic: <T>(work: () => T) => T;
  /** As `atomic`, and on the disk before it returns: for commits, decisions, audit entries and the journal. */
  readonly durable: <T>(work: () => T) => T;
};

export function createTransactions(db: Db, path: string): Transactions {
  const begin = (work: () => unknown): unknown => db.transaction(work).immediate();
  const atomic = <T>(work: () => T): T =>
    db.inTransaction ? work() : translateErrors(path, () => begin(work) as T);
  return {
    atomic,
    durable: (work) => {
      // `synchronous` cannot change inside a transaction, so a durable step must be the outermost one.
      if (db.inTransaction) return work();
      db.pragma("synchronous = FULL");
      try {
        return atomic(work);
      } finally {
        db.pragma("synchronous = NORMAL");
      }
    },
  };
}
