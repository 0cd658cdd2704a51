import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { openStore, type Store } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";
import { onCopyOf, withRaw } from "#test/support/raw-database.ts";
import { openRegistry, type Registry } from "#test/support/registry.ts";

const SEEDS = [1, 2, 3];
const COMMITS = 40;
const KEYS: readonly ResourceKey[] = ["tool/adder", "memory/notes", "prompt/clerk"];

let registry: Registry;
beforeEach(() => {
  registry = openRegistry();
});
afterEach(() => {
  registry.close();
});

/** Commits on random earlier ones, some with two parents; what they say of versions is made up. */
function growAtRandom({ store, first }: Registry, seed: number, withMerges: boolean): readonly string[] {
  const random = keyedRandom("lines", seed);
  const ids: string[] = [first.id];
  for (let at = 0; at < COMMITS; at += 1) {
    // Mostly on the newest, so that lines grow long and are left in their middle too.
    const parent = random.integer(4) === 0 ? random.pick(ids) : ids.at(-1)!;
    const other = random.pick(ids);
    const isMerge = withMerges && random.integer(6) === 0 && other !== parent;
    const keys = KEYS.filter(() => random.integer(3) === 0);
    ids.push(appendOne(store, { parents: isMerge ? [parent, other] : [parent], keys, at }));
  }
  return ids;
}

type Wanted = {
  readonly parents: readonly string[];
  readonly keys: readonly ResourceKey[];
  readonly at: number;
};

function appendOne(store: Store, { parents, keys, at }: Wanted): string {
  const { state, changes } = store.commits.get(store.commits.ids()[0]!);
  return store.durable(() => {
    const versionOf = (key: ResourceKey) => changes.find(({ resource }) => resource === key)!.to;
    const commit = store.commits.append({
      parents,
      state,
      changes: keys.map((key) => ({
        resource: key,
        from: versionOf(key),
        to: versionOf(key),
        label: `1.0.${at}`,
        lifecycle: "active",
      })),
      author: { kind: "person", name: "Ada" },
      message: String(at),
      at,
      proposal: null,
      evidence: [],
    });
    store.audit.append({ at, type: "commit", body: { commit: commit.id, state } });
    return commit.id;
  });
}

/** The slow way, by the commits alone. */
function createOracle(store: Store) {
  const ids = store.commits.ids();
  const all = new Map(ids.map((id, seq) => [id, { seq, commit: store.commits.get(id) }]));
  const commitOf = (id: string): Commit => all.get(id)!.commit;
  const upTo = (id: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(id)) return seen;
    seen.add(id);
    for (const parent of commitOf(id).parents) upTo(parent, seen);
    return seen;
  };
  const newestFirst = (found: Iterable<string>): readonly Commit[] =>
    [...found].toSorted((a, b) => all.get(b)!.seq - all.get(a)!.seq).map(commitOf);
  const touches = (commit: Commit, key: ResourceKey) =>
    commit.changes.find(({ resource }) => resource === key);
  return {
    history: (id: string) => newestFirst(upTo(id)),
    back: (id: string, steps: number): string | null => {
      let found: string | null = id;
      for (let step = 0; step < steps && found !== null; step += 1)
        found = commitOf(found).parents[0] ?? null;
      return found;
    },
    labelAt: (id: string, key: ResourceKey): string | null => {
      for (let at: string | undefined = id; at !== undefined; at = commitOf(at).parents[0]) {
        const change = touches(commitOf(at), key);
        if (change !== undefined) return change.label;
      }
      return null;
    },
    versions: (id: string, key: ResourceKey) =>
      newestFirst(upTo(id)).flatMap((commit) => {
        const change = touches(commit, key);
        if (change === undefined) return [];
        const { message, at } = commit;
        return [{ commit: commit.id, version: change.to, label: change.label, message, at }];
      }),
    /** Along first parents, oldest first. */
    changesOf: (id: string, key: ResourceKey) => {
      const way: Commit[] = [];
      for (let at: string | undefined = id; at !== undefined; at = commitOf(at).parents[0]) {
        way.unshift(commitOf(at));
      }
      return way.flatMap((commit, generation) => {
        const change = touches(commit, key);
        return change === undefined
          ? []
          : [{ commit: commit.id, version: change.to, at: commit.at, generation }];
      });
    },
    changing: (keys: ReadonlySet<ResourceKey>, head: string, base: string) => {
      const older = upTo(base);
      return newestFirst(upTo(head)).filter(
        ({ id, changes }) => !older.has(id) && changes.some(({ resource }) => keys.has(resource)),
      );
    },
  };
}

function expectAsOracle(store: Store, seed: number): void {
  const oracle = createOracle(store);
  const random = keyedRandom("questions", seed);
  const ids = store.commits.ids();
  for (const id of ids) {
    const whole = oracle.history(id);
    const limit = 1 + random.integer(whole.length + 2);
    expect(store.commits.history(id, 1_000)).toEqual(whole);
    expect(store.commits.countUpTo(id)).toBe(whole.length);
    expect(store.commits.history(id, limit)).toEqual(whole.slice(0, limit));
    for (const steps of [0, 1, 7, COMMITS])
      expect(store.commits.back(id, steps)).toBe(oracle.back(id, steps));
    for (const key of KEYS) {
      expect(store.commits.labelAt(id, key)).toBe(oracle.labelAt(id, key));
      expect(store.commits.versionsUpTo(id, key)).toEqual(oracle.versions(id, key));
    }
    const base = random.pick(ids);
    const keys = new Set(KEYS.filter(() => random.integer(2) === 0));
    expect(store.commits.changing(keys, id, base)).toEqual(oracle.changing(keys, id, base));
  }
}

