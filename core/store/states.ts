import { sha256 } from "#core/base/hash.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { withEntries, type State, type StateEntry } from "#core/domain/state.ts";
import type { Blobs } from "./blobs.ts";
import type { Memory } from "./memory.ts";
import { parseStored } from "./stored-text.ts";

const BUCKETS = 16;
/** Entries of states and buckets that are remembered: of the head, and of what was looked at lately. */
const MOST_ENTRIES = 50_000;
const MOST_ROOTS = 1_000;

type Bucket = ReadonlyMap<ResourceKey, StateEntry>;
type Root = readonly (string | null)[];

/**
 * A state is a two-level Merkle map: the root lists 16 buckets, a bucket maps resources (by hash of their key) to
 * entries. Both are blobs, so states that share buckets share their storage, and a commit writes one bucket for
 * each resource it touches, and a root. How a state came about leaves no trace in it [V5].
 */
export function createStates(blobs: Blobs, memory: Memory) {
  const states = memory.keep<State>(MOST_ENTRIES, ({ size }) => 1 + size);
  const buckets = memory.keep<Bucket>(MOST_ENTRIES, ({ size }) => 1 + size);
  const roots = memory.keep<Root>(MOST_ROOTS, () => 1);

  const readRoot = (hash: string): Root => roots.recall(hash, () => parseStored(blobs.get(hash)) as Root);
  const readBucket = (hash: string | null | undefined): Bucket =>
    typeof hash === "string" ? buckets.recall(hash, () => parseBucket(blobs.get(hash))) : new Map();
  const putBucket = (bucket: Bucket): string => {
    const hash = blobs.put(bucketText(bucket), "plain");
    buckets.set(hash, bucket);
    return hash;
  };
  const get = (root: string): State =>
    states.recall(root, () => sortByKey(new Map(readRoot(root).flatMap((hash) => [...readBucket(hash)]))));

  return {
    /**
     * The state with these entries set, on top of a root or of nothing; returns its root hash. Whoever has that state
     * gives it, and it is remembered as it is.
     */
    put: (base: string | null, entries: State, whole?: State): string => {
      const root = base === null ? new Array<string | null>(BUCKETS).fill(null) : [...readRoot(base)];
      for (const [index, changed] of Map.groupBy(entries, ([key]) => bucketOf(key))) {
        root[index] = putBucket(new Map([...readBucket(root[index]), ...changed]));
      }
      const hash = blobs.put(rootText(root), "plain");
      roots.set(hash, root);
      const state = whole ?? (base === null ? null : withEntries(get(base), entries));
      if (state !== null) states.set(hash, sortByKey(state));
      return hash;
    },
    get,
    /** One resource's entry: reads one bucket. */
    entry: (root: string, key: ResourceKey): StateEntry | null =>
      readBucket(readRoot(root)[bucketOf(key)]).get(key) ?? null,
  };
}

function bucketOf(key: ResourceKey): number {
  return Number.parseInt(sha256(key).slice(0, 1), 16);
}

/** Its canonical JSON: hashes and nulls have nothing to order or escape. */
function rootText(root: Root): string {
  return JSON.stringify(root);
}

function parseBucket(text: string): Bucket {
  return new Map(Object.entries(parseStored(text) as Record<string, StateEntry>)) as Bucket;
}

/** Its canonical JSON, written without taking it apart: fields in order, keys sorted. */
function bucketText(bucket: Bucket): string {
  const fields = [...sortByKey(bucket)].map(
    ([key, { lifecycle, version }]) =>
      `${JSON.stringify(key)}:{"lifecycle":${JSON.stringify(lifecycle)},"version":${JSON.stringify(version)}}`,
  );
  return `{${fields.join(",")}}`;
}

/** The same map where it is in order already, which it is but for what is new. */
function sortByKey<T extends State>(state: T): T | Map<ResourceKey, StateEntry> {
  let last = "";
  for (const key of state.keys()) {
    if (key < last) return new Map([...state].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    last = key;
  }
  return state;
}
