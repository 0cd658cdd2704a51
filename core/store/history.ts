import type { Commit } from "#core/domain/commit.ts";
import type { Label } from "#core/domain/label.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { toCommit, type ChangeRow, type CommitRow, type ParentRow } from "./commit-rows.ts";
import type { Db } from "./db.ts";
import type { Lines, Place, Stretch } from "./lines.ts";

/** A version that a commit put in force of a resource. */
export type VersionInForce = {
  readonly commit: string;
  readonly version: string;
  readonly label: Label;
  readonly message: string;
  /** When it was committed, in milliseconds since the Unix epoch. */
  readonly at: number;
};

/** What a commit did to a resource; `generation` orders the commits of one way back. */
export type ResourceChange = Pick<VersionInForce, "commit" | "version" | "at"> & {
  readonly generation: number;
};

/**
 * The commit and all before it, over every parent: the newest first out of the queue. A parent is always older than its
 * child, so the walk may stop at the limit. Only where there are merges; elsewhere a range of a line says the same.
 */
const WALK = `WITH RECURSIVE walk (seq, id) AS (
  SELECT seq, id FROM commits WHERE id = ?
  UNION
  SELECT commits.seq, parent_id FROM walk JOIN commit_parent ON commit_id = walk.id JOIN commits ON commits.id = parent_id
  ORDER BY 1 DESC LIMIT ?)`;

const ALL = Number.MAX_SAFE_INTEGER;

/*
 * `+?` where a range is asked for in order: SQLite compiles such a statement anew whenever a bare `?` in it is bound, as if
 * another plan could follow from the value, and that costs several times what the range does.
 */

/** Reading back along parents: by ranges of the lines, newest first; over every parent where there are merges [V12]. */
export function createHistory(db: Db, lines: Lines) {
  const walk = createWalk(db);
  const alongLine = createLineLog(db, lines);
  const onLine = createLineQuestions(db, lines);
  const changing = createLineChanges(db, lines);
  return {
    /** The commit and all before it, newest first. */
    history: (from: string, limit: number): readonly Commit[] => {
      const place = lines.find(from);
      if (place === null) return [];
      return place.merges > 0 ? walk.history(from, limit) : alongLine(place, limit);
    },
    /** How many there are of the commit and all before it; 0 where there is no such commit. */
    countUpTo: (commit: string): number => {
      const place = lines.find(commit);
      if (place === null) return 0;
      return place.merges > 0 ? walk.count(commit) : place.generation + 1;
    },
    /** The commit so many first parents back, or null where the history is shorter. */
    back: lines.back,
    /** The label that the resource carries at a commit: that of the last change of it along first parents. */
    labelAt: (commit: string, resource: ResourceKey): Label | null => {
      const place = lines.find(commit);
      return place === null ? null : onLine.label(place, resource);
    },
    /** The versions that commits up to this one put in force of a resource, newest first, with their commits. */
    versionsUpTo: (commit: string, resource: ResourceKey): readonly VersionInForce[] => {
      const place = lines.find(commit);
      if (place === null) return [];
      return place.merges > 0 ? walk.versions(commit, resource) : onLine.versions(place, resource);
    },
    /** What commits up to this one along first parents did to a resource, oldest first. */
    changesOf: (commit: string, resource: ResourceKey): readonly ResourceChange[] => {
      const place = lines.find(commit);
      return place === null ? [] : onLine.changes(place, resource);
    },
    /** The last commit up to this one that left the resource at that version, or null [V14]. */
    broughtIn: (commit: string, resource: ResourceKey, version: string): VersionInForce | null => {
      const place = lines.find(commit);
      if (place === null) return null;
      if (place.merges === 0) return onLine.brought(place, resource, version);
      return walk.versions(commit, resource).find((each) => each.version === version) ?? null;
    },
    /** The commits up to `head` that are not also up to `base` and changed one of these resources, newest first. */
    changing: (keys: ReadonlySet<ResourceKey>, head: string, base: string): readonly Commit[] => {
      const [place, older] = [lines.find(head), lines.find(base)];
      if (place === null || older === null) return [];
      if (place.merges > 0 || older.merges > 0) return walk.changing(keys, head, base);
      return changing(keys, place, older);
    },
  };
}