function expectByResource(store: Store, seed: number): void {
  const oracle = createOracle(store);
  const ids = store.commits.ids();
  for (const id of ids) {
    for (const key of KEYS) {
      expect(store.commits.changesOf(id, key)).toEqual(oracle.changesOf(id, key));
      const versions = oracle.versions(id, key);
      for (const { version } of versions) {
        expect(store.commits.broughtIn(id, key, version)).toEqual(
          versions.find((each) => each.version === version),
        );
      }
      expect(store.commits.broughtIn(id, key, "0".repeat(64))).toBeNull();
    }
  }
  const commits = ids.map((id) => store.commits.get(id));
  const changed = (key: ResourceKey) =>
    commits.flatMap((commit) => commit.changes.filter(({ resource }) => resource === key));
  for (const key of KEYS) {
    expect(new Set(store.commits.versionsEver(key))).toEqual(new Set(changed(key).map(({ to }) => to)));
    const touching = commits.filter(({ changes }) => changes.some(({ resource }) => resource === key));
    expect(store.commits.touching([key])).toEqual(new Set(touching.map(({ id }) => id)));
  }
  expect(store.commits.steps()).toEqual(
    commits.map(({ id, parents }) => ({ id, parent: parents[0] ?? null })),
  );
  const some = ids.filter((_id, at) => (at + seed) % 3 === 0);
  expect(store.commits.inOrder([...some.toReversed(), "none"])).toEqual(some);
}

describe("[V14] what is asked of single resources by index is what reading every commit finds", () => {
  it.each(SEEDS.flatMap((seed) => [false, true].map((withMerges) => [seed, withMerges] as const)))(
    "in a random history (seed %i, merges: %s)",
    (seed, withMerges) => {
      growAtRandom(registry, seed, withMerges);
      expectByResource(registry.store, seed);
    },
    60_000,
  );
});

describe("[V12] what is asked of history by ranges is what walking over every parent finds", () => {
  it.each(SEEDS.flatMap((seed) => [false, true].map((withMerges) => [seed, withMerges] as const)))(
    "in a random history (seed %i, merges: %s)",
    (seed, withMerges) => {
      growAtRandom(registry, seed, withMerges);
      expectAsOracle(registry.store, seed);
    },
    60_000,
  );

  it("also of a file from before there were lines, which gets the places that it would have had", () => {
    growAtRandom(registry, 4, true);
    withRaw(registry.path, (db) => db.pragma("wal_checkpoint(TRUNCATE)"));
    const places = (path: string) =>
      withRaw(path, (db) => [
        db.prepare("SELECT seq, line, generation, merges FROM commits ORDER BY seq").raw().all(),
        db.prepare("SELECT commit_id, position, line, generation FROM change ORDER BY 1, 2").raw().all(),
      ]);
    onCopyOf(registry.path, (copy) => {
      withRaw(copy, forgetLines);
      const store = openStore(copy, { readOnly: false });
      expectAsOracle(store, 4);
      expect(store.soundness.numbering()).toBeNull();
      store.close();
      expect(places(copy)).toEqual(places(registry.path));
    });
  });
});

/** The schema of before, by which the file is brought up to date when it is opened. */
function forgetLines(db: Parameters<Parameters<typeof withRaw>[1]>[0]): void {
  db.exec(`DROP TABLE dictionary; DROP TABLE adaptation; DROP TABLE score_note; DROP TABLE source; DROP TABLE tape; DROP TABLE replay; DROP TABLE trace_part; DROP INDEX run_sealed; DROP INDEX trace_failed;
    DROP INDEX trace_index_by_session; DROP INDEX score_wrong; DROP INDEX commits_by_line; DROP INDEX change_by_line;
    ALTER TABLE commits DROP COLUMN line; ALTER TABLE commits DROP COLUMN generation;
    ALTER TABLE commits DROP COLUMN merges; ALTER TABLE change DROP COLUMN line;
    ALTER TABLE change DROP COLUMN generation; ALTER TABLE session DROP COLUMN branch;
    ALTER TABLE proposal DROP COLUMN branch; ALTER TABLE run DROP COLUMN answered_by`);
  db.pragma("user_version = 8");
}

describe("[V12] a place that parents do not give is found by verify", () => {
  it.each([
    [
      "a commit on another line",
      "UPDATE commits SET line = 1, generation = generation + 5 WHERE seq = 2",
      "commits",
    ],
    ["a merge that is none", "UPDATE commits SET merges = 1 WHERE seq = 2", "commits"],
    ["a change that stands elsewhere", "UPDATE change SET generation = 9 WHERE generation = 1", "change"],
  ])("%s", (_what, sql, table) => {
    registry.commit("Retire", { type: "step", resource: "memory/notes", step: "deprecate" });
    withRaw(registry.path, (db) => db.exec(sql));
    expect(verifyStore(registry.store)).toMatchObject({ ok: false, firstBroken: { table } });
  });
});
