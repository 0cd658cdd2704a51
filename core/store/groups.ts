import type { Db } from "./db.ts";
import type { Safety } from "./durability.ts";

/** Does the work once that long has passed; what it returns takes that back. */
export type Later = (work: () => void, delayMs: number) => () => void;

/** Told of every transaction: what is kept in memory must be what is on the disk. */
export type TransactionWatch = {
  /** It began, or goes on where works share one: what waited for it is written now, each time that this is told. */
  readonly begun: () => void;
  /** It is done. */
  readonly done: () => void;
  /** It, or a step inside it, left nothing behind. */
  readonly undone: () => void;
};

/**
 * Works that share one transaction, so that the file is written once for all of them. Each is whole or not there at all,
 * and is read on this connection at once; another connection sees it when the group is written.
 *
 * Invariant: whatever is written outside of the group is written after it. So nothing on the disk rests on a work that
 * is not there: a death of the process costs the works of one group and nothing that was made of them [M11].
 */
export type Groups = {
  /** Does the work now. It is kept, and may be done again, until the group that it is in is on the file. */
  readonly add: <T>(work: () => T) => T;
  /** Writes what waits. Throws what keeps it from being written; it waits on then, and is tried again the next time. */
  readonly write: () => void;
  /** The same for those who only want to read: a failure is told to whoever writes next, and tried again by itself. */
  readonly tryWrite: () => void;
  /** Whether the transaction that is open is the group's, and no work of it is being done. */
  readonly isOpen: () => boolean;
};

export type GroupParts = {
  /** Throws where this process may no longer write. */
  readonly checkWritable: () => void;
  readonly later: Later;
  readonly setSafety: (safety: Safety) => void;
  readonly watch: TransactionWatch;
};

/** What a death may cost, and how far a reader elsewhere may be behind [M11]. */
const MOST_WORKS = 50;
const LONGEST_WAIT_MS = 50;

export function createGroups(db: Db, parts: GroupParts): Groups {
  const { watch } = parts;
  const { isWorking, doOne, open, commit } = createSharedTransaction(db, parts);
  let waiting: (() => unknown)[] = [];

  /** Those that were taken back with a group that could not be written are read on here, where they can be. */
  const openAgain = (): void => {
    if (waiting.length === 0) return;
    try {
      open(waiting);
    } catch {
      // There is a next try.
    }
  };
  const add = <T>(work: () => T): T => {
    open(waiting);
    try {
      return doOne(work);
    } catch (error) {
      if (waiting.length === 0) takeBack(db);
      watch.undone();
      // A full disk has SQLite take back all of it by itself.
      openAgain();
      throw error;
    }
  };
  const commitOrOpenAgain = (): void => {
    try {
      commit();
    } catch (error) {
      openAgain();
      throw error;
    }
  };
  const write = (): void => {
    if (isWorking() || waiting.length === 0) return;
    try {
      open(waiting);
      commitOrOpenAgain();
    } catch (error) {
      nextTry.set();
      throw error;
    }
    watch.done();
    nextTry.drop();
    waiting = [];
  };
  const tryWrite = (): void => {
    try {
      write();
    } catch {
      // It still waits, and nothing that could rest on it is written before it.
    }
  };
  const nextTry = createNextTry(parts.later, () => {
    // What is left when the file is closed was told to whoever closed it.
    if (db.open) tryWrite();
  });
  return {
    add: (work) => {
      const result = add(work);
      waiting.push(work);
      nextTry.set();
      if (waiting.length >= MOST_WORKS) write();
      return result;
    },
    write,
    tryWrite,
    isOpen: () => db.inTransaction && !isWorking() && waiting.length > 0,
  };
}

/** The transaction that works share, each in a savepoint of its own. */
function createSharedTransaction(db: Db, { checkWritable, setSafety, watch }: Omit<GroupParts, "later">) {
  let isWorking = false;
  /** One that fails leaves nothing behind, and the others as they are. */
  const doOne = <T>(work: () => T): T => {
    isWorking = true;
    try {
      // Also what began to wait since the last one: a work may rest on it.
      return db.transaction(() => {
        watch.begun();
        return work();
      })();
    } finally {
      isWorking = false;
    }
  };
  /** Leaves nothing behind where that fails. */
  const orTakeBack = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      takeBack(db);
      watch.undone();
      throw error;
    }
  };
  return {
    isWorking: () => isWorking,
    doOne,
    /** Begins it, with those of a group that could not be written; it may be open already. */
    open: (works: ReadonlyArray<() => unknown>): void => {
      if (db.inTransaction) return;
      checkWritable();
      setSafety("NORMAL");
      db.exec("BEGIN IMMEDIATE");
      orTakeBack(() => works.forEach(doOne));
    },
    commit: (): void =>
      orTakeBack(() => {
        checkWritable();
        watch.begun();
        db.exec("COMMIT");
      }),
  };
}

/** Whatever waits has a next try: one at a time is set, and none where all is written. */
function createNextTry(later: Later, tryAgain: () => void) {
  let cancel: (() => void) | null = null;
  return {
    set: (): void => {
      cancel ??= later(() => {
        cancel = null;
        tryAgain();
      }, LONGEST_WAIT_MS);
    },
    drop: (): void => {
      cancel?.();
      cancel = null;
    },
  };
}

/** While rows are being read one by one nothing can be taken back: then it stays open, and the next try goes on from there. */
function takeBack(db: Db): void {
  try {
    if (db.inTransaction) db.exec("ROLLBACK");
  } catch {
    // As above.
  }
}
