import { chmodSync } from "node:fs";

/**
 * Makes a new database its user's alone: prompts and traces are in it. SQLite gives the files it keeps beside it the
 * same mode. Where the file system knows no modes there is nothing to make.
 */
export function keepPrivate(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch {
    // FAT and some network disks refuse every change of a mode; the workspace is usable all the same.
  }
}
