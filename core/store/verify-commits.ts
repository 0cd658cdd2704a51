import { canonicalJson } from "#core/base/canonical-json.ts";
import { jsonEquals } from "#core/base/json.ts";
import { commitBody, type Commit } from "#core/domain/commit.ts";
import type { StateEntry } from "#core/domain/state.ts";
import type { Blobs } from "./blobs.ts";
import { compare, guarded, type BrokenLink } from "./broken-link.ts";
import { commitId } from "./commits.ts";
import { toCommit, type ChangeRow, type CommitRow, type ParentRow } from "./commit-rows.ts";
import type { Db } from "./db.ts";

type Bucket = Readonly<Record<string, StateEntry>>;
type Root = readonly (string | null)[];

const EMPTY_ROOT: Root = new Array<null>(16).fill(null);

/** Roots that are carried on from commit to commit: most parents are the commit before. */
const MOST_ROOTS = 64;
const MOST_BUCKETS = 1_024;

/**
 * Every commit as it lies in the file, in order, with the first thing about it that does not hold, or null. The parent's
 * root is carried on and only buckets that differ are opened, so a commit costs what it changed. Rows are streamed: no
 * more than one commit is in memory.
 */
export function* checkCommits(db: Db, blobs: Blobs): Generator<BrokenLink | null> {
  // Crossed in this order there is nothing to sort: each commit's rows are a range of their table.
  const inOrder = (table: string): string =>
    `SELECT ${table}.* FROM commits CROSS JOIN ${table} ON commit_id = commits.id ORDER BY commits.seq, position`;
  const parents = groupRows<ParentRow>(db, inOrder("commit_parent"));
  const changes = groupRows<ChangeRow>(db, inOrder("change"));
  const states = createStateReader(db, blobs);
  try {
    for (const row of db.prepare("SELECT * FROM commits ORDER BY seq").iterate() as Iterable<CommitRow>) {
      const before = parents.of(row.id).map(({ parent_id }) => parent_id);
      const own = changes.of(row.id);
      yield guarded({ table: "commits", id: row.id }, () => checkCommit(toCommit(row, before, own), states));
      states.note(row.id, row.state);
    }
  } finally {
    // An iterator left open keeps the connection from writing.
    parents.close();
    changes.close();
  }
}

function checkCommit(
  { id, ...body }: Commit,
  states: ReturnType<typeof createStateReader>,
): BrokenLink | null {
  const [parent] = body.parents;
  const real = states.differences(parent === undefined ? null : states.rootOf(parent), body.state);
  const told = body.changes.map(({ resource, from, to, lifecycle }) => ({ resource, from, to, lifecycle }));
  const foreign = compare({ table: "commits", id, expected: id, got: commitId(commitBody(body)) });
  if (foreign !== null || jsonEquals(real, told)) return foreign;
  return compare({ table: "commits", id, expected: canonicalJson(real), got: canonicalJson(told) });
}

/** Rows that stand in the order of their commits, handed out commit by commit. */
function groupRows<T extends { readonly commit_id: string }>(db: Db, query: string) {
  const rows = db.prepare(query).iterate() as IterableIterator<T>;
  let next = rows.next();
  return {
    of: (commit: string): readonly T[] => {
      const own: T[] = [];
      for (; next.done !== true && next.value.commit_id === commit; next = rows.next()) own.push(next.value);
      return own;
    },
    close: (): void => void rows.return?.(),
  };
}

function createStateReader(db: Db, blobs: Blobs) {
  const stateOf = db.prepare("SELECT state FROM commits WHERE id = ?").pluck();
  const readRoot = remember<Root>(MOST_ROOTS, (hash) => JSON.parse(blobs.get(hash)) as Root);
  const readBucket = remember<Bucket>(MOST_BUCKETS, (hash) => JSON.parse(blobs.get(hash)) as Bucket);
  let last: { readonly id: string; readonly state: string } | null = null;
  return {
    note: (id: string, state: string): void => {
      last = { id, state };
    },
    /** Null for a commit that is not there: the references say so. */
    rootOf: (commit: string): string | null =>
      last?.id === commit ? last.state : ((stateOf.get(commit) as string | undefined) ?? null),
    /** What the second state has other than the first, in key order, as changes tell it. */
    differences: (before: string | null, after: string) => {
      const [old, now] = [before === null ? EMPTY_ROOT : readRoot(before), readRoot(after)];
      return now
        .flatMap((hash, at) => {
          const was = old[at] ?? null;
          if (hash === was) return [];
          return bucketDifferences(
            was === null ? {} : readBucket(was),
            hash === null ? {} : readBucket(hash),
          );
        })
        .toSorted((a, b) => (a.resource < b.resource ? -1 : 1));
    },
  };
}

function bucketDifferences(before: Bucket, after: Bucket) {
  const dropped = Object.keys(before).find((key) => !Object.hasOwn(after, key));
  if (dropped !== undefined) throw new Error(`${dropped} is gone from the state: nothing ever leaves one`);
  return Object.entries(after).flatMap(([resource, to]) => {
    const from = Object.hasOwn(before, resource) ? before[resource] : undefined;
    if (from?.version === to.version && from.lifecycle === to.lifecycle) return [];
    return [{ resource, from: from?.version ?? null, to: to.version, lifecycle: to.lifecycle }];
  });
}

/** The newest answers: a history asks for few things again, and soon. */
function remember<T>(most: number, readOne: (hash: string) => T): (hash: string) => T {
  const known = new Map<string, T>();
  return (hash) => {
    const found = known.get(hash);
    if (found !== undefined) return found;
    const value = readOne(hash);
    known.set(hash, value);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
