import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { assertDefined } from "#core/base/assert.ts";
import { openDatabase } from "#core/store/database.ts";
import type { Db } from "#core/store/db.ts";
import type { WorkspaceStore } from "#core/store/store.ts";
import type { Benchmark, BenchmarkContext, Measurement, Side } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { captureCommits, createWriter, type Making } from "./captured-commits.ts";
import { commitWithPlumbing, gitVersion, openGit, seedGit, type GitDurability } from "./git-plumbing.ts";
import { commitThroughDoor, commitUnchecked, openSeededStore } from "./our-commits.ts";
import { promptChanges, type PromptChange } from "./prompts.ts";

/** A tenth of a second of ours on a quiet machine; git takes a second or two. */
const COMMITS_PER_ROUND = 100;
const LONG_HISTORY = 2_000;

/** Workspaces of so many resources, for what a commit costs by their number; enough commits to be seen beside the noise. */
const SIZES = [10, 50, 200, 500];
const COMMITS_PER_SIZE = 2_000;

/**
 * Commits per second, each of one changed prompt of 2 to 8 KB in a workspace of ten.
 *
 * What each side writes. Ours: blob, version and its full-text row, bucket and root of the state, commit with parent and
 * change, ref, operation, three audit entries and the event, in WAL with synchronous=FULL, one transaction each. Raw
 * better-sqlite3: the very same rows, in WAL with synchronous=FULL, one transaction each; once encoded, hashed and packed as it
 * goes, which is the job without any check or question, and once all of that beforehand, which is SQLite alone. git: blob,
 * tree, commit, ref; five processes a commit, as a program has to start them; once as it comes (no fsync of loose
 * objects and refs) and once with both synced, which is what ours promises. git keeps no audit chain, operation log, labels
 * or full text.
 */
export const COMMITS: Benchmark = {
  summary: "durable commits per second beside git plumbing and raw better-sqlite3",
  rounds: 5,
  run: async (context) => {
    const version = gitVersion();
    const place = createPlaces(context.folder);
    const raw = [rawSide(place, "as it goes"), rawSide(place, "beforehand")];
    const git = version === null ? [] : [gitSide(place, "default"), gitSide(place, "synced")];
    const plan = { unit: "commits/s", better: "higher" as const };
    const short = await measureRounds(context, {
      ...plan,
      title: `${COMMITS_PER_ROUND} commits on a new workspace`,
      ours: [
        ourSide(place, "applyEdits + commitView", commitThroughDoor),
        ourSide(place, "commitView", commitUnchecked),
      ],
      rivals: [...git, ...raw],
    });
    const long = await measureRounds(context, {
      ...plan,
      title: `${COMMITS_PER_ROUND} commits on top of ${LONG_HISTORY.toLocaleString("en")}`,
      ours: [longSide(place)],
      rivals: raw,
    });
    const bySize: Measurement[] = [];
    for (const size of SIZES) bySize.push(...(await measureSize(context, place, size)));
    return {
      measurements: [short, long, ...bySize],
      notMeasured: version === null ? [{ what: "git plumbing", why: "there is no git on the PATH" }] : [],
      notes: [
        version ?? "",
        "git as it comes syncs neither loose objects nor refs: after a power cut its commits may be gone; ours and git (synced) are not",
        "raw better-sqlite3 checks nothing and asks nothing; with its rows made beforehand it is the floor, not a store",
      ].filter((note) => note !== ""),
    };
  },
};

type Places = (name: string) => string;

/** New folders, one for each time a side is measured. */
function createPlaces(folder: string): Places {
  let count = 0;
  return (name) => {
    count += 1;
    const path = join(folder, `${name}-${count}`);
    mkdirSync(path);
    return path;
  };
}

/** The whole door beside the same rows in raw SQL: wall time, and the processor's alone, of the same commits. */
async function measureSize(
  context: BenchmarkContext,
  place: Places,
  size: number,
): Promise<readonly Measurement[]> {
  const changesIn = (round: number) => promptChanges(round, 0, COMMITS_PER_SIZE, size);
  const ours = timedSides<PromptChange>("ours: applyEdits + commitView", (round) => {
    const store = openSeededStore(join(place(`ours-${size}`), "workspace.sqlite"), size);
    return {
      parts: changesIn(round),
      commit: (change) => commitThroughDoor(store, change),
      close: store.close,
    };
  });
  const raws = MAKINGS.map((making) =>
    timedSides(rawName(making), (round) => {
      const [seed = [], ...parts] = captureOurs(place, { changes: changesIn(round), prompts: size });
      const db = openRaw(join(place(`raw-${size}`), "raw.sqlite"));
      const write = createWriter(db, making);
      write(seed);
      return { parts, commit: write, close: () => db.close() };
    }),
  );
  const title = `${COMMITS_PER_SIZE.toLocaleString("en")} commits among ${size} resources`;
  const better = "lower";
  return [
    await measureRounds(context, {
      title,
      unit: "ms each",
      better,
      ours: [ours.wall],
      rivals: raws.map(({ wall }) => wall),
    }),
    // Of the very rounds that were just measured.
    await measureRounds(context, {
      title: `${title}, processor`,
      unit: "CPU ms each",
      better,
      ours: [ours.cpu],
      rivals: raws.map(({ cpu }) => cpu),
    }),
  ];
}

