import { mkdirSync, rmdirSync } from "node:fs";

const PAUSE_MS = 10;
/** Nobody works on a small file for longer than these pauses: whoever does has died over it. */
const MOST_PAUSES = 300;

/**
 * Does this while no other process does the like with the file: what is read, changed and written again is not lost to
 * another's. Throws what the folder throws where nothing can be written beside the file.
 */
export function takeFileTurn<T>(file: string, work: () => T): T {
  const sign = `${file}.turn`;
  for (let pauses = 0; !tryMake(sign); pauses += 1) {
    if (pauses === MOST_PAUSES) removeSign(sign);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  try {
    return work();
  } finally {
    removeSign(sign);
  }
}

/** A folder is made by one alone. */
function tryMake(sign: string): boolean {
  try {
    mkdirSync(sign);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function removeSign(sign: string): void {
  try {
    rmdirSync(sign);
  } catch {
    // Another one removed it, as it looked left behind.
  }
}
