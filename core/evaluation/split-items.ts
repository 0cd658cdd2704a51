import { sha256 } from "#core/base/hash.ts";
import type { Split } from "#core/domain/dataset.ts";

/** Where an item goes. */
export type Placement = { readonly split: Split; readonly isDev: boolean };

/** Shares of train and of train and validation together; the rest is test. */
const TRAIN_END = 0.5;
const VALIDATION_END = 0.75;
const DEV_SHARE = 1 / 3;

export type Division = {
  readonly seed: number;
  /** Puts everything into one split instead of dividing. */
  readonly split: Split | null;
};

/**
 * Where an item goes, from the seed and its id alone: 50/25/25 on average, a third of train being dev. Other items
 * change nothing, so a longer file moves none of the old ones. Items of one group go together: divided, the near
 * duplicates among them would carry test into train.
 */
export function placeItem(
  { id, group }: { readonly id: string; readonly group: string | null },
  division: Division,
): Placement {
  const digest = sha256(
    JSON.stringify(group === null ? [division.seed, id] : [division.seed, "group", group]),
  );
  const split = division.split ?? splitAt(fractionAt(digest, 0));
  return { split, isDev: split === "train" && fractionAt(digest, 16) < DEV_SHARE };
}

/** Uniform in [0, 1), from 48 bits of the digest that begin at this digit. */
function fractionAt(digest: string, digit: number): number {
  return Number.parseInt(digest.slice(digit, digit + 12), 16) / 2 ** 48;
}

function splitAt(fraction: number): Split {
  if (fraction < TRAIN_END) return "train";
  return fraction < VALIDATION_END ? "validation" : "test";
}
