import { compareFiles, isNamed, MOST_BESIDE_BYTES } from "./import-source.ts";

/** A file before it is read, by its path in the folder that was chosen. */
type Found = { readonly path: string; readonly sizeBytes: number };

/** What one call of the contract may carry, all files together. */
const LARGEST_BYTES = 20_000_000;
/** More files than a folder of items has. */
export const MOST_FILES = 500;
/** What no item is in, and what would be too much to read. */
const PASSED_OVER = /(?:^|\/)(?:\.[^/]+|node_modules)(?:\/|$)/;

/**
 * Which of these files are read, those that stand highest first, and how many that items may be in are not: too many, or
 * too large to be referred to. Null where together they are more than may be sent.
 */
export function chooseFiles<F extends Found>(
  all: readonly F[],
): { readonly taken: readonly F[]; readonly unread: number } | null {
  const found = all.filter(({ path }) => !isPassedOver(path));
  // Alone, it is what is meant, whatever it is.
  const usable =
    found.length === 1 ? found : found.filter((file) => file.sizeBytes <= MOST_BESIDE_BYTES || isNamed(file));
  const taken = usable.toSorted(compareFiles).slice(0, MOST_FILES);
  if (taken.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > LARGEST_BYTES) return null;
  return { taken, unread: found.length - taken.length };
}

/** What somebody chose or dropped itself is meant, whatever it is called. */
export function isPassedOver(path: string): boolean {
  return path.includes("/") && PASSED_OVER.test(path.slice(path.indexOf("/") + 1));
}