type Work<T> = {
  readonly parts: readonly T[];
  readonly commit: (part: T) => unknown;
  readonly close: () => unknown;
};

function timedSides<T>(
  name: string,
  open: (round: number) => Work<T>,
): { readonly wall: Side; readonly cpu: Side } {
  const cpuOf: number[] = [];
  const measure = async (round: number): Promise<number> => {
    const { parts, commit, close } = open(round);
    const before = process.cpuUsage();
    const perSecond = await rate(parts, commit);
    const { user, system } = process.cpuUsage(before);
    cpuOf[round] = (user + system) / 1000 / parts.length;
    close();
    return 1000 / perSecond;
  };
  return {
    wall: { name, measure },
    cpu: { name, measure: (round) => assertDefined(cpuOf[round], "a round that was measured") },
  };
}

type CommitOne = (store: WorkspaceStore, change: PromptChange) => unknown;

function ourSide(place: Places, name: string, commit: CommitOne): Side {
  return {
    name: `ours: ${name}`,
    measure: async (round) => {
      const store = openSeededStore(join(place("ours"), "workspace.sqlite"));
      const perSecond = await rate(changesOf(round), (change) => commit(store, change));
      store.close();
      return perSecond;
    },
  };
}

/** The store is kept over the rounds and only grows. */
function longSide(place: Places): Side {
  let store: WorkspaceStore | null = null;
  return {
    name: "ours: applyEdits + commitView",
    measure: async (round) => {
      store ??= openLongStore(place);
      const grown = store;
      const changes = promptChanges(round, LONG_HISTORY + round * COMMITS_PER_ROUND, COMMITS_PER_ROUND);
      return rate(changes, (change) => commitThroughDoor(grown, change));
    },
  };
}

function openLongStore(place: Places): WorkspaceStore {
  const store = openSeededStore(join(place("long"), "workspace.sqlite"));
  for (const change of promptChanges(0, 0, LONG_HISTORY)) commitUnchecked(store, change);
  return store;
}

function gitSide(place: Places, durability: GitDurability): Side {
  return {
    name: `git plumbing, ${durability === "default" ? "as it comes" : "synced"}`,
    measure: async (round) => {
      const git = openGit(place("git"), durability);
      let parent = seedGit(git);
      return rate(changesOf(round), (change) => (parent = commitWithPlumbing(git, parent, change)));
    },
  };
}

const MAKINGS: readonly Making[] = ["as it goes", "beforehand"];

function rawName(making: Making): string {
  return `raw better-sqlite3, rows made ${making}`;
}

function rawSide(place: Places, making: Making): Side {
  return {
    name: rawName(making),
    measure: async (round) => {
      const [seed = [], ...commits] = captureOurs(place, { changes: changesOf(round) });
      const db = openRaw(join(place("raw"), "raw.sqlite"));
      const write = createWriter(db, making);
      write(seed);
      const perSecond = await rate(commits, write);
      db.close();
      return perSecond;
    },
  };
}

/** The rows of the seed, then of each commit, as ours writes them in this round. */
function captureOurs(
  place: Places,
  { changes, prompts }: { readonly changes: readonly PromptChange[]; readonly prompts?: number },
) {
  const path = join(place("captured"), "workspace.sqlite");
  const store = openSeededStore(path, prompts);
  store.durable(() => {
    for (const change of changes) commitUnchecked(store, change);
  });
  store.close();
  const { db } = openDatabase(path, { readOnly: true });
  const captured = captureCommits(db);
  db.close();
  return captured;
}

function openRaw(path: string): Db {
  const { db } = openDatabase(path, { readOnly: false });
  db.pragma("synchronous = FULL");
  return db;
}

function changesOf(round: number): readonly PromptChange[] {
  return promptChanges(round, 0, COMMITS_PER_ROUND);
}

/** Commits per second. */
async function rate<T>(changes: readonly T[], commit: (change: T) => unknown): Promise<number> {
  const ms = await timeMs(() => {
    for (const change of changes) commit(change);
  });
  return (1000 * changes.length) / ms;
}
