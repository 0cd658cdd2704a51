import {
  readStanding,
  type Operation,
  type OperationKind,
  type StandingOperation,
} from "#core/domain/operation.ts";
import type { Db } from "./db.ts";
import type { TagPlaces } from "./tag-places.ts";

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
export function createOperations(db: Db, tags: TagPlaces) {
  const insert = db.prepare(
    `INSERT INTO operation (at, kind, label, branch, before_commit, after_commit, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const newest = db.prepare("SELECT * FROM operation ORDER BY seq DESC LIMIT ?");
  const newestOn = db.prepare("SELECT * FROM operation WHERE branch = ? ORDER BY seq DESC LIMIT ?");
  const all = db.prepare("SELECT * FROM operation ORDER BY seq");
  const byKind = db.prepare("SELECT after_commit FROM operation WHERE kind = ? ORDER BY seq").pluck();
  const byCommit = db.prepare(
    // A step of a tag made no commit.
    "SELECT * FROM operation WHERE after_commit = ? AND before_commit IS NOT after_commit ORDER BY seq DESC LIMIT 1",
  );
  const bySeq = db.prepare("SELECT * FROM operation WHERE seq = ?");
  const since = db.prepare("SELECT * FROM operation WHERE seq >= ? AND branch = ? ORDER BY seq DESC");
  const undid = db.prepare("SELECT undoes FROM operation WHERE seq = ?").pluck();
  const undidBy = (undo: number): number | null => (undid.get(undo) ?? null) as number | null;
  const stand = (newestFirst: Iterable<Operation>): Iterable<StandingOperation> =>
    readStanding(newestFirst, { undidBy, isBlocked: tags.look() });
  /** How those of a branch stand, from the newest one back, as far as they are asked for. */
  const standingOn = (branch: string): Iterable<StandingOperation> =>
    stand(mapRows(newestOn.iterate(branch, -1) as Iterable<OperationRow>));

  const madeBy = (commit: string): Operation | null => {
    const row = byCommit.get(commit) as OperationRow | undefined;
    return row === undefined ? null : toOperation(row);
  };
  const rowsOf = (limit: number, branch?: string): readonly OperationRow[] =>
    (branch === undefined ? newest.all(limit) : newestOn.all(branch, limit)) as OperationRow[];

  return {
    append: (operation: Omit<Operation, "seq">): Operation => {
      const { at, kind, label, branch, before, after, undoes } = operation;
      const seq = Number(insert.run(at, kind, label, branch, before, after, undoes).lastInsertRowid);
      return { seq, ...operation };
    },
    /** Of all branches, or of one, newest first. */
    newest: (limit: number, branch?: string): readonly Operation[] => rowsOf(limit, branch).map(toOperation),
    /** The same, each with how it stands now. */
    newestStanding: (limit: number, branch?: string): readonly StandingOperation[] => [
      ...stand(rowsOf(limit, branch).map(toOperation)),
    ],
    /** Whether what made the commit is undone now. */
    isUndone: (commit: string): boolean => {
      const made = madeBy(commit);
      if (made === null) return false;
      const rows = since.all(made.seq, made.branch) as OperationRow[];
      const standing = [...stand(rows.map(toOperation))].at(-1);
      return standing?.isUndone === true;
    },
    /** By its number; null where there is none. */
    find: (seq: number): Operation | null => {
      const row = bySeq.get(seq) as OperationRow | undefined;
      return row === undefined ? null : toOperation(row);
    },
    /** Every one, in order, one at a time. */
    all: (): Iterable<Operation> => mapRows(all.iterate() as Iterable<OperationRow>),
    /** The commits that operations of a kind made, in order. */
    commitsOf: (kind: OperationKind): readonly string[] => byKind.all(kind) as string[],
    /** The operation that an undo would step back over, or null [V8]. */
    undoable: (branch: string): StandingOperation | null => {
      for (const each of standingOn(branch)) if (each.undoable !== null) return each;
      return null;
    },
    /** The operation that a redo would step forward over, or null [V26]. */
    redoable: (branch: string): StandingOperation | null => {
      let hasUndo = false;
      for (const each of standingOn(branch)) {
        if (each.redoable !== null) return each;
        if (each.operation.kind === "undo" && !each.isUndone) hasUndo = true;
        else if (isNew(each.operation) && !hasUndo) return null;
      }
      return null;
    },
  };
}

/** Neither a step back nor one forward. */
function isNew({ kind }: Operation): boolean {
  return kind !== "undo" && kind !== "redo";
}

function* mapRows(rows: Iterable<OperationRow>): Generator<Operation> {
  for (const row of rows) yield toOperation(row);
}

function toOperation(row: OperationRow): Operation {
  const { seq, at, kind, label, branch, before_commit: before, after_commit: after, undoes } = row;
  return { seq, at, kind, label, branch, before, after, undoes };
}
