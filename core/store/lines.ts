import type { BrokenLink } from "./broken-link.ts";
import type { Db } from "./db.ts";
import type { Memory } from "./memory.ts";

/**
 * Every commit stands on a line: a chain of first parents without a fork. The first child of a commit goes on with its
 * line, any other begins one. The way back from a commit is then a few ranges, one for each fork on the way.
 */
export type Place = {
  /** The seq of the line's first commit. */
  readonly line: number;
  /** How many commits are before it along first parents. */
  readonly generation: number;
  /** How many of those, and of itself, have more than one parent. Where it is 0, first parents are all there is. */
  readonly merges: number;
};

/** A part of one line: its commits up to a generation, that one included. */
export type Stretch = { readonly line: number; readonly upTo: number };

export type Lines = ReturnType<typeof createLines>;

/** Places that are remembered, and lines by where they begin. */
const MOST_KEPT = 50_000;

/** Reads and finds places. They follow from parents and order alone: nothing of them is in any hash. */
export function createLines(db: Db, memory: Memory) {
  const places = memory.keep<Place>(MOST_KEPT, () => 1);
  const forks = memory.keep<Fork>(MOST_KEPT, () => 1);
  const placeOf = db.prepare("SELECT line, generation, merges FROM commits WHERE id = ?");
  // For `+?` see history.ts.
  const ends = db.prepare(
    `SELECT coalesce(max(seq), 0) AS last, (SELECT max(generation) FROM commits WHERE line = +?) AS tip FROM commits`,
  );
  const forkOf = db.prepare(
    `SELECT parent.line, parent.generation AS upTo
     FROM commits JOIN commit_parent ON commit_id = commits.id AND position = 0
     JOIN commits AS parent ON parent.id = parent_id WHERE commits.seq = ?`,
  );
  const at = db.prepare("SELECT id FROM commits WHERE line = ? AND generation = ?").pluck();

  const find = (commit: string): Place | null => {
    const found = places.find(commit);
    if (found !== undefined) return found;
    const place = placeOf.get(commit) as Place | undefined;
    if (place === undefined) return null;
    places.set(commit, place);
    return place;
  };
  /** Where a line comes from; what was written of it never changes. */
  const findFork = (line: number): Fork =>
    forks.recall(String(line), () => ({ from: (forkOf.get(line) as Stretch | undefined) ?? null }));
  const stretches = function* ({ line, generation }: Place): Generator<Stretch> {
    let stretch: Stretch | null = { line, upTo: generation };
    while (stretch !== null) {
      yield stretch;
      stretch = findFork(stretch.line).from;
    }
  };
  return {
    find,
    /** The way back from a place along first parents, newest first. */
    stretches,
    /** The number that the next commit gets, and where it will stand with these parents. */
    next: (parents: readonly string[]): Place & { readonly seq: number } => {
      const [first] = parents;
      const parent = first === undefined ? null : find(first);
      const { last, tip } = ends.get(parent?.line ?? 0) as Ends;
      const seq = last + 1;
      if (parent === null) return { seq, line: seq, generation: 0, merges: 0 };
      return {
        seq,
        line: tip === parent.generation ? parent.line : seq,
        generation: parent.generation + 1,
        merges: parent.merges + (parents.length > 1 ? 1 : 0),
      };
    },
    /** What was written of a commit, which is known from then on. */
    note: (commit: string, { line, generation, merges }: Place): void =>
      places.set(commit, { line, generation, merges }),
    /** The commit so many first parents back, or null where the history is shorter. */
    back: (commit: string, steps: number): string | null => {
      if (steps === 0) return find(commit) === null ? null : commit;
      const place = find(commit);
      if (place === null || steps > place.generation) return null;
      const generation = place.generation - steps;
      for (const { line } of stretches(place)) {
        // A line goes on from where it forked; what is older is on the one that it came from.
        if (generation <= (findFork(line).from?.upTo ?? -1)) continue;
        return (at.get(line, generation) as string | undefined) ?? null;
      }
      return null;
    },
  };
}

type Fork = { readonly from: Stretch | null };
type Ends = { readonly last: number; readonly tip: number | null };

type Born = {
  readonly seq: number;
  readonly id: string;
  readonly parent: string | null;
  readonly count: number;
};

const BORN = `SELECT seq, id, first.parent_id AS parent,
    (SELECT count(*) FROM commit_parent WHERE commit_id = id) AS count
  FROM commits LEFT JOIN commit_parent AS first ON first.commit_id = id AND first.position = 0 ORDER BY seq`;

/** Gives every commit of a file from before there were lines its place: two updates for each, one pass. */
export function placeOldCommits(db: Db): void {
  const setCommit = db.prepare("UPDATE commits SET line = ?, generation = ?, merges = ? WHERE seq = ?");
  const setChanges = db.prepare("UPDATE change SET line = ?, generation = ? WHERE commit_id = ?");
  const places = new Map<string, Place>();
  const continued = new Set<string>();
  for (const { seq, id, parent, count } of db.prepare(BORN).all() as Born[]) {
    const before = parent === null ? undefined : places.get(parent);
    const goesOn = parent !== null && before !== undefined && !continued.has(parent);
    if (parent !== null) continued.add(parent);
    const line = goesOn ? before.line : seq;
    const generation = before === undefined ? 0 : before.generation + 1;
    const merges = (before?.merges ?? 0) + (before !== undefined && count > 1 ? 1 : 0);
    places.set(id, { line, generation, merges });
    setCommit.run(line, generation, merges, seq);
    setChanges.run(line, generation, id);
  }
}

const OFF_LINE = `SELECT commits.id FROM commits
  LEFT JOIN commit_parent AS first ON first.commit_id = commits.id AND first.position = 0
  LEFT JOIN commits AS parent ON parent.id = first.parent_id
  WHERE commits.generation <> coalesce(parent.generation + 1, 0)
    OR commits.merges <> coalesce(parent.merges
      + EXISTS (SELECT 1 FROM commit_parent WHERE commit_id = commits.id AND position = 1), 0)
    OR commits.line <> CASE WHEN commits.seq = (
        SELECT min(child.seq) FROM commit_parent AS link JOIN commits AS child ON child.id = link.commit_id
        WHERE link.parent_id = parent.id AND link.position = 0) THEN parent.line ELSE commits.seq END
  LIMIT 1`;

const CHANGE_OFF_LINE = `SELECT commit_id FROM change JOIN commits ON commits.id = commit_id
  WHERE change.line <> commits.line OR change.generation <> commits.generation LIMIT 1`;

/** The first commit that does not stand where its parents put it, or null [V12]. */
export function findOffLine(db: Db): BrokenLink | null {
  for (const [table, query] of [
    ["commits", OFF_LINE],
    ["change", CHANGE_OFF_LINE],
  ] as const) {
    const id = db.prepare(query).pluck().get() as string | undefined;
    if (id !== undefined)
      return { table, id, expected: "the place that its parents give it", got: "another" };
  }
  return null;
}
