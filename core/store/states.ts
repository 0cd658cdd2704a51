import { canonicalJson } from "#core/base/canonical-json.ts";
import { sha256 } from "#core/base/hash.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { State, StateEntry } from "#core/domain/state.ts";
import type { Blobs } from "./blobs.ts";
import { parseStored } from "./stored-text.ts";

const BUCKETS = 16;

type Bucket = Readonly<Record<string, StateEntry>>;

/**
 * A state is a two-level Merkle map: the root lists 16 buckets, a bucket maps resources (by hash of their key) to
 * entries. Both are blobs, so states that share buckets share their storage, and a commit writes one bucket for
 * each resource it touches, and a root.
 */
export function createStates(blobs: Blobs) {
  const readRoot = (root: string): readonly (string | null)[] =>
    parseStored(blobs.get(root)) as (string | null)[];
  const readBucket = (hash: string | null | undefined): Bucket =>
    typeof hash === "string" ? (parseStored(blobs.get(hash)) as Bucket) : {};

  return {
    /** The state with these entries set, on top of a root or of nothing; returns its root hash. */
    put: (base: string | null, entries: State): string => {
      const root = base === null ? new Array<string | null>(BUCKETS).fill(null) : [...readRoot(base)];
      const touched = Map.groupBy(entries, ([key]) => bucketOf(key));
      for (const [index, changed] of touched) {
        const bucket = { ...readBucket(root[index]), ...Object.fromEntries(changed) };
        root[index] = blobs.put(canonicalJson(bucket));
      }
      return blobs.put(canonicalJson(root));
    },
    get: (root: string): State => {
      const entries = readRoot(root).flatMap((hash) => Object.entries(readBucket(hash)));
      return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)) as [ResourceKey, StateEntry][]);
    },
    /** One resource's entry: reads one bucket. */
    entry: (root: string, key: ResourceKey): StateEntry | null =>
      readBucket(readRoot(root)[bucketOf(key)])[key] ?? null,
  };
}

function bucketOf(key: ResourceKey): number {
  return Number.parseInt(sha256(key).slice(0, 1), 16);
}
