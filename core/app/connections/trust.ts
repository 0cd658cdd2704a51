import { join } from "node:path";
import { z } from "zod";
import { keyNameSchema } from "#core/domain/connection.ts";
import { userFolder } from "./user-folder.ts";
import { openUserNote } from "./user-note.ts";

/**
 * Which key a person lets go to which origin. Kept outside of all workspaces: a workspace may come from anybody, and what it
 * says of itself is no permission.
 */
export type Trust = {
  readonly mayReach: (key: string, origin: string) => boolean;
  /** Throws path-refused for a user without a folder, and as a note's `change` [S61]. */
  readonly grant: (keys: readonly string[], origin: string) => void;
  readonly withdraw: (keys: readonly string[], origin: string) => void;
};

const trustSchema = z.object({ version: z.literal(1), keys: z.record(z.string(), z.array(keyNameSchema)) });
type Granted = z.infer<typeof trustSchema>["keys"];

const FILE = "trusted-keys.json";

/** What this person granted. */
export function openTrust(path: () => string = trustPath): Trust {
  const note = openUserNote({
    ...{ path, form: trustSchema, empty: { version: 1 as const, keys: {} } },
    ...{ what: "The list of keys that may go out", without: "then no key may go where you let it go" },
  });
  const change = (origin: string, next: (names: readonly string[]) => readonly string[]): void => {
    // What is so already is no reason to write, nor to fail where nothing can be written.
    const known = note.read()?.keys;
    if (known !== undefined && isSame(next, namesIn(known, origin))) return;
    note.change((said) => {
      const { [origin]: _before, ...others } = said.keys;
      const names = namesIn(said.keys, origin);
      if (isSame(next, names)) return [said, null];
      const kept = next(names);
      return [{ ...said, keys: kept.length === 0 ? others : { ...others, [origin]: [...kept] } }, null];
    });
  };
  return {
    mayReach: (key, origin) => namesIn(note.read()?.keys ?? {}, origin).includes(key),
    grant: (keys, origin) => change(origin, (names) => [...new Set([...names, ...keys])].toSorted()),
    withdraw: (keys, origin) => change(origin, (names) => names.filter((name) => !keys.includes(name))),
  };
}

function trustPath(): string {
  return join(userFolder(process.env, process.platform), FILE);
}

function namesIn(keys: Granted, origin: string): readonly string[] {
  return Object.hasOwn(keys, origin) ? (keys[origin] ?? []) : [];
}

/** Names only come or only go by a change. */
function isSame(next: (names: readonly string[]) => readonly string[], names: readonly string[]): boolean {
  return next(names).length === names.length;
}
