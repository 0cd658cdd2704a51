import { CAME_BY, type HistorySkeleton } from "#core/domain/history-skeleton.ts";
import type { Db } from "./db.ts";

type CommitRow = readonly [
  seq: number,
  id: string,
  state: string,
  proposed: 0 | 1,
  line: number,
  generation: number,
  merges: number,
];
type BackRow = readonly [operation: number, after: number, target: number | null];

/** What is known of all commits that there are, in the order in which they were written. Grows, and never changes. */
type Known = {
  readonly ids: string[];
  readonly parents: number[];
  /** Further parents of those that have any. */
  readonly merges: Map<number, readonly number[]>;
  /** Of each line the newest commit, and how many merges lead to it. */
  readonly tips: Map<number, { readonly position: number; readonly merges: number }>;
  /** Equal numbers for equal states. */
  readonly states: number[];
  readonly marks: number[];
  /** For a commit made by an undo or a redo: what that stepped to. */
  readonly steppedTo: Map<number, number>;
  readonly bySeq: Map<number, number>;
  readonly stateNumbers: Map<string, number>;
  lastSeq: number;
  lastOperation: number;
};

const COMMITS = `SELECT seq, id, state, proposal IS NOT NULL, line, generation, merges
  FROM commits WHERE seq > ? ORDER BY seq LIMIT ?`;
const PARENTS = `SELECT parent.seq FROM commit_parent JOIN commits AS parent ON parent.id = parent_id
  WHERE commit_id = ? ORDER BY position`;
/**
 * What went back, and to which commit a step went: an undo to the one before the operation that it undid, a redo to the one
 * that the operation had made which the undo that it takes back undid. A step of a tag made no commit.
 */
const BACK = `SELECT done.seq, after.seq, target.seq FROM operation AS done
  JOIN commits AS after ON after.id = done.after_commit
  LEFT JOIN operation AS undone ON undone.seq = done.undoes
  LEFT JOIN operation AS again ON done.kind = 'redo' AND again.seq = undone.undoes
  LEFT JOIN commits AS target
    ON target.id = CASE done.kind WHEN 'redo' THEN again.after_commit ELSE undone.before_commit END
  WHERE done.seq > ? AND done.kind IN ('rollback', 'undo', 'redo')
    AND done.before_commit IS NOT done.after_commit
  ORDER BY done.seq`;

/** A few hundredths of a second. */
const MOST_AT_ONCE = 4000;

/**
 * Reads the shape of a history. What was read once is kept, as commits only come on top: the next reading takes from the
 * tables what is new. O(all commits) for the first, O(the history) in memory for each other. Along a line the parent is
 * known (core/store/lines.ts), so that parents are asked for at forks and merges alone: a join of all took most of it.
 */
export function createHistorySkeleton(db: Db) {
  const commits = db.prepare(COMMITS).raw();
  const parents = db.prepare(PARENTS).pluck();
  const back = db.prepare(BACK).raw();
  const known: Known = {
    ids: [],
    parents: [],
    merges: new Map(),
    tips: new Map(),
    states: [],
    marks: [],
    steppedTo: new Map(),
    bySeq: new Map(),
    stateNumbers: new Map(),
    lastSeq: 0,
    lastOperation: 0,
  };
  const readSome = db.transaction((): boolean => {
    const parentsOf = (id: string): readonly number[] =>
      (parents.all(id) as number[]).map((seq) => known.bySeq.get(seq) ?? -1);
    const rows = commits.all(known.lastSeq, MOST_AT_ONCE) as CommitRow[];
    for (const row of rows) addCommit(known, row, parentsOf);
    if (rows.length === MOST_AT_ONCE) return true;
    // Of commits that are all known by now.
    for (const row of back.iterate(known.lastOperation)) addReturn(known, row as BackRow);
    return false;
  });
  return {
    /** Reads some of what is not known yet, and answers whether there is more: for whoever must not stand still for all. */
    readSome: (): boolean => readSome(),
    /** The shape of the history of a commit: it and all before it, oldest first. Of an unknown commit: nothing. */
    read: (head: string): HistorySkeleton => {
      while (readSome());
      return pickHistory(known, known.ids.lastIndexOf(head));
    },
  };
}

function addCommit(
  known: Known,
  [seq, id, state, proposed, line, generation, merges]: CommitRow,
  parentsOf: (id: string) => readonly number[],
): void {
  const position = known.ids.length;
  known.bySeq.set(seq, position);
  known.ids.push(id);
  const tip = known.tips.get(line);
  known.tips.set(line, { position, merges });
  // At a fork or a merge there is more to know than that it goes on.
  const asksParents = tip === undefined ? generation > 0 : merges > tip.merges;
  const [first = -1, ...others] = asksParents ? parentsOf(id) : tip === undefined ? [] : [tip.position];
  known.parents.push(first);
  if (others.length > 0) known.merges.set(position, others);
  const number = known.stateNumbers.get(state) ?? known.stateNumbers.size;
  known.stateNumbers.set(state, number);
  known.states.push(number);
  known.marks.push(proposed === 1 ? CAME_BY.proposal : 0);
  known.lastSeq = seq;
}

function addReturn(known: Known, [operation, afterSeq, targetSeq]: BackRow): void {
  const after = known.bySeq.get(afterSeq) ?? -1;
  known.marks[after] = (known.marks[after] ?? 0) | CAME_BY.goingBack;
  const target = targetSeq === null ? undefined : known.bySeq.get(targetSeq);
  if (target !== undefined) known.steppedTo.set(after, target);
  known.lastOperation = operation;
}

/** Of all commits those that are reached from one of them, with positions among themselves. */
function pickHistory(known: Known, head: number): HistorySkeleton {
  const places = new Int32Array(head + 1).fill(-1);
  const isReached = new Uint8Array(head + 1);
  if (head >= 0) isReached[head] = 1;
  let count = 0;
  for (let at = head; at >= 0; at -= 1) {
    if (isReached[at] !== 1) continue;
    count += 1;
    const parent = known.parents[at] ?? -1;
    if (parent >= 0) isReached[parent] = 1;
    for (const other of known.merges.get(at) ?? []) isReached[other] = 1;
  }
  const [parents, sources] = [new Int32Array(count), new Int32Array(count)];
  const marks = new Uint8Array(count);
  const ids: string[] = [];
  const merges: number[] = [];
  const firstOf = new Map<number, number>();
  for (let at = 0; at <= head; at += 1) {
    if (isReached[at] !== 1) continue;
    const place = ids.length;
    places[at] = place;
    ids.push(known.ids[at] ?? "");
    const parent = known.parents[at] ?? -1;
    parents[place] = parent < 0 ? -1 : (places[parent] ?? -1);
    marks[place] = known.marks[at] ?? 0;
    for (const other of known.merges.get(at) ?? []) merges.push(place, places[other] ?? -1);
    const state = known.states[at] ?? -1;
    if (!firstOf.has(state)) firstOf.set(state, place);
    const steppedTo = places[known.steppedTo.get(at) ?? -1] ?? -1;
    sources[place] = steppedTo >= 0 ? steppedTo : (firstOf.get(state) ?? place);
  }
  return { ids, parents, merges: Int32Array.from(merges), sources, marks };
}
