import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { sha256 } from "#core/base/hash.ts";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { RESOURCE_KINDS, toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { State, StateEntry } from "#core/domain/state.ts";
import { codeOf, openRegistry, type Registry } from "#test/support/registry.ts";

let registry: Registry;
beforeAll(() => {
  registry = openRegistry();
});
afterAll(() => {
  registry.close();
});

const entry = fc.record(
  { version: fc.stringMatching(/^[0-9a-f]{8}$/), lifecycle: fc.constantFrom(...LIFECYCLES) },
  { noNullPrototype: true },
);
const key = fc
  .tuple(fc.constantFrom(...RESOURCE_KINDS), fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,4}$/))
  .map(([kind, name]) => toResourceKey(kind, name));
const entries = fc.array(fc.tuple(key, entry), { maxLength: 30 });

const sorted = (state: Iterable<readonly [ResourceKey, StateEntry]>) =>
  [...state].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** The root by its definition, in one go: sixteen buckets by the first digit of a key's hash. */
function rootFromScratch(state: State): string {
  const buckets = Array.from({ length: 16 }, (_none, index) => {
    const own = [...state].filter(([resource]) => Number.parseInt(sha256(resource)[0]!, 16) === index);
    return own.length === 0 ? null : sha256(canonicalJson(Object.fromEntries(own)));
  });
  return sha256(canonicalJson(buckets));
}

describe("[V5] the state's root", () => {
  it("after any sequence of changes is the one that is made of the whole at once", () => {
    const { states } = registry.store;
    fc.assert(
      fc.property(fc.array(entries, { minLength: 1, maxLength: 5 }), (changes) => {
        const whole = new Map<ResourceKey, StateEntry>();
        let root: string | null = null;
        for (const change of changes) {
          root = states.put(root, new Map(change));
          for (const [resource, to] of change) whole.set(resource, to);
        }
        expect(root).toBe(rootFromScratch(whole));
        expect([...states.get(root!)]).toEqual(sorted(whole));
        for (const [resource, to] of whole) expect(states.entry(root!, resource)).toEqual(to);
        expect(states.entry(root!, "prompt/not-there")).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order in which a change names its resources", () => {
    const { states } = registry.store;
    fc.assert(
      fc.property(entries, (change) => {
        const once = new Map(change);
        expect(states.put(null, new Map([...once].toReversed()))).toBe(states.put(null, once));
      }),
      { numRuns: 40 },
    );
  });

  it("one changed resource costs two blobs: its bucket and the root", () => {
    const { store, view } = registry;
    const before = store.blobs.hashes().length;
    store.states.put(
      store.commits.get(registry.first.id).state,
      new Map([["tool/adder", { ...view().state.get("tool/adder")!, lifecycle: "failed" }]]),
    );
    expect(store.blobs.hashes().length - before).toBe(2);
  });
});

describe("[S9] blobs", () => {
  it.each([
    ["empty", ""],
    ["short", "a"],
    ["just too short to compress", "b".repeat(255)],
    ["just long enough", "c".repeat(256)],
    ["long", "d€😀".repeat(50_000)],
    ["with a zero in it", "a\u0000b"],
  ])("a text that is %s comes back as it was, under its hash, stored once", (_what, text) => {
    const { blobs } = registry.store;
    const hash = blobs.put(text);
    const count = blobs.hashes().length;
    expect([hash, blobs.put(text), blobs.get(hash), blobs.rehash(hash), blobs.hashes().length]).toEqual([
      sha256(text),
      hash,
      text,
      hash,
      count,
    ]);
  });

  it("what is missing is a damaged workspace, not an empty text", () => {
    const { blobs } = registry.store;
    expect([blobs.find("0".repeat(64)), blobs.rehash("0".repeat(64))]).toEqual([null, "missing"]);
    expect(codeOf(() => blobs.get("0".repeat(64)))).toBe("workspace-damaged");
  });
});
