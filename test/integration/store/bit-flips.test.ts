import { expect, it } from "vitest";
import { fillStore } from "#test/support/full-store.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { openRegistry } from "#test/support/registry.ts";
import { countOutcomes, flipBits } from "./flip-bits.ts";

const SEED = 1;
const FLIPS = 150;

it(`[S6] of ${FLIPS} single bits flipped in a workspace file (seed ${SEED}), none changes what is read without being found`, () => {
  const registry = openRegistry();
  try {
    fillStore(registry);
    withRaw(registry.path, (db) => db.pragma("wal_checkpoint(TRUNCATE)"));
    const flips = flipBits(registry.path, { count: FLIPS, seed: SEED });
    const counts = countOutcomes(flips);
    expect(flips.filter(({ outcome }) => outcome === "unseen")).toEqual([]);
    // The rows are there to be hit: a harness that flips nothing would find nothing harmful either.
    expect(counts.found + counts.refused).toBeGreaterThan(FLIPS / 10);
  } finally {
    registry.close();
  }
});
