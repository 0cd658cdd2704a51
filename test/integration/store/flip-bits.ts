import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { openStore } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";
import { dumpRows } from "#test/support/raw-database.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

/**
 * What a flipped bit led to. `refused`: the file is not opened, and the error says why. `found`: verify names what is
 * broken. `harmless`: every row of every table reads as before. `unseen`: something reads otherwise and nobody says so.
 */
export type FlipOutcome = "refused" | "found" | "harmless" | "unseen";

export type Flip = { readonly bit: number; readonly outcome: FlipOutcome; readonly detail: string };

/** Flips single bits of a copy of the file, drawn by the seed, each on its own. */
export function flipBits(
  path: string,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Flip[] {
  const { folder, remove } = makeFolder();
  try {
    const bytes = readFileSync(path);
    const before = dumpRows(path);
    const random = keyedRandom("flip-bits", seed);
    return Array.from({ length: count }, (_none, at) => {
      const bit = random.integer(bytes.length * 8);
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const copy = join(folder, `${at}.sqlite`);
      writeFileSync(copy, flipped);
      return { bit, ...judge(copy, before) };
    });
  } finally {
    remove();
  }
}

function judge(path: string, before: string): Omit<Flip, "bit"> {
  try {
    const store = openStore(path, { readOnly: true });
    try {
      const { ok, firstBroken } = verifyStore(store);
      if (!ok) return { outcome: "found", detail: `${firstBroken?.table} ${firstBroken?.id}` };
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof AppError) return { outcome: "refused", detail: error.code };
    throw error;
  }
  return dumpRows(path) === before
    ? { outcome: "harmless", detail: "" }
    : { outcome: "unseen", detail: "rows read otherwise" };
}

export function countOutcomes(flips: readonly Flip[]): Readonly<Record<FlipOutcome, number>> {
  const count = (outcome: FlipOutcome): number => flips.filter((flip) => flip.outcome === outcome).length;
  return {
    refused: count("refused"),
    found: count("found"),
    harmless: count("harmless"),
    unseen: count("unseen"),
  };
}
