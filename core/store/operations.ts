import type { Db } from "./db.ts";

/** What a person can step back through: one labelled, undoable change of a branch. */
export type Operation = {
  readonly seq: number;
  readonly at: number;
  readonly kind: OperationKind;
  /** For people: what was done, in a few words. */
  readonly label: string;
  readonly branch: string;
  /**
   * The branch's commit before; null only for the first one of a workspace, which cannot be undone. The same as after where a
   * tag was moved: nothing of the branch changed.
   */
  readonly before: string | null;
  readonly after: string;
  /** The operation that this one undid. */
  readonly undoes: number | null;
};

export type OperationKind =
  "init" | "edit" | "approve" | "rollback" | "undo" | "import" | "lifecycle" | "bring-in" | "tag";

type OperationRow = {
  readonly seq: number;
  readonly at: number;
  readonly kind: OperationKind;
  readonly label: string;
  readonly branch: string;
  readonly before_commit: string | null;
  readonly after_commit: string;
  readonly undoes: number | null;
};

/** The only code that knows the `operation` table. Append-only. */
export function createOperations(db: Db) {
  const insert = db.prepare(
    `INSERT INTO operation (at, kind, label, branch, before_commit, after_commit, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const newest = db.prepare("SELECT * FROM operation ORDER BY seq DESC LIMIT ?");
  const newestOn = db.prepare("SELECT * FROM operation WHERE branch = ? ORDER BY seq DESC LIMIT ?");
  const all = db.prepare("SELECT * FROM operation ORDER BY seq");
  const byKind = db.prepare("SELECT after_commit FROM operation WHERE kind = ? ORDER BY seq").pluck();
  // Undoing walks back: what was undone, and the undoing itself, are both passed over [V8].
  const undoable = db.prepare(
    `SELECT * FROM operation AS done
     WHERE kind <> 'undo' AND before_commit IS NOT NULL AND branch = ?
       AND NOT EXISTS (SELECT 1 FROM operation AS later WHERE later.seq > done.seq AND later.undoes = done.seq)
     ORDER BY seq DESC LIMIT 1`,
  );
  // What undid something comes after it: neither looks at more than what was done since.
  const undoing = db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM operation AS later WHERE later.seq > made.seq AND later.undoes = made.seq)
     FROM operation AS made WHERE after_commit = ? AND before_commit IS NOT after_commit ORDER BY seq DESC LIMIT 1`,
    )
    .pluck();

  return {
    append: (operation: Omit<Operation, "seq">): Operation => {
      const { at, kind, label, branch, before, after, undoes } = operation;
      const seq = Number(insert.run(at, kind, label, branch, before, after, undoes).lastInsertRowid);
      return { seq, ...operation };
    },
    /** Of all branches, or of one. */
    newest: (limit: number, branch?: string): readonly Operation[] => {
      const rows = branch === undefined ? newest.all(limit) : newestOn.all(branch, limit);
      return (rows as OperationRow[]).map(toOperation);
    },
    /** Whether what made the commit was undone. */
    isUndone: (commit: string): boolean => undoing.get(commit) === 1,
    /** Every one, in order, one at a time. */
    all: (): Iterable<Operation> => mapRows(all.iterate() as Iterable<OperationRow>),
    /** The commits that operations of a kind made, in order. */
    commitsOf: (kind: OperationKind): readonly string[] => byKind.all(kind) as string[],
    /** The operation that an undo would step back over, or null. */
    undoable: (branch: string): Operation | null => {
      const row = undoable.get(branch) as OperationRow | undefined;
      return row === undefined ? null : toOperation(row);
    },
  };
}

function* mapRows(rows: Iterable<OperationRow>): Generator<Operation> {
  for (const row of rows) yield toOperation(row);
}

function toOperation(row: OperationRow): Operation {
  const { seq, at, kind, label, branch, before_commit: before, after_commit: after, undoes } = row;
  return { seq, at, kind, label, branch, before, after, undoes };
}
