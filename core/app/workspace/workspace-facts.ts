import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { workspaceName } from "#core/domain/workspace-name.ts";
import { isLocked, readHolder } from "#core/store/lock.ts";
import { openStore } from "#core/store/store.ts";
import { defaultWorkspaceFolder } from "./default-folder.ts";
import { explainingPath } from "./folder.ts";
import { workspacePaths } from "./paths.ts";

/** What a person has to know of a workspace before they delete it. */
export type WorkspaceFacts = {
  readonly folder: string;
  /** As people call it; it is typed to delete it. */
  readonly name: string;
  /** Of its own files. */
  readonly bytes: number;
  /** Null where another version of the program would have to count. */
  readonly commits: number | null;
  readonly sessions: number | null;
  /** Sessions that say to be running; where nobody holds the workspace none of them is. */
  readonly running: number;
  /** Sessions that wait for a person's decision. */
  readonly waiting: number;
  /** How many files and folders beside its own lie in its folder: they stay. */
  readonly others: number;
  /** It is made anew, for practice, by the next start that names no other. */
  readonly isDefault: boolean;
  /** The program that holds it, as people know it; null where none does. */
  readonly holder: string | null;
};

/**
 * Looks at a workspace by its real folder, and leaves everything as it is. Throws workspace-damaged where its file is not one
 * of ours: what cannot be told is not deleted either.
 */
export function readFacts(folder: string): WorkspaceFacts {
  const paths = workspacePaths(folder);
  const own = listOwnFiles(folder);
  const all = explainingPath(folder, () => readdirSync(folder));
  const isHeld = isLocked(paths.lock);
  const counts = countIn(paths.database);
  const holder = readHolder(paths.lock);
  return {
    folder,
    name: workspaceName(folder),
    bytes: own.reduce((sum, file) => sum + lstatSync(join(folder, file)).size, 0),
    commits: counts?.commits ?? null,
    sessions: counts?.sessions ?? null,
    running: isHeld ? (counts?.running ?? 0) : 0,
    waiting: isHeld ? (counts?.waiting ?? 0) : 0,
    others: all.length - own.length,
    isDefault: isDefaultFolder(folder),
    holder: isHeld ? describeHolder(holder) : null,
  };
}

function describeHolder(holder: ReturnType<typeof readHolder>): string {
  return holder === null ? "another process" : `${holder.host} (process ${holder.pid})`;
}

type Counts = {
  readonly commits: number;
  readonly sessions: number;
  readonly running: number;
  readonly waiting: number;
};

/** Null for a file of another version of the program, which is ours all the same. */
function countIn(database: string): Counts | null {
  try {
    const store = openStore(database, { readOnly: true });
    try {
      const sessions = store.sessions.list();
      return {
        commits: store.commits.count(),
        sessions: sessions.length,
        running: sessions.filter(({ state }) => state === "running").length,
        waiting: sessions.filter(({ state }) => state === "waiting").length,
      };
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof AppError && ["read-only", "workspace-newer"].includes(error.code)) return null;
    throw error;
  }
}

/** The names of the files in a folder that a workspace makes there itself; nothing else is ever deleted with it. */
export function listOwnFiles(folder: string): readonly string[] {
  return explainingPath(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => (entry.isFile() && isOwnFile(folder, entry.name)) || isOwnSocket(entry))
    .map(({ name }) => name);
}

const OWN = /^workspace\.(sqlite(-wal|-shm|-journal)?|yaml(\.new)?|lock(-journal)?|lock\.json(\.new)?)$/;

const OPENER = "open-window.html";

function isOwnFile(folder: string, name: string): boolean {
  if (OWN.test(name)) return true;
  // The page by which a browser is opened; another one of this name is somebody's own.
  return (
    name === OPENER && readFileSync(join(folder, name), "utf8").includes("<title>Autogenesis Studio</title>")
  );
}

function isOwnSocket(entry: { readonly name: string; readonly isSocket: () => boolean }): boolean {
  return entry.name === "workspace.sock" && entry.isSocket();
}

function isDefaultFolder(folder: string): boolean {
  try {
    return folder === defaultWorkspaceFolder();
  } catch {
    // A user without a home folder has no such place.
    return false;
  }
}
