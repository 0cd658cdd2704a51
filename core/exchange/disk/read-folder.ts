import { lstatSync, readdirSync, statSync, type Stats } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import {
  FOLDERS,
  isLeftOver,
  KIND_OF_FOLDER,
  MOST_CHARACTERS_IN_ALL,
  MOST_FILES,
  wholeFile,
  type FileProblem,
  type ResourceFile,
} from "#core/domain/resource-file.ts";
import { splitResourceKey, type ResourceKey, type ResourceKind } from "#core/domain/resource.ts";
import { isOfResource, mainPath } from "#core/exchange/files/group-files.ts";
import { kindOfLoneFile } from "#core/exchange/files/lone-file.ts";
import { composeFiles, type Extending } from "./compose-files.ts";
import { describeFailure, readTextFile } from "./read-file.ts";

export type FolderRead = {
  readonly files: readonly ResourceFile[];
  readonly problems: readonly FileProblem[];
  /** Files of which more was written elsewhere. */
  readonly composed: ReadonlySet<string>;
  /** Those that could not be: what is wrong is among the problems, and nothing else of them is known. */
  readonly uncomposed: ReadonlySet<string>;
  /** Where a problem is, as files are called from where the person pointed. */
  readonly place: (problem: FileProblem) => FileProblem;
};

const MOST_DEEP = 20;

/** The files of resources below a folder, or of the one resource that a file says. Throws path-refused where nothing is. */
export function readFolder(path: string, extending: Extending): FolderRead {
  const stats = statOf(path);
  if (stats.isDirectory()) return readWhole(path, extending);
  return readAround(path, { extending });
}

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw new AppError("path-refused", `${path} cannot be read: ${describeFailure(error)}.`, {
      cause: error,
    });
  }
}

function readWhole(path: string, extending: Extending): FolderRead {
  const own = basename(path);
  const folders = Object.values(FOLDERS);
  const has = new Set(namesIn(path));
  const isKindFolder = KIND_OF_FOLDER.has(own) && !folders.some((folder) => has.has(folder));
  const root = isKindFolder ? dirname(path) : path;
  const read = openReading(root);
  for (const folder of isKindFolder ? [own] : folders.filter((each) => has.has(each))) walk(read, folder, 1);
  return finish(read, "", extending);
}

type Meant = {
  readonly key: ResourceKey;
  /** How the file was named. */
  readonly named: string;
  readonly extending: Extending;
};

/**
 * The files of one resource that somebody names: the one that says it, whatever that is called, and what stands beside
 * it. They come under the resource's name, and are shown as they were named. Throws path-refused where nothing is.
 */
export function readOneResource(path: string, { key, named, extending }: Meant): FolderRead {
  statOf(path);
  const { kind, name } = splitResourceKey(key);
  const stem = basename(path).replace(/\.[^.]+$/, "");
  const read = readAround(path, { kind, extending });
  const ownPath = new Map<string, string>();
  const files = read.files.map((file) => {
    const own = file.path.slice(FOLDERS[kind].length + 1);
    const under = own === basename(path) ? mainPath(key) : `${FOLDERS[kind]}/${rename(own, stem, name)}`;
    ownPath.set(under, file.path);
    return { ...file, path: under };
  });
  const beside = (problem: FileProblem): FileProblem => {
    const isShipped = problem.file.startsWith(`${extending.shipped.word}:`);
    return isShipped ? problem : { ...problem, file: join(dirname(named), problem.file) };
  };
  return {
    files,
    composed: read.composed,
    uncomposed: read.uncomposed,
    problems: read.problems.map(beside),
    place: (problem) => beside(read.place({ ...problem, file: ownPath.get(problem.file) ?? problem.file })),
  };
}

/** Code and files of an initial state are named after the resource; schemas have names of their own. */
function rename(path: string, stem: string, name: string): string {
  const isNamed = path === `${stem}.js` || path.startsWith(`${stem}/`);
  return isNamed ? name + path.slice(stem.length) : path;
}

type Around = { readonly kind?: ResourceKind; readonly extending: Extending };

