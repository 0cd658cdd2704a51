import { AppError } from "#core/base/app-error.ts";
import { isJsonObject } from "#core/base/json.ts";
import { configFault } from "#core/config/compose/config-fault.ts";
import { ConfigFileFault, type ConfigSource } from "#core/config/compose/load-layers.ts";
import type { Told } from "#core/config/compose/told.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { FileProblem, ResourceFile } from "#core/domain/resource-file.ts";
import { filesOf } from "#core/exchange/files/edit-resource.ts";
import { FilesFault } from "#core/exchange/files/files-fault.ts";
import { tellAt } from "#core/exchange/files/graft.ts";
import { inOrder, readResourceFiles } from "#core/exchange/files/read-files.ts";
import type { Known } from "#core/exchange/files/with-defaults.ts";
import type { Extending } from "./compose-files.ts";
import { readFolder } from "./read-folder.ts";

export type Beside = {
  readonly resources: ReadonlyMap<ResourceKey, Told>;
  /** Of each the files that say it, where they say all of it. */
  readonly files: ReadonlyMap<ResourceKey, readonly ResourceFile[]>;
};

type Reading = Extending & { readonly source: ConfigSource; readonly known: Known };

/**
 * The plain files of the folders that a system file names, each path from the file that says it; later folders take the
 * place of earlier ones, resource by resource. Throws config-invalid where there is no such folder, and content-invalid
 * with everything that is wrong with its files.
 */
export function readBeside(named: Told | undefined, reading: Reading): Beside {
  const resources = new Map<ResourceKey, Told>();
  const files = new Map<ResourceKey, readonly ResourceFile[]>();
  const all = named === undefined ? [] : named.kind === "list" ? named.items : [named];
  for (const each of all) readOne(each, reading, { resources, files });
  return { resources, files };
}

type Into = {
  readonly resources: Map<ResourceKey, Told>;
  readonly files: Map<ResourceKey, readonly ResourceFile[]>;
};

function readOne(told: Told, { source, known, ...extending }: Reading, into: Into): void {
  const { origin } = told;
  const written = told.kind === "scalar" ? String(told.value) : "";
  const { id, shown } = finding(told, () =>
    // What was typed is from where it was typed.
    source.find(written, origin.line === null ? null : { id: origin.file, shown: origin.file }),
  );
  const read = finding(told, () => readFolder(id, extending));
  const { resources, problems } = readResourceFiles(read.files, known);
  const under = (problem: FileProblem): FileProblem => ({ ...problem, file: `${shown}/${problem.file}` });
  const wrong = [...read.problems, ...problems.map(read.place)].map(under).toSorted(inOrder);
  if (wrong.length > 0) {
    throw new FilesFault(wrong, { what: null, hint: "Correct the files; nothing was changed." });
  }
  if (resources.length === 0) {
    throw configFault(origin, ["files"], { problem: `${shown} holds no files of resources` });
  }
  for (const each of resources) {
    const { key, content, place } = each;
    const where = (path: string) => {
      const { file, line } = read.place({ ...place(path), path, reason: "" });
      return { file: `${shown}/${file}`, line };
    };
    into.resources.set(key, tellAt(where, content));
    const usual = known.usual?.(splitResourceKey(key).kind) ?? {};
    const isWhole = !isJsonObject(usual) || Object.keys(usual).length === 0;
    if (isWhole) into.files.set(key, filesOf(each));
    else into.files.delete(key);
  }
}

function finding<T>({ origin }: Told, find: () => T): T {
  try {
    return find();
  } catch (error) {
    const isToldHere =
      error instanceof ConfigFileFault || (error instanceof AppError && error.code === "path-refused");
    if (!isToldHere) throw error;
    throw configFault(origin, ["files"], { problem: error.message.replace(/\.$/, "") });
  }
}
