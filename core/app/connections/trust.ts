import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { keyNameSchema } from "#core/domain/connection.ts";
import { readOwnNote, replaceNote } from "#core/store/own-file.ts";
import { userFolder } from "./user-folder.ts";

/**
 * Which key a person lets go to which origin. Kept outside of all workspaces: a workspace may come from anybody, and what it
 * says of itself is no permission.
 */
export type Trust = {
  readonly mayReach: (key: string, origin: string) => boolean;
  /** Throws read-only where it cannot be written down. */
  readonly grant: (keys: readonly string[], origin: string) => void;
  readonly withdraw: (keys: readonly string[], origin: string) => void;
};

const trustSchema = z.object({ version: z.literal(1), keys: z.record(z.string(), z.array(keyNameSchema)) });
type Granted = z.infer<typeof trustSchema>["keys"];

const FILE = "trusted-keys.json";

/** What this person granted. The file is read whenever it is asked, as other programs of this one's write it too. */
export function openTrust(path: () => string = trustPath): Trust {
  const change = (origin: string, next: (names: readonly string[]) => readonly string[]): void => {
    const file = path();
    const { [origin]: names = [], ...others } = readGranted(file);
    const kept = next(names);
    if (kept.length === names.length) return;
    write(file, kept.length === 0 ? others : { ...others, [origin]: [...kept] });
  };
  return {
    mayReach: (key, origin) => {
      const file = placeIn(path);
      const granted = file === null ? {} : readGranted(file);
      return Object.hasOwn(granted, origin) && granted[origin]?.includes(key) === true;
    },
    grant: (keys, origin) => change(origin, (names) => [...new Set([...names, ...keys])].toSorted()),
    withdraw: (keys, origin) => change(origin, (names) => names.filter((name) => !keys.includes(name))),
  };
}

function trustPath(): string {
  return join(userFolder(process.env, process.platform), FILE);
}

/** Null for a user who has no folder: nobody granted anything there. */
function placeIn(path: () => string): string | null {
  try {
    return path();
  } catch (error) {
    if (error instanceof AppError && error.code === "path-refused") return null;
    throw error;
  }
}

/** A file that is none of ours, or that nobody can read, grants nothing. */
function readGranted(file: string): Granted {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return {};
  try {
    return trustSchema.parse(JSON.parse(readOwnNote(file) ?? "")).keys;
  } catch {
    return {};
  }
}

function write(file: string, keys: Granted): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    replaceNote(file, `${JSON.stringify({ version: 1, keys }, null, 2)}\n`);
  } catch (cause) {
    throw new AppError("read-only", `What is trusted cannot be written to ${file}.`, {
      hint: "Check the permissions of that folder, or name another one: AUTOGENESIS_CONFIG=FOLDER.",
      cause,
    });
  }
}
