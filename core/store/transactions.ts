import { AppError } from "#core/base/app-error.ts";
import { assert } from "#core/base/assert.ts";
import type { Db } from "./db.ts";
import { createDurability } from "./durability.ts";
import { createGroups, type Later, type TransactionWatch } from "./groups.ts";
import { identify } from "./own-file.ts";
import { translateErrors } from "./store-errors.ts";

export type Transactions = {
  /** All of the work or none of it, also where it is part of an outer transaction that goes on after it failed. */
  readonly atomic: <T>(work: () => T) => T;
  /** Reads that all see the same moment, whatever others write meanwhile. */
  readonly reading: <T>(work: () => T) => T;
  /** As `atomic`, and on the disk before it returns: for commits, decisions, audit entries and the journal [S4]. */
  readonly durable: <T>(work: () => T) => T;
  /**
   * As `atomic`, for what is written often and by itself matters little, such as runs: several share one transaction,
   * and are written before anything else is. The work may be done again, and must come to the same then.
   */
  readonly grouped: <T>(work: () => T) => T;
  /** Writes what is grouped, for whoever answers with it. Throws what `atomic` throws. */
  readonly writeGroup: () => void;
  /** Whether no work is being done: no transaction is open, or that of a group which waits for its next one. */
  readonly isBetweenSteps: () => boolean;
};

export type TransactionParts = {
  readonly path: string;
  /** Throws where this process may no longer write. */
  readonly checkHeld: () => void;
  readonly watch: TransactionWatch;
  /** Left out where nobody waits for what is grouped: then each is written at once. */
  readonly later?: Later | undefined;
};

export function createTransactions(db: Db, parts: TransactionParts): Transactions {
  const { path, checkHeld, watch, later } = parts;
  let isDurable = false;
  const setSafety = createDurability(db);
  // Made once: inside a transaction better-sqlite3 makes it a savepoint.
  const transaction = db.transaction((work: () => unknown) => work());
  const transact = <T>(work: () => T): T => transaction.immediate(work) as T; // What the work returns comes back as it is.
  const file = identify(path);
  const checkWritable = (): void => {
    checkHeld();
    if (identify(path) !== file) throw gone(path);
  };
  const groups = later === undefined ? null : createGroups(db, { checkWritable, later, setSafety, watch });
  const writeGroup = (): void => {
    if (groups !== null) translateErrors(path, groups.write);
  };
  const atomic = <T>(work: () => T): T =>
    translateErrors(path, () => {
      groups?.write();
      const isOutermost = !db.inTransaction;
      if (isOutermost) {
        checkWritable();
        setSafety(isDurable ? "FULL" : "NORMAL");
      }
      try {
        const result = transact(() => {
          if (isOutermost) watch.begun();
          return work();
        });
        if (isOutermost) watch.done();
        return result;
      } catch (error) {
        watch.undone();
        throw error;
      }
    });
  return {
    atomic,
    grouped: (work) => {
      if (groups === null || (db.inTransaction && !groups.isOpen())) return atomic(work);
      return translateErrors(path, () => groups.add(work));
    },
    writeGroup,
    isBetweenSteps: () => !db.inTransaction || groups?.isOpen() === true,
    reading: (work) =>
      translateErrors(path, () => {
        groups?.tryWrite();
        if (db.inTransaction) return work();
        db.exec("BEGIN");
        try {
          return work();
        } finally {
          // There is nothing to commit, and of a damaged file even that would fail.
          if (db.inTransaction) db.exec("ROLLBACK");
        }
      }),
    durable: (work) => {
      writeGroup();
      if (db.inTransaction) {
        // `synchronous` cannot change inside a transaction, so the outermost step decides.
        assert(isDurable, "a durable step inside a transaction that is not");
        return atomic(work);
      }
      isDurable = true;
      try {
        return atomic(work);
      } finally {
        isDurable = false;
      }
    },
  };
}

/** What is written to a file without a name is lost with this process [S11]. */
function gone(path: string): AppError {
  return new AppError(
    "workspace-missing",
    `${path} was moved, deleted or replaced while it was open; nothing more is written.`,
    { hint: "Put the file back, then open the workspace again." },
  );
}
