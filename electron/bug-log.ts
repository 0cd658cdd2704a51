import { appendFileSync, renameSync, statSync } from "node:fs";
import { systemClock } from "#core/app/system.ts";

const LONGEST_BYTES = 1_000_000;

/**
 * Where bugs are told: a program started from a menu has no terminal. One older file is kept. Nothing of a workspace's
 * content is written on purpose; errors carry at most the text of their message.
 */
export function createBugLog(file: string): (error: unknown) => void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LONGEST_BYTES) renameSync(file, `${file}.old`);
  return (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${text}\n`);
    try {
      appendFileSync(file, `${new Date(systemClock.now()).toISOString()} ${text}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not turn a bug that was survived into one that was not.
    }
  };
}
