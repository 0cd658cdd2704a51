import { readFileSync, statSync } from "node:fs";

/** Beyond this the file is read where it lies: twice its size in memory would be too much. */
const MOST_IMAGE_BYTES = 512 * 1024 * 1024;

/** Where a SQLite file says how it is journalled, and what it says there: 1 rollback journal, 2 WAL. */
const JOURNAL_BYTES = [18, 19] as const;
const WAL = 2;
const ROLLBACK = 1;

/**
 * The file as bytes that SQLite can read without touching its folder; a reader of a WAL file itself leaves two more files
 * behind, and fails where it may make none. Null where the bytes alone are not the workspace: a journal stands beside
 * them, somebody wrote meanwhile, or there is no such file.
 */
export function readFileImage(path: string): Buffer | null {
  const before = lookAt(path);
  if (before === null) return null;
  const image = readFileSync(path);
  if (lookAt(path) !== before) return null;
  // In memory there is no WAL. A header that says anything else is left for SQLite to judge.
  if (JOURNAL_BYTES.every((at) => image[at] === WAL)) for (const at of JOURNAL_BYTES) image[at] = ROLLBACK;
  return image;
}

/** What changes when somebody writes to the file, or null where it cannot be read as an image. */
function lookAt(path: string): string | null {
  const file = statSync(path, { throwIfNoEntry: false });
  const hasJournal = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (file === undefined || !file.isFile() || file.size > MOST_IMAGE_BYTES || hasJournal) return null;
  return `${file.size} ${file.mtimeMs}`;
}