/** A file with what belongs to it: all of its folder that begins with its name, and schemas. */
function readAround(path: string, { kind: meant, extending }: Around): FolderRead {
  const folder = dirname(path);
  const name = basename(path);
  const stem = name.replace(/\.[^.]+$/, "");
  const read = openReading(folder);
  add(read, name, true);
  const [main] = read.files;
  const within = KIND_OF_FOLDER.get(basename(folder));
  const kind =
    meant ?? within ?? (main === undefined ? null : kindOfLoneFile(name, wholeText(folder, main, extending)));
  if (main !== undefined && kind === null) {
    read.problems.push(
      wholeFile(name, `it does not say what it is: put it into one of ${Object.values(FOLDERS).join(", ")}`),
    );
  }
  const prefix = kind === null ? "" : `${FOLDERS[kind]}/`;
  read.under = prefix;
  for (const each of namesIn(folder)) {
    const isBeside = each !== name && (each.startsWith(`${stem}.`) || each.includes(".schema."));
    if (isBeside && !/\.(md|ya?ml)$/.test(each.replace(/\.schema\.ya?ml$/, ""))) add(read, each, false);
    if (each === stem && kind === "environment") walk(read, each, 1);
  }
  return finish(read, prefix, extending);
}

/** What builds on other files says with them what it is. */
function wholeText(folder: string, file: ResourceFile, extending: Extending): string {
  return composeFiles(folder, [file], extending).files[0]?.text ?? file.text;
}

function finish({ root, files, problems }: Reading, prefix: string, extending: Extending): FolderRead {
  const whole = composeFiles(root, files, extending);
  const under = (paths: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...paths].map((path) => prefix + path));
  const bare = (path: string): string => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
  return {
    files: whole.files.map((file) => ({ ...file, path: prefix + file.path })),
    problems: [...problems, ...whole.problems],
    composed: under(whole.composed),
    uncomposed: under(whole.uncomposed),
    place: (problem) => whole.place({ ...problem, file: bare(problem.file) }),
  };
}

type Reading = {
  readonly root: string;
  readonly files: ResourceFile[];
  readonly problems: FileProblem[];
  characters: number;
  /** The folder of a kind that paths are meant from, where they are named from elsewhere. */
  under: string;
};

function openReading(root: string): Reading {
  return { root, files: [], problems: [], characters: 0, under: "" };
}

function walk(read: Reading, path: string, depth: number): void {
  const at = join(read.root, path);
  const stats = statOrProblem(read, path);
  if (stats === null) return;
  if (!stats.isDirectory()) {
    if (stats.isSymbolicLink())
      read.problems.push(
        wholeFile(path, "it is a link, and links are not followed: put the folder itself there"),
      );
    return;
  }
  if (depth > MOST_DEEP)
    return void read.problems.push(wholeFile(path, `its folders are deeper than ${MOST_DEEP}`));
  let names: readonly string[];
  try {
    names = namesIn(at);
  } catch (error) {
    return void read.problems.push(wholeFile(path, `it cannot be read: ${describeFailure(error)}`));
  }
  for (const name of names) {
    if (isLeftOver(name)) continue;
    const each = `${path}/${name}`;
    const within = statOrProblem(read, each);
    if (within === null) continue;
    if (within.isDirectory()) walk(read, each, depth + 1);
    else add(read, each, false);
  }
}

/** Null where it cannot be looked at, which is told: it went meanwhile, or its name is no UTF-8. */
function statOrProblem(read: Reading, path: string): Stats | null {
  try {
    return lstatSync(join(read.root, path));
  } catch (error) {
    const why = path.includes("\u{FFFD}") ? "its name is not UTF-8" : describeFailure(error);
    read.problems.push(wholeFile(path, `it cannot be read: ${why}`));
    return null;
  }
}

function namesIn(path: string): readonly string[] {
  return readdirSync(path).toSorted();
}

/** `isNamed`: whoever asked meant this one, whatever it is called. */
function add(read: Reading, path: string, isNamed: boolean): void {
  if (!isNamed && !isOfResource(read.under + path)) return;
  if (read.files.length >= MOST_FILES || read.characters > MOST_CHARACTERS_IN_ALL) {
    const isTold = read.problems.some(({ reason }) => reason === TOO_MUCH);
    if (!isTold) read.problems.push(wholeFile(path, TOO_MUCH));
    return;
  }
  const stats = statOrProblem(read, path);
  if (stats === null) return;
  const text = readTextFile(join(read.root, path), path, stats);
  if (typeof text !== "string") return void read.problems.push(text);
  read.files.push({ path, text });
  read.characters += text.length;
}

const TOO_MUCH = `from here on there are more than ${MOST_FILES} files, or ${MOST_CHARACTERS_IN_ALL} characters: bring them in in parts`;
