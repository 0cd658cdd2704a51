import type { BrokenLink } from "./broken-link.ts";
import type { Db } from "./db.ts";

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

/** Reads and finds places. They follow from parents and order alone: nothing of them is in any hash. */
export function createLines(db: Db) {
  const placeOf = db.prepare("SELECT line, generation, merges FROM commits WHERE id = ?");
  const tip = db.prepare("SELECT max(generation) FROM commits WHERE line = ?").pluck();
  const forkOf = db.prepare(
    `SELECT parent.line, parent.generation AS upTo
     FROM commits JOIN commit_parent ON commit_id = commits.id AND position = 0
     JOIN commits AS parent ON parent.id = parent_id WHERE commits.seq = ?`,
  );
  const at = db.prepare("SELECT id FROM commits WHERE line = ? AND generation = ?").pluck();
  const onSameLine = db
    .prepare(
      `SELECT older.id FROM commits JOIN commits AS older
         ON older.line = commits.line AND older.generation = commits.generation - ?
       WHERE commits.id = ?`,
    )
    .pluck();

  const find = (commit: string): Place | null => (placeOf.get(commit) as Place | undefined) ?? null;
  const stretches = function* ({ line, generation }: Place): Generator<Stretch> {
    let stretch: Stretch | undefined = { line, upTo: generation };
    while (stretch !== undefined) {
      yield stretch;
      stretch = forkOf.get(stretch.line) as Stretch | undefined;
    }
  };
  return {
    find,
    /** The way back from a place along first parents, newest first. */
    stretches,
    /** Where a commit with these parents will stand; `seq` is the number it gets. */
    next: (parents: readonly string[], seq: number): Place => {
      const [first] = parents;
      const parent = first === undefined ? null : find(first);
      if (parent === null) return { line: seq, generation: 0, merges: 0 };
      const isTip = tip.get(parent.line) === parent.generation;
      return {
        line: isTip ? parent.line : seq,
        generation: parent.generation + 1,
        merges: parent.merges + (parents.length > 1 ? 1 : 0),
      };
    },
    /** The commit so many first parents back, or null where the history is shorter. */
    back: (commit: string, steps: number): string | null => {
      const near = onSameLine.get(steps, commit) as string | undefined;
      if (near !== undefined) return near;
      const place = find(commit);
      if (place === null || steps > place.generation) return null;
      const generation = place.generation - steps;
      for (const { line } of stretches(place)) {
        const found = at.get(line, generation) as string | undefined;
        if (found !== undefined) return found;
      }
      return null;
    },
  };
}

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
