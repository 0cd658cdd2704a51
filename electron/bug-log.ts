import { appendFileSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { systemClock } from "#core/app/system.ts";
import { replaceFile } from "#core/store/replace-file.ts";

const LONGEST_BYTES = 1_000_000;

/**
 * Where bugs are told: a program started from a menu has no terminal. One older file is kept. Nothing of a workspace's
 * content is written on purpose; errors carry at most the text of their message. Never throws.
 */
export function createBugLog(file: string): (error: unknown) => void {
  surviving(() => {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LONGEST_BYTES)
      replaceFile(file, `${file}.old`);
  });
  return (error) => {
    const text = toText(error);
    surviving(() => process.stderr.write(`${text}\n`));
    noteLine(file, text);
  };
}

/** One line with its time, in the log alone. */
export function noteLine(file: string, text: string): void {
  surviving(() => {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${new Date(systemClock.now()).toISOString()} ${text}\n`, { mode: 0o600 });
  });
}

function toText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\nCaused by: ${toText(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** A full disk or a closed pipe must not turn a bug that was survived into one that was not. */
function surviving(write: () => void): void {
  try {
    write();
  } catch {
    // There is nobody left to tell.
  }
}
