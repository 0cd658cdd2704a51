import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { isLeftOver, KIND_OF_FOLDER, type ResourceFile } from "#core/domain/resource-file.ts";
import { putWhole } from "#core/host/cli/write-whole.ts";
import { describeFailure } from "#core/exchange/disk/read-file.ts";

/** Whether files of resources may be written there: nothing is there, or files of resources are. Throws path-refused. */
export function refuseForeignFolder(folder: string): void {
  if (!existsSync(folder)) return;
  if (!lstatSync(folder).isDirectory())
    throw new AppError("path-refused", `${folder} is no folder.`, {
      hint: "Name a folder, an empty one or one that files were written to.",
    });
  const names = readdirSync(folder).filter((name) => !isLeftOver(name));
  if (names.length === 0 || names.some((name) => KIND_OF_FOLDER.has(name))) return;
  throw new AppError("path-refused", `${folder} holds other things: ${names.slice(0, 3).join(", ")}.`, {
    hint: "Name an empty folder, or one that files of resources were written to.",
  });
}

export type Writing = { readonly files: readonly ResourceFile[]; readonly remove: readonly string[] };

/**
 * Writes each file whole or not at all, and takes away those that are none of the resources' any more. Nothing is written
 * through a link. Throws path-refused before the first of them, and what the disk says.
 */
export function writeFolder(folder: string, { files, remove }: Writing): void {
  for (const { path } of files) refuseLinks(folder, path);
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      putWhole(join(folder, path), text);
    }
    for (const path of remove) removeFile(folder, path);
  } catch (error) {
    throw new AppError("path-refused", `${folder} cannot be written to: ${describeFailure(error)}.`, {
      cause: error,
    });
  }
}

function refuseLinks(folder: string, path: string): void {
  const parts = path.split("/");
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const at = join(folder, ...parts.slice(0, depth));
    const stats = lstatSync(at, { throwIfNoEntry: false });
    if (stats === undefined) return;
    const isRight = depth === parts.length ? stats.isFile() : stats.isDirectory();
    if (isRight) continue;
    throw new AppError(
      "path-refused",
      `${at} is ${stats.isSymbolicLink() ? "a link" : "in the way"}: nothing was written.`,
      {
        hint: "Take it away, or name another folder.",
      },
    );
  }
}

function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  // The folders of an initial state go with the last of its files.
  for (
    let at = dirname(path);
    at.includes("/") && readdirSync(join(folder, at)).length === 0;
    at = dirname(at)
  )
    rmdirSync(join(folder, at));
}
