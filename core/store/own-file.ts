import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { platform } from "node:os";
import { AppError } from "#core/base/app-error.ts";
import { replaceFile } from "./replace-file.ts";

/** The files of a workspace are opened as what they are: a link in their place would have us read or write somewhere else. */

/** What no note of ours is longer than. */
export const MOST_NOTE_BYTES = 64 * 1024;

/**
 * Throws path-refused where something stands at the path that is no file of its own; a folder is the
 * caller's to judge [S10].
 */
export function refuseLink(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile() || found.isDirectory()) return;
  throw new AppError(
    "path-refused",
    `${path} is ${found.isSymbolicLink() ? "a link" : "no file"}: a workspace's own files are never opened through one.`,
    { hint: "Put the file itself in its place. The folder as a whole may be reached by a link." },
  );
}

/**
 * Writes a small file whole, for its owner alone: a program that dies in between leaves the old one. What stood in its
 * place is replaced, never written through [S10].
 */
export function replaceNote(path: string, text: string): void {
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  try {
    writeFileSync(fresh, text, { flag: "wx", mode: 0o600 });
    replaceFile(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** The text of a small file of this user's own, or null: for a pipe, a file of somebody else's, and a long one. Throws for a link and none. */
export function readOwnNote(path: string): string | null {
  return readFileAt(path, ({ uid, size }) => size <= MOST_NOTE_BYTES && isOwn(uid))?.toString("utf8") ?? null;
}

/**
 * The text of a file that people write, null where there is none. Throws path-refused for a link or a pipe, config-invalid
 * where it is longer than any of its kind or not UTF-8, and what the system throws where it may not be read.
 */
export function readOwnText(path: string, mostBytes: number): string | null {
  refuseLink(path);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  const bytes = readFileAt(path, ({ size }) => size <= mostBytes);
  if (bytes !== null) return decode(bytes, path);
  throw new AppError("config-invalid", `${path} is no file of at most ${mostBytes / 1024} KiB.`, {
    hint: "Put a file in its place that says only what it is for.",
  });
}

/** Characters that were written in another way would be lost, also for good once the file is written again [S16]. */
function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("config-invalid", `${path} is not written in UTF-8.`, {
      hint: "Save it as UTF-8; it was left as it is.",
      cause,
    });
  }
}

/** Null where it is no file, or none that is wanted. */
function readFileAt(path: string, isWanted: (found: Stats) => boolean): Buffer | null {
  // A pipe would wait for a writer.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = openSync(path, flags);
  try {
    const found = fstatSync(file);
    return found.isFile() && isWanted(found) ? readFileSync(file) : null;
  } finally {
    closeSync(file);
  }
}

/** Whether a socket of this user's own is there. Named pipes of Windows are no files, and guarded by the system. */
export function isOwnSocket(address: string): boolean {
  if (platform() === "win32") return address.startsWith("\\\\.\\pipe\\");
  const found = lstatSync(address, { throwIfNoEntry: false });
  return found !== undefined && found.isSocket() && isOwn(found.uid);
}

function isOwn(uid: number): boolean {
  // oxlint-disable-next-line no-restricted-globals -- `userInfo` throws for a user without an entry in the system's list.
  const own = process.getuid?.();
  // Windows has no such numbers, and keeps others out by itself.
  return own === undefined || uid === own;
}

/** Which file this is, whatever is done to its name; null where there is none. */
export function identify(path: string): string | null {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}
