import { realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, normalize, sep } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { explainingPath, requireWorkspace } from "./folder.ts";
import { workspacePaths } from "./paths.ts";
import { refuseLink } from "#core/store/own-file.ts";

/** What no folder's path is longer than; systems allow less. */
const LONGEST = 4096;

/**
 * The folder that somebody typed or chose in a window: whole, on this machine, and written as what it is. `~` is the home
 * folder. Throws path-refused in words for what a program would read in another way than a person does [W16].
 */
export function typedPlace(typed: string): string {
  const path = withHome(typed.trim());
  if (path === "") throw refused("No folder was named.", "Write the whole path of a folder.");
  if (path.length > LONGEST) throw refused("That path is too long.", "Name a shorter one.");
  if (/[\u0000-\u001f\u007f]/.test(path))
    throw refused("That path has signs in it that nobody can type.", "Write it by hand.");
  if (/^[a-z][a-z0-9+.-]+:/i.test(path) || /^[\\/]{2}/.test(path))
    throw refused(
      `${path} is not on this machine.`,
      "A workspace is a folder of this machine's own disks: locks over a network hold nobody off.",
    );
  if (!isAbsolute(path))
    throw refused(
      `${path} does not say where it begins.`,
      "Write the whole path, from the disk or from ~ on.",
    );
  if (path.split(/[\\/]/).includes(".."))
    throw refused(`${path} goes up again on its way.`, "Write the path without “..”.");
  const plain = normalize(path);
  return plain.length > 1 && plain.endsWith(sep) ? plain.slice(0, -1) : plain;
}

/**
 * The workspace in a folder that was typed, by its one real path whatever links it was named by. A file of the workspace stands for
 * its folder. Throws path-refused, workspace-missing; nothing is opened or changed.
 */
export function typedWorkspace(typed: string): string {
  const place = typedPlace(typed);
  const named = explainingPath(place, () => {
    const found = statSync(place, { throwIfNoEntry: false });
    return found?.isFile() === true && place === workspacePaths(join(place, "..")).database
      ? join(place, "..")
      : place;
  });
  requireWorkspace(workspacePaths(named));
  return explainingPath(named, () => {
    const folder = realpathSync.native(named);
    refuseLink(workspacePaths(folder).database);
    return folder;
  });
}

function withHome(path: string): string {
  if (path !== "~" && !path.startsWith("~/") && !path.startsWith("~\\")) return path;
  try {
    return join(homedir(), path.slice(1));
  } catch {
    return path;
  }
}

function refused(message: string, hint: string): AppError {
  return new AppError("path-refused", message, { hint });
}
