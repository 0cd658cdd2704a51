import { lstatSync, readdirSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { readConfigText } from "#core/config/compose/config-files.ts";
import { checkComposed } from "#core/config/compose/compose.ts";
import { ConfigFileFault } from "#core/config/compose/load-layers.ts";
import { readToldMap } from "#core/config/compose/read-told.ts";
import { filesOfSystem } from "#core/exchange/system-file.ts";
import { parseWorkspaceConfig } from "#core/config/workspace-config.ts";
import { importOptionsSchema } from "#core/contract/data.ts";
import { FOLDERS, isLeftOver, wholeFile, type FileProblem } from "#core/domain/resource-file.ts";
import { IS_LINK } from "#core/exchange/disk/read-file.ts";
import { readFolder } from "#core/exchange/disk/read-folder.ts";
import { inOrder } from "#core/exchange/files/read-files.ts";
import { FilesFault } from "#core/exchange/files/files-fault.ts";
import type { FilesSeed, SeedDataset } from "./seed-files.ts";
import { extending } from "./extending.ts";
import { readSystem } from "./read-system.ts";

const DATA = "data";
const SETTINGS = "workspace.yaml";
const OPTIONS = ".import.yaml";

/**
 * What a new workspace is to begin with: a folder with resources as plain files, datasets under `data` and a workspace.yaml,
 * each of which may be missing, or a file that describes a system. Throws config-invalid, naming the file [C33].
 */
export function readSeed(named: string, cwd: string): FilesSeed {
  const path = resolve(cwd, named);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) {
    const files = filesOfSystem(readSystem(named, { cwd, set: [] }));
    return { from: "files", named: basename(named), files, datasets: [], settings: null };
  }
  const { files, problems: found } = readFolder(path, extending());
  const problems = [...found, ...linksIn(path)].toSorted(inOrder);
  if (problems.length > 0) {
    throw new FilesFault(problems, {
      what: null,
      hint: "Correct the files and try again; nothing was made.",
    });
  }
  const datasets = isFolder(join(path, DATA)) ? readDatasets(path) : [];
  const settings = isThere(join(path, SETTINGS)) ? readText(path, SETTINGS) : null;
  if (settings !== null) parseWorkspaceConfig(settings, SETTINGS);
  if (files.length === 0 && datasets.length === 0) {
    throw new AppError("config-invalid", `${named} has neither resources nor data.`, {
      hint: `Resources are files in ${Object.values(FOLDERS).join(", ")}, data those in ${DATA}.`,
    });
  }
  return { from: "files", named: basename(path), files, datasets, settings };
}

/** Data and settings are read by the rule of resources: nothing is read through a link. */
function linksIn(root: string): readonly FileProblem[] {
  const data = isFolder(join(root, DATA))
    ? readdirSync(join(root, DATA)).filter((name) => !isLeftOver(name))
    : [];
  return [SETTINGS, DATA, ...data.map((name) => `${DATA}/${name}`)]
    .filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink() === true)
    .map((path) => wholeFile(path, IS_LINK));
}

/** Each file is a dataset of its name; how it is read, where that is not plain, says NAME.import.yaml beside it. */
function readDatasets(root: string): readonly SeedDataset[] {
  const names = readdirSync(join(root, DATA))
    .filter((name) => !isLeftOver(name))
    .toSorted();
  const stems = names
    .filter((name) => !name.endsWith(OPTIONS))
    .map((file) => [file.slice(0, -extname(file).length), file] as const);
  const lonely = names.find(
    (name) => name.endsWith(OPTIONS) && !stems.some(([stem]) => name === stem + OPTIONS),
  );
  if (lonely !== undefined) throw unreadable(`${DATA}/${lonely} is for a file that is not there`);
  return stems.map(([stem, file]) => {
    const options = `${DATA}/${stem}${OPTIONS}`;
    const text = isThere(join(root, options)) ? readText(root, options) : "";
    const { scorer, ...read } = checkComposed(readToldMap(text, options), importOptionsSchema);
    return {
      ...read,
      ...(scorer === undefined ? {} : { scorer }),
      name: nameDataset(stem, file),
      source: { path: join(root, DATA, file) },
    };
  });
}

function nameDataset(stem: string, file: string): string {
  const name = stem.toLowerCase().replaceAll(/[\s._]+/g, "-");
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) return name;
  throw unreadable(`${DATA}/${file} cannot be the name of a dataset: it takes letters, digits and hyphens`);
}

function readText(root: string, path: string): string {
  try {
    return readConfigText(join(root, path), path);
  } catch (error) {
    if (error instanceof ConfigFileFault) throw unreadable(error.message);
    throw error;
  }
}

function unreadable(problem: string): AppError {
  return new AppError("config-invalid", `${problem}.`, {
    hint: "Correct it and try again; nothing was made.",
  });
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
