import { accessSync, constants, existsSync, readdirSync, renameSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { heldError, isLocked, readHolder, takeLock, type Lock } from "#core/store/lock.ts";
import { removeAll } from "#core/store/replace-file.ts";
import { explainingPath } from "./folder.ts";
import { workspacePaths } from "./paths.ts";
import { forgetReadTokens } from "./read-tokens.ts";
import { holderOf } from "./person.ts";
import { listOwnFiles, readFacts, type WorkspaceFacts } from "./workspace-facts.ts";

/** Moves a file or folder to where the system keeps what was thrown away. */
export type Trash = (path: string) => Promise<void>;

export type Deleted = WorkspaceFacts & {
  /** It lies in the system's trash; else it is gone. */
  readonly isTrashed: boolean;
};

export type DeleteOptions = {
  /** As the person typed it. */
  readonly name: string;
  /** What asks, for whoever finds the workspace held meanwhile. */
  readonly host: string;
  /** Null where this host knows no trash: then the files are removed. */
  readonly trash: Trash | null;
};

/**
 * What keeps a workspace from being deleted: throws input-invalid where the name that was typed is another, session-busy,
 * path-refused where the folder may not be changed, and what `readFacts` throws. Whether somebody holds it the deletion finds.
 */
export function requireDeletable(folder: string, name: string): WorkspaceFacts {
  const facts = readFacts(folder);
  if (name !== facts.name) {
    throw new AppError(
      "input-invalid",
      `This workspace is called ${facts.name}, and what was typed is “${name}”.`,
      {
        hint: "Type its name as it stands there; nothing was deleted.",
      },
    );
  }
  if (facts.running > 0) {
    throw new AppError("session-busy", `A session runs in ${facts.name}.`, {
      hint: "Stop it, or wait until it has ended; nothing was deleted.",
    });
  }
  explainingPath(folder, () => accessSync(folder, constants.W_OK));
  return facts;
}

/**
 * Deletes a workspace that nobody holds, by its real folder: the files that it made itself, and the folder where nothing else
 * is in it. Throws workspace-held, and what `requireDeletable` throws; then nothing is gone [W15].
 */
export async function deleteWorkspace(folder: string, options: DeleteOptions): Promise<Deleted> {
  const { lock: lockPath } = workspacePaths(folder);
  const facts = requireDeletable(folder, options.name);
  const lock = takeLock(lockPath, holderOf(options.host));
  // From here on nobody can start anything in it.
  if (lock === null) throw heldError(folder, readHolder(lockPath));
  try {
    // What is made in this place later on is another's.
    forgetReadTokens(folder);
  } catch (error) {
    lock.release();
    throw error;
  }
  const { trash } = options;
  // A folder of nothing else goes as one piece, from which it can be put back.
  if (trash !== null && facts.others === 0) await trashWhole(folder, lock, trash);
  else await removeOwn(folder, lock, trash);
  return { ...facts, isTrashed: trash !== null };
}

/**
 * What is thrown away lies under a name of its own by then: asking the system takes its time, and who opens the workspace
 * meanwhile finds none, or makes another.
 */
async function trashWhole(folder: string, lock: Lock, trash: Trash): Promise<void> {
  const aside = findFreeName(folder);
  try {
    moveAside(folder, aside, lock);
  } finally {
    lock.release();
  }
  try {
    await trash(aside);
  } catch (error) {
    renameSync(aside, folder);
    throw error;
  }
}

function moveAside(folder: string, aside: string, lock: Lock): void {
  try {
    renameSync(folder, aside);
  } catch {
    // Windows moves no folder in which a file is open, the lock's among them: nor one that somebody else holds by then.
    lock.release();
    explainingPath(folder, () => renameSync(folder, aside));
  }
}

function findFreeName(folder: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${folder} (deleted${number === 1 ? "" : ` ${number}`})`;
    if (!existsSync(name)) return name;
  }
}

async function removeOwn(folder: string, lock: Lock, trash: Trash | null): Promise<void> {
  try {
    await removeAllBut(folder, isOfLock, trash);
  } finally {
    // The lock's own files go last: what holds them open cannot be removed everywhere.
    lock.release();
  }
  // Whoever took it meanwhile has made a workspace of their own in it.
  if (isLocked(workspacePaths(folder).lock)) return;
  await removeAllBut(folder, (file) => !isOfLock(file), null);
  removeIfEmpty(folder);
}

function isOfLock(file: string): boolean {
  return file.startsWith("workspace.lock");
}

async function removeAllBut(
  folder: string,
  stays: (file: string) => boolean,
  trash: Trash | null,
): Promise<void> {
  for (const file of listOwnFiles(folder).filter((each) => !stays(each))) {
    if (trash === null) removeAll(join(folder, file));
    else await trash(join(folder, file));
  }
}

/** A folder that may not be taken out of the one it lies in stays, and nothing is in it. */
function removeIfEmpty(folder: string): void {
  try {
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  } catch {
    // It stays.
  }
}
