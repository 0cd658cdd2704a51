import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, normalize, resolve } from "node:path";
import { ConfigFileFault, type ConfigFile, type ConfigSource } from "./load-layers.ts";

/** Far more than anybody writes into one. */
const MOST_BYTES = 1024 * 1024;

/** A place whose files have names of their own: what a program ships. */
export type NamedFolder = {
  /** The word before the colon: `WORD:path/in/it.yaml`. */
  readonly word: string;
  readonly folder: string;
};

export type FileSourceOptions = {
  /** What a person's paths are from. */
  readonly cwd: string;
  readonly shipped: NamedFolder;
};

/**
 * A person's own files, wherever they lie: a path is from the file that says it, and shown as it was typed. Only files are
 * read, whole, in UTF-8 and of at most a mebibyte; a link to one is one, one that leads in a circle is none.
 */
export function createFileSource({ cwd, shipped }: FileSourceOptions): ConfigSource {
  const prefix = `${shipped.word}:`;
  return {
    find: (written, from) => {
      if (written.startsWith(prefix)) return findShipped(shipped, written.slice(prefix.length));
      if (from?.shown.startsWith(prefix) === true) {
        return findShipped(shipped, join(dirname(from.shown.slice(prefix.length)), written));
      }
      const shown =
        isAbsolute(written) || from === null ? written : normalize(join(dirname(from.shown), written));
      return { id: realPath(resolve(cwd, shown), shown), shown };
    },
    read: ({ id, shown }) => readConfigText(id, shown),
  };
}

/** What ships is named from its own folder, and nothing outside of it by its word. */
function findShipped({ word, folder }: NamedFolder, path: string): ConfigFile {
  const inside = normalize(path).replaceAll("\\", "/");
  const shown = `${word}:${inside}`;
  if (inside.startsWith("..") || isAbsolute(inside))
    throw new ConfigFileFault(`${shown} is outside of what ships`);
  return { id: realPath(join(folder, inside), shown), shown };
}

function realPath(path: string, shown: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw tellSystem(error, shown);
  }
}

/** A whole text, or a ConfigFileFault that says what stands at the path instead. */
export function readConfigText(path: string, shown: string): string {
  let file: number;
  try {
    // A pipe would wait for a writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw tellSystem(error, shown);
  }
  try {
    const found = fstatSync(file);
    if (found.isDirectory()) throw new ConfigFileFault(`${shown} is a folder; name a file`);
    if (!found.isFile()) throw new ConfigFileFault(`${shown} is no file`);
    if (found.size > MOST_BYTES)
      throw new ConfigFileFault(`${shown} is longer than ${MOST_BYTES / 1024} KiB`);
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof ConfigFileFault) throw error;
    // What decodes says no more than that.
    if (error instanceof TypeError) throw new ConfigFileFault(`${shown} is not written in UTF-8`);
    throw tellSystem(error, shown);
  } finally {
    closeSync(file);
  }
}

/** What the system says, in words. */
const SAID: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  ENOTDIR: "is not there",
  ELOOP: "is a link that leads in a circle",
  EACCES: "may not be read",
  EPERM: "may not be read",
  EISDIR: "is a folder; name a file",
  ENAMETOOLONG: "has too long a name",
  EINVAL: "has no possible name",
  ERR_INVALID_ARG_VALUE: "has no possible name",
};

function tellSystem(error: unknown, shown: string): ConfigFileFault {
  const { code = "" } = error as { readonly code?: string };
  const said = SAID[code];
  if (said === undefined) throw error;
  return new ConfigFileFault(`${shown} ${said}`);
}
