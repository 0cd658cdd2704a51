import { readFileSync, statSync } from "node:fs";

/** Beyond this a file is read where it lies: twice its size in memory would be too much. */
export const MOST_IMAGE_BYTES = 32 * 1024 * 1024;

/** Where a SQLite file says how it is journalled, and what it says there: 1 rollback journal, 2 WAL. */
const JOURNAL_BYTES = [18, 19] as const;
const WAL = 2;
const ROLLBACK = 1;

/** What changes when somebody writes to a file that is the whole workspace by itself. */
export type FileStamp = { readonly sizeBytes: number; readonly changedNs: bigint };

/** Null where the bytes of the file alone are not the workspace: a journal stands beside it, or there is no such file. */
export function stampOf(path: string): FileStamp | null {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  const hasJournal = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (file === undefined || !file.isFile() || hasJournal) return null;
  return { sizeBytes: Number(file.size), changedNs: file.mtimeNs };
}

/** Whether nobody has written to the file since it was looked at. */
export function isStill(path: string, before: FileStamp): boolean {
  const now = stampOf(path);
  return now !== null && now.sizeBytes === before.sizeBytes && now.changedNs === before.changedNs;
}

/**
 * The file as bytes that SQLite can read without touching its folder; a reader of a WAL file itself leaves two more files
 * behind, and fails where it may make none. Null where somebody wrote since it was looked at.
 */
export function readFileImage(path: string, stamp: FileStamp): Buffer | null {
  const image = readFileSync(path);
  if (!isStill(path, stamp)) return null;
  // In memory there is no WAL. A header that says anything else is left for SQLite to judge.
  if (JOURNAL_BYTES.every((at) => image[at] === WAL)) for (const at of JOURNAL_BYTES) image[at] = ROLLBACK;
  return image;
}