/** A range of one line: its commits, newest first, and their changes in the same order. */
function createLineReader(db: Db) {
  const commitsOn = db.prepare(
    "SELECT * FROM commits WHERE line = +? AND generation <= +? ORDER BY generation DESC LIMIT ?",
  );
  const changesOn = db.prepare(
    `SELECT change.* FROM commits JOIN change ON commit_id = id
     WHERE commits.line = +? AND commits.generation <= +? AND commits.generation > +?
     ORDER BY commits.generation DESC, position`,
  );
  const parentOf = db
    .prepare("SELECT parent_id FROM commit_parent WHERE commit_id = ? AND position = 0")
    .pluck();

  /** The newest of a stretch, as many as the limit says. */
  return ({ line, upTo }: Stretch, limit: number): readonly Commit[] => {
    const rows = commitsOn.all(line, upTo, limit) as CommitRow[];
    const changes = changesOn.all(line, upTo, upTo - rows.length) as ChangeRow[];
    let next = 0;
    return rows.map((row, at) => {
      const start = next;
      while (changes[next]?.commit_id === row.id) next += 1;
      // Each row's parent is the row after it; only the last one's must be looked up.
      const parent = rows[at + 1]?.id ?? (parentOf.get(row.id) as string | undefined);
      return toCommit(row, parent === undefined ? [] : [parent], changes.slice(start, next));
    });
  };
}

/** The log along first parents: two ranges for each line on the way. */
function createLineLog(db: Db, lines: Lines) {
  const readRange = createLineReader(db);
  return (place: Place, limit: number): readonly Commit[] => {
    const commits: Commit[] = [];
    for (const stretch of lines.stretches(place)) {
      if (commits.length >= limit) break;
      // One by one: a spread of a whole history would not fit on the stack.
      for (const commit of readRange(stretch, limit - commits.length)) commits.push(commit);
    }
    return commits;
  };
}

/** From one commit in so many on, a range is read whole rather than each of them by itself. */
const SPARSE = 4;

/** The commits between two places that changed some resources. */
function createLineChanges(db: Db, lines: Lines) {
  const readRange = createLineReader(db);
  const touching = db
    .prepare(
      "SELECT generation FROM change WHERE resource = ? AND line = ? AND generation <= ? AND generation > ?",
    )
    .pluck();
  return (keys: ReadonlySet<ResourceKey>, place: Place, older: Place): readonly Commit[] =>
    stretchesSince(lines, place, older).flatMap(({ line, upTo, after }) => {
      const found = new Set([...keys].flatMap((key) => touching.all(key, line, upTo, after) as number[]));
      const all = upTo - after;
      if (found.size * SPARSE >= all) {
        return readRange({ line, upTo }, all).filter((_commit, at) => found.has(upTo - at));
      }
      const newestFirst = [...found].toSorted((a, b) => b - a);
      return newestFirst.flatMap((generation) => readRange({ line, upTo: generation }, 1));
    });
}

