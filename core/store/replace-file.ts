import { renameSync, rmSync } from "node:fs";
import { platform as hostPlatform } from "node:os";

/** A scanner or an open window lets go of a file within this, or not at all. */
const TRIES = 20;
const PAUSE_MS = 25;

const PASSING: ReadonlySet<string> = new Set(["EPERM", "EBUSY", "EACCES"]);

export type ReplaceParts = {
  readonly platform: string;
  readonly rename: (from: string, to: string) => void;
};

/**
 * Moves a file or folder to a place where another may be, in one step. Windows refuses that for as long as somebody has
 * one of them open, a virus scanner for instance: there it is tried again for half a second. Throws what the last try did.
 */
export function replaceFile(
  from: string,
  to: string,
  { platform, rename }: ReplaceParts = { platform: hostPlatform(), rename: renameSync },
): void {
  for (let tried = 1; ; tried += 1) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (platform !== "win32" || tried === TRIES || !PASSING.has(codeOf(error))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

/** Removes a file or a whole folder, if it is there, with the same patience. */
export function removeAll(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: TRIES, retryDelay: PAUSE_MS });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
