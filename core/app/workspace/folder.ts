import { accessSync, constants, lstatSync, mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { AppError } from "#core/base/app-error.ts";
import { removeAll } from "#core/store/replace-file.ts";
import type { WorkspacePaths } from "./paths.ts";

/**
 * Makes the folder of a new workspace, or takes one that is empty; the answer is what it made, outermost first. Throws
 * workspace-exists, path-refused, read-only and disk-full.
 */
export function makeWorkspaceFolder(folder: string): readonly string[] {
  return explainingPath(folder, () => {
    refuseUsed(folder);
    const made: string[] = [];
    try {
      // Not mkdir's own recursion: where nothing can be made, as in /proc, it tries for ever.
      for (const missing of listMissing(folder)) {
        mkdirSync(missing);
        made.push(missing);
      }
      accessSync(folder, constants.W_OK);
      return made;
    } catch (error) {
      removeEmpty(made);
      throw error;
    }
  });
}

/** Throws path-refused or workspace-exists where no workspace can be made: its place is no folder, or not empty. */
export function refuseUsed(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined && !isThere(folder)) return;
  // A link that leads nowhere is there as well, and nothing can be made in its place.
  if (found?.isDirectory() !== true) {
    throw new AppError("path-refused", `${folder} is not a folder.`, {
      hint: "Name a folder that is empty or does not exist yet.",
    });
  }
  if (readdirSync(folder).length === 0) return;
  throw new AppError("workspace-exists", `The folder ${folder} is not empty.`, {
    hint: "Name a new folder, or that of a workspace.",
  });
}

function listMissing(folder: string): readonly string[] {
  return isThere(folder) || dirname(folder) === folder ? [] : [...listMissing(dirname(folder)), folder];
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Takes back what a failed init made in the folder, and of the folders those it made itself. */
export function removeWorkspaceFiles(paths: WorkspacePaths, madeFolders: readonly string[]): void {
  for (const file of [paths.database, paths.lock, paths.config]) {
    for (const ending of ["", "-wal", "-shm", "-journal"]) removeAll(`${file}${ending}`);
  }
  removeEmpty(madeFolders);
}

function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    // Somebody may have put something there meanwhile: that is not ours to remove.
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

/** Throws workspace-missing where the folder holds no workspace, and path-refused where nobody can tell. */
export function requireWorkspace({ folder, database }: WorkspacePaths): void {
  explainingPath(folder, () => {
    const here = nearestThere(folder);
    const isFolder = statSync(here, { throwIfNoEntry: false })?.isDirectory() === true;
    if (isFolder && statSync(database, { throwIfNoEntry: false }) !== undefined) return;
    const canInit = isFolder && (here !== folder || readdirSync(folder).length === 0);
    throw new AppError("workspace-missing", `There is no workspace in ${folder}.`, {
      hint: canInit
        ? "Make one there, or name another folder."
        : "Name the folder of a workspace, or make one in a new folder.",
      way: canInit ? "make-workspace" : "name-workspace",
    });
  });
}

/** The path, or of the folders it lies in the innermost that exists. */
function nearestThere(path: string): string {
  return isThere(path) || dirname(path) === path ? path : nearestThere(dirname(path));
}

/** The system's codes for a path → what they mean to a person. */
const MEANINGS: Readonly<Record<string, readonly [code: ErrorCode, why: string, hint: string]>> = {
  ENOTDIR: ["path-refused", "a part of it is a file, not a folder", "Name a place inside a folder."],
  EEXIST: ["path-refused", "something that is no folder has this name", "Name another place."],
  ENOENT: ["path-refused", "nothing can be made or found there", "Name another place."],
  ELOOP: ["path-refused", "its links lead in a circle", "Name another place."],
  ENAMETOOLONG: ["path-refused", "the name is too long", "Name a shorter one."],
  EACCES: ["path-refused", "this user may not look or write there", "Check the folder's permissions."],
  EPERM: ["path-refused", "this user may not look or write there", "Check the folder's permissions."],
  EROFS: ["read-only", "the disk may only be read", "Name a place on a disk that can be written."],
  ENOSPC: ["disk-full", "the disk is full", "Free some space and try again."],
};

/** Says in words what the system refuses of a path. */
export function explainingPath<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const [ours, why, hint] = MEANINGS[code] ?? [];
    if (ours === undefined || error instanceof AppError) throw error;
    throw new AppError(ours, `${folder} cannot be a workspace: ${String(why)}.`, {
      hint: String(hint),
      cause: error,
    });
  }
}
