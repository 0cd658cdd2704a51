import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { sha256 } from "#core/base/hash.ts";
import { userFolder } from "#core/app/connections/user-folder.ts";
import { holderOf } from "#core/app/workspace/person.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { isUndecided } from "#core/domain/proposal.ts";
import { readHolder, takeLock } from "#core/store/lock.ts";
import { readOwnNote, replaceNote } from "#core/store/own-file.ts";

/** A folder of files, and where what it says goes. */
export type FollowedPlace = {
  readonly workspace: string;
  readonly folder: string;
  /** As it was named; undefined for the one that is shown. */
  readonly branch: string | undefined;
};

type Client = Pick<WorkspaceClient, "proposals">;

/** The folder is this process's to follow until it lets go. */
export type HeldPlace = {
  /** The draft that was left of it, where that still waits for a decision. */
  readonly findLeft: (client: Client) => Promise<string | null>;
  /** What is left of it from now on. */
  readonly leave: (client: Client, draft: string | null) => Promise<void>;
  readonly release: () => void;
};

/** Ids begin anew in a workspace that is made anew in the same place: the moment tells whether it is this one. */
const noteSchema = z.object({ draft: z.string(), createdAt: z.string() });
type Note = z.infer<typeof noteSchema>;

/**
 * Takes a folder for this process, so that its drafts stand in the place of each other, whoever made the one before; null
 * where another process has it. Noted in the user's own folder: a workspace may come from anybody [C35]. Throws what keeps
 * anything from being noted there.
 */
export function takePlace(place: FollowedPlace): HeldPlace | null {
  const { lock: lockPath, note } = pathsOf(place);
  const lock = takeLock(lockPath, holderOf("command line"));
  if (lock === null) return null;
  return {
    findLeft: async (client) => {
      const left = readNote(note);
      if (left === null) return null;
      const now = await findProposal(client, left.draft);
      const isSame = now?.createdAt === left.createdAt && isUndecided(now.status);
      return isSame ? left.draft : null;
    },
    leave: async (client, draft) => {
      const made = draft === null ? null : await findProposal(client, draft);
      if (made === null) rmSync(note, { force: true });
      else replaceNote(note, JSON.stringify({ draft: made.id, createdAt: made.createdAt } satisfies Note));
    },
    release: lock.release,
  };
}

/** Where nothing can be noted, a folder is followed all the same, and begins with no draft. */
export const UNNOTED: HeldPlace = {
  findLeft: async () => await Promise.resolve(null),
  leave: async () => await Promise.resolve(),
  release: () => undefined,
};

/** The same for whoever brings it in once: what another process follows, or what cannot be noted, is left to itself. */
export function takeFreePlace(place: FollowedPlace): HeldPlace {
  try {
    return takePlace(place) ?? UNNOTED;
  } catch {
    return UNNOTED;
  }
}

/** Why a folder cannot be followed: somebody does already. */
export function followedError(place: FollowedPlace): AppError {
  const holder = readHolder(pathsOf(place).lock);
  const who = holder === null ? "another process" : `process ${holder.pid}, since ${holder.since}`;
  return new AppError("path-refused", `${place.folder} is followed already, by ${who}.`, {
    hint: "End that one with Ctrl+C in its terminal, or go on with it: each state of the folder becomes one draft.",
  });
}

async function findProposal({ proposals }: Client, id: string) {
  return (await proposals.list({})).find((each) => each.id === id) ?? null;
}

function pathsOf({ workspace, folder, branch }: FollowedPlace): {
  readonly lock: string;
  readonly note: string;
} {
  const home = join(userFolder(process.env, process.platform), "followed");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const name = sha256(JSON.stringify([realPath(workspace), realPath(folder), branch ?? null])).slice(0, 32);
  return { lock: join(home, `${name}.lock`), note: join(home, `${name}.json`) };
}

/** By whatever links it was named; one that is gone for the moment by the name that it was given. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** A note that is none of ours tells of no draft. */
function readNote(path: string): Note | null {
  try {
    return noteSchema.parse(JSON.parse(readOwnNote(path) ?? ""));
  } catch {
    return null;
  }
}
