import { AppError } from "#core/base/app-error.ts";
import { assert } from "#core/base/assert.ts";
import type { Db } from "./db.ts";
import { identify } from "./own-file.ts";
import { translateErrors } from "./store-errors.ts";

export type Transactions = {
  /** All of the work or none of it, also where it is part of an outer transaction that goes on after it failed. */
  readonly atomic: <T>(work: () => T) => T;
  /** Reads that all see the same moment, whatever others write meanwhile. */
  readonly reading: <T>(work: () => T) => T;
  /** As `atomic`, and on the disk before it returns: for commits, decisions, audit entries and the journal. */
  readonly durable: <T>(work: () => T) => T;
};

export type TransactionParts = {
  readonly path: string;
  /** Throws where this process may no longer write. */
  readonly checkHeld: () => void;
  /** Told of every transaction: what is kept in memory must be what is on the disk. */
  readonly watch: {
    /** The outermost one began: what waited for it is written now. */
    readonly begun: () => void;
    /** The outermost one is done. */
    readonly done: () => void;
    /** It, or a step inside it, left nothing behind. */
    readonly undone: () => void;
  };
};

export function createTransactions(db: Db, { path, checkHeld, watch }: TransactionParts): Transactions {
  let isDurable = false;
  const file = identify(path);
  const checkWritable = (): void => {
    if (db.inTransaction) return;
    checkHeld();
    if (identify(path) !== file) throw gone(path);
  };
  // Inside a transaction better-sqlite3 makes it a savepoint.
  const atomic = <T>(work: () => T): T =>
    translateErrors(path, () => {
      checkWritable();
      const isOutermost = !db.inTransaction;
      try {
        const result = db
          .transaction(() => {
            if (isOutermost) watch.begun();
            return work();
          })
          .immediate();
        if (isOutermost) watch.done();
        return result;
      } catch (error) {
        watch.undone();
        throw error;
      }
    });
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

/** What is written to a file without a name is lost with this process. */
function gone(path: string): AppError {
  return new AppError(
    "workspace-missing",
    `${path} was moved, deleted or replaced while it was open; nothing more is written.`,
    { hint: "Put the file back, then open the workspace again." },
  );
}