/** What the index of changes by resource and place answers. */
function createLineQuestions(db: Db, lines: Lines) {
  const onLine = "resource = +? AND change.line = +? AND change.generation <= +?";
  const found = `SELECT id AS "commit", to_version AS version, label, message, at
    FROM change JOIN commits ON id = commit_id WHERE ${onLine}`;
  const versions = db.prepare(`${found} ORDER BY change.generation DESC`);
  const brought = db.prepare(`${found} AND to_version = +? ORDER BY change.generation DESC LIMIT 1`);
  const changes = db.prepare(
    `SELECT id AS "commit", to_version AS version, at, change.generation FROM change JOIN commits ON id = commit_id
     WHERE ${onLine} ORDER BY change.generation`,
  );
  const label = db
    .prepare(`SELECT label FROM change WHERE ${onLine} ORDER BY generation DESC LIMIT 1`)
    .pluck();
  return {
    label: (place: Place, resource: ResourceKey): Label | null => {
      for (const { line, upTo } of lines.stretches(place)) {
        const found = label.get(resource, line, upTo) as Label | undefined;
        if (found !== undefined) return found;
      }
      return null;
    },
    changes: (place: Place, resource: ResourceKey): readonly ResourceChange[] =>
      [...lines.stretches(place)]
        .toReversed()
        .flatMap(({ line, upTo }) => changes.all(resource, line, upTo) as ResourceChange[]),
    brought: (place: Place, resource: ResourceKey, version: string): VersionInForce | null => {
      for (const { line, upTo } of lines.stretches(place)) {
        const row = brought.get(resource, line, upTo, version) as VersionInForce | undefined;
        if (row !== undefined) return row;
      }
      return null;
    },
    versions: (place: Place, resource: ResourceKey): readonly VersionInForce[] =>
      [...lines.stretches(place)].flatMap(
        ({ line, upTo }) => versions.all(resource, line, upTo) as VersionInForce[],
      ),
  };
}

type StretchAfter = Stretch & { readonly after: number };

/** What of the one's way back is not on the other's. */
function stretchesSince(lines: Lines, place: Place, older: Place): readonly StretchAfter[] {
  const shared = new Map([...lines.stretches(older)].map(({ line, upTo }) => [line, upTo]));
  const found: StretchAfter[] = [];
  for (const stretch of lines.stretches(place)) {
    const after = shared.get(stretch.line);
    found.push({ ...stretch, after: after ?? -1 });
    if (after !== undefined) break;
  }
  return found.filter(({ upTo, after }) => upTo > after);
}

/** The same over every parent, where first parents are not all there is. */
function createWalk(db: Db) {
  const commits = db.prepare(
    `${WALK} SELECT commits.* FROM walk JOIN commits USING (id) ORDER BY walk.seq DESC`,
  );
  const parents = db.prepare(
    `${WALK} SELECT commit_parent.* FROM walk JOIN commit_parent ON commit_id = id ORDER BY position`,
  );
  const changes = db.prepare(
    `${WALK} SELECT change.* FROM walk JOIN change ON commit_id = id ORDER BY position`,
  );
  const versions = db.prepare(
    `${WALK} SELECT commit_id AS "commit", to_version AS version, label, message, at
     FROM walk JOIN change ON commit_id = walk.id JOIN commits ON commits.id = walk.id
     WHERE resource = ? ORDER BY walk.seq DESC`,
  );
  const ids = db.prepare(`${WALK} SELECT id FROM walk`).pluck();

  const history = (from: string, limit: number): readonly Commit[] => {
    const parentRows = Map.groupBy(parents.all(from, limit) as ParentRow[], (row) => row.commit_id);
    const changeRows = Map.groupBy(changes.all(from, limit) as ChangeRow[], (row) => row.commit_id);
    return (commits.all(from, limit) as CommitRow[]).map((row) => {
      const before = (parentRows.get(row.id) ?? []).map(({ parent_id }) => parent_id);
      return toCommit(row, before, changeRows.get(row.id) ?? []);
    });
  };
  return {
    history,
    count: (commit: string): number => ids.all(commit, ALL).length,
    versions: (commit: string, resource: ResourceKey): readonly VersionInForce[] =>
      versions.all(commit, ALL, resource) as VersionInForce[],
    changing: (keys: ReadonlySet<ResourceKey>, head: string, base: string): readonly Commit[] => {
      const older = new Set(ids.all(base, ALL) as string[]);
      return history(head, ALL).filter(
        ({ id, changes: own }) => !older.has(id) && own.some(({ resource }) => keys.has(resource)),
      );
    },
  };
}
