import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Source } from "#core/evaluation/formats/source.ts";

/** The files that a configuration refers to: those in its own folder and below, and no others [S35]. */
export type NeighbourFiles = {
  /** The text of a file by its path from the configuration, or why there is none, in words after "file.txt". */
  readonly read: (path: string) => Result<string, string>;
  /** The paths that a pattern with * stands for, in order; the path itself where it is no pattern. */
  readonly find: (pattern: string) => readonly string[];
};

const MAX_FILE_BYTES = 4 * 2 ** 20;
const MAX_ALL_BYTES = 64 * 2 ** 20;
const MAX_FILES = 2000;

const NOT_GIVEN =
  "was not given: choose it together with the configuration, or import the configuration from the command line";

/** What was handed over beside a text, or what stands beside a file. */
export function filesBeside(source: Source): NeighbourFiles {
  const files = "path" in source ? onDisk(dirname(source.path)) : givenWith(source.files ?? {});
  return withinBounds(files);
}

/** Nothing beside it. */
export const NO_FILES: NeighbourFiles = givenWith({});

/** A configuration that refers to its own folder a thousand times still ends. */
function withinBounds({ read, find }: NeighbourFiles): NeighbourFiles {
  const known = new Map<string, Result<string, string>>();
  let sizeBytes = 0;
  return {
    find,
    read: (path) => {
      const kept = known.get(path);
      if (kept !== undefined) return kept;
      if (known.size >= MAX_FILES || sizeBytes > MAX_ALL_BYTES)
        return err("was not read: the configuration refers to more files than are read");
      const text = read(path);
      if (text.ok) sizeBytes += text.value.length;
      known.set(path, text);
      return text;
    },
  };
}

function givenWith(files: Readonly<Record<string, string>>): NeighbourFiles {
  const byPath = new Map(Object.entries(files).map(([path, text]) => [normalize(path), text]));
  return {
    read: (path) => {
      const text = byPath.get(normalize(path));
      return text === undefined ? err(NOT_GIVEN) : ok(text);
    },
    find: (pattern) => (isPattern(pattern) ? matching(pattern, [...byPath.keys()]) : [pattern]),
  };
}

function onDisk(folder: string): NeighbourFiles {
  return {
    read: (path) => readWithin(folder, path),
    find: (pattern) => {
      if (!isPattern(pattern)) return [pattern];
      const inside = dirname(normalize(pattern));
      if (isPattern(inside) || isOutside(inside)) return [];
      const names = listNames(join(folder, inside)).slice(0, MAX_FILES);
      return matching(
        pattern,
        names.map((name) => join(inside, name)),
      );
    },
  };
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

/** Links count as what they lead to: one that leads out of the folder is outside it. */
function readWithin(folder: string, path: string): Result<string, string> {
  if (path.includes("\0") || isOutside(normalize(path)))
    return err("lies outside the folder of the configuration, where nothing is read");
  try {
    const root = realpathSync(folder);
    const real = realpathSync(join(folder, path));
    if (isOutside(relative(root, real)))
      return err("is a link out of the folder of the configuration, where nothing is read");
    if (!lstatSync(real).isFile()) return err("is not a file");
    if (statSync(real).size > MAX_FILE_BYTES) return err(`is larger than ${MAX_FILE_BYTES / 2 ** 20} MiB`);
    return decode(readFileSync(real));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "") throw error;
    return err(code === "ENOENT" || code === "ENOTDIR" ? "is not there" : `cannot be read (${code})`);
  }
}

function decode(bytes: Uint8Array): Result<string, string> {
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return err("is not text in UTF-8");
  }
}

function isOutside(path: string): boolean {
  return (
    path === ".." || path.startsWith(`..${sep}`) || path.startsWith("../") || /^([/\\]|[A-Za-z]:)/.test(path)
  );
}

function isPattern(path: string): boolean {
  return path.includes("*");
}

/** A * stands for any part of one name; ** is not read as more. */
function matching(pattern: string, paths: readonly string[]): readonly string[] {
  const parts = normalize(pattern).split("*");
  return paths.filter((path) => fits(path, parts)).toSorted();
}

/** Without an expression, which a pattern of many stars could make slow. */
function fits(path: string, [first = "", ...rest]: readonly string[]): boolean {
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const found = index === rest.length - 1 ? path.length - part.length : path.indexOf(part, at);
    if (found < at || !path.startsWith(part, found) || path.slice(at, found).includes(sep)) return false;
    at = found + part.length;
  }
  return at === path.length;
}
