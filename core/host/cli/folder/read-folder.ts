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
import { isOfResource } from "#core/exchange/files/group-files.ts";
import { kindOfLoneFile } from "#core/exchange/files/lone-file.ts";
import { describeFailure, readTextFile } from "./read-file.ts";

export type FolderRead = {
  readonly files: readonly ResourceFile[];
  readonly problems: readonly FileProblem[];
  /** How a file is called from where the person pointed. */
  readonly shown: (path: string) => string;
};

const MOST_DEEP = 20;

/** The files of resources below a folder, or of the one resource that a file says. Throws path-refused where nothing is. */
export function readFolder(path: string): FolderRead {
  const stats = statOf(path);
  if (stats.isDirectory()) return readWhole(path);
  return readAround(path);
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

function readWhole(path: string): FolderRead {
  const own = basename(path);
  const folders = Object.values(FOLDERS);
  const has = new Set(namesIn(path));
  const isKindFolder = KIND_OF_FOLDER.has(own) && !folders.some((folder) => has.has(folder));
  const root = isKindFolder ? dirname(path) : path;
  const read = openReading(root);
  for (const folder of isKindFolder ? [own] : folders.filter((each) => has.has(each))) walk(read, folder, 1);
  return { ...read, shown: (each) => each };
}

/** A file with what belongs to it: all of its folder that begins with its name, and schemas. */
function readAround(path: string): FolderRead {
  const folder = dirname(path);
  const name = basename(path);
  const stem = name.replace(/\.[^.]+$/, "");
  const read = openReading(folder);
  add(read, name, true);
  const [main] = read.files;
  const within = KIND_OF_FOLDER.get(basename(folder));
  const kind = within ?? (main === undefined ? null : kindOfLoneFile(name, main.text));
  if (main !== undefined && kind === null) {
    read.problems.push(
      wholeFile(name, `it does not say what it is: put it into one of ${Object.values(FOLDERS).join(", ")}`),
    );
  }
  for (const each of namesIn(folder)) {
    const isBeside = each !== name && (each.startsWith(`${stem}.`) || each.includes(".schema."));
    if (isBeside && !/\.(md|ya?ml)$/.test(each.replace(/\.schema\.ya?ml$/, ""))) add(read, each, true);
    if (each === stem && kind === "environment") walk(read, each, 1);
  }
  const prefix = kind === null ? "" : `${FOLDERS[kind]}/`;
  return {
    files: read.files.map((file) => ({ ...file, path: prefix + file.path })),
    problems: read.problems,
    shown: (each) => (each.startsWith(prefix) ? each.slice(prefix.length) : each),
  };
}

type Reading = {
  readonly root: string;
  readonly files: ResourceFile[];
  readonly problems: FileProblem[];
  characters: number;
};

function openReading(root: string): Reading {
  return { root, files: [], problems: [], characters: 0 };
}

function walk(read: Reading, path: string, depth: number): void {
  const at = join(read.root, path);
  const stats = lstatSync(at);
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
    if (lstatSync(join(read.root, each)).isDirectory()) walk(read, each, depth + 1);
    else add(read, each, false);
  }
}

function namesIn(path: string): readonly string[] {
  return readdirSync(path).toSorted();
}

/** `isNamed`: whoever asked meant this one, whatever it is called. */
function add(read: Reading, path: string, isNamed: boolean): void {
  if (!isNamed && !isOfResource(path)) return;
  if (read.files.length >= MOST_FILES || read.characters > MOST_CHARACTERS_IN_ALL) {
    const isTold = read.problems.some(({ reason }) => reason === TOO_MUCH);
    if (!isTold) read.problems.push(wholeFile(path, TOO_MUCH));
    return;
  }
  const at = join(read.root, path);
  const text = readTextFile(at, path, lstatSync(at));
  if (typeof text !== "string") return void read.problems.push(text);
  read.files.push({ path, text });
  read.characters += text.length;
}

const TOO_MUCH = `from here on there are more than ${MOST_FILES} files, or ${MOST_CHARACTERS_IN_ALL} characters: bring them in in parts`;
